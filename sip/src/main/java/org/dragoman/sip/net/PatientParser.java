package org.dragoman.sip.net;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.TCPMessageChannel;
import gov.nist.javax.sip.stack.TLSMessageChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// JAIN-SIP's parser, which takes a header that comes twice for the first of the two, and drops a
/// message without a word over some headers it cannot read. Here both lines of a header reach the
/// protocol logic, and a header that cannot be read is left as it is: so that whoever asks is
/// answered.
///
/// - Source: RFC 3261 §7.3.1, §8.2.2: a header that comes too often makes a bad request.
final class PatientParser extends StringMsgParser {
    private static final Logger LOG = LoggerFactory.getLogger(PatientParser.class);
    private static final Set<Class<?>> NEEDED =
            Set.of(
                    From.class,
                    To.class,
                    CSeq.class,
                    Via.class,
                    CallID.class,
                    ContentLength.class,
                    RequestLine.class,
                    StatusLine.class);
    private static final Optional<String> NOTHING = Optional.empty();
    private static final Class<?> OF_TEXT = SIPHeader.class;

    // may stand in a message once, by any of their names
    private static final Map<String, Single> SINGLE =
            Map.ofEntries(
                    Map.entry("from", new Single("from", From.class)),
                    Map.entry("f", new Single("from", From.class)),
                    Map.entry("to", new Single("to", To.class)),
                    Map.entry("t", new Single("to", To.class)),
                    Map.entry("call-id", new Single("call-id", CallID.class)),
                    Map.entry("i", new Single("call-id", CallID.class)),
                    Map.entry("cseq", new Single("cseq", CSeq.class)));

    /// - {@code kind}: as the stack tells headers apart that it cannot do without.
    private record Single(String name, Class<?> kind) {}

    private byte[] unreadable = {};
    private boolean heard; // the stack sends to a connection only when something came by it

    /// What could not be read last.
    byte[] unreadable() {
        return unreadable;
    }

    @Override
    public SIPMessage parseSIPMessage(
            byte[] message, boolean body, boolean strict, ParseExceptionListener listener)
            throws ParseException {
        try {
            var read = super.parseSIPMessage(message, body, strict, PatientParser::leave);
            heard = true;
            return read;
        } catch (ParseException e) {
            unreadable = message;
            if (isConnection(listener)) {
                answer((MessageChannel) listener, message);
            }
            throw e;
        }
    }

    // the whole of it is the peer's: only headers we can do without are left aside
    private static void leave(
            ParseException broken, SIPMessage message, Class<?> kind, String header, String text)
            throws ParseException {
        if (NEEDED.contains(kind)) {
            throw broken;
        }
        message.addUnparsed(header);
    }

    private static boolean isConnection(ParseExceptionListener listener) {
        return listener instanceof TCPMessageChannel || listener instanceof TLSMessageChannel;
    }

    // of datagrams and WebSockets their own channels see to it
    private void answer(MessageChannel connection, byte[] message) {
        var answer = heard ? BadRequest.answer(message) : NOTHING;
        try {
            if (answer.isPresent()) {
                send(connection, answer.get().getBytes(StandardCharsets.UTF_8));
            } else if (BadRequest.isAnswered(new String(message, StandardCharsets.UTF_8))) {
                connection.close(); // this is not SIP
            }
        } catch (IOException closed) {
            LOG.debug("a bad SIP request could not be answered: {}", Kind.of(closed));
        }
    }

    private static void send(MessageChannel connection, byte[] answer) throws IOException {
        var to = connection.getPeerPacketSourceAddress();
        int port = connection.getPeerPacketSourcePort();
        if (connection instanceof TCPMessageChannel tcp) {
            tcp.sendMessage(answer, to, port, false);
        } else if (connection instanceof TLSMessageChannel tls) {
            tls.sendMessage(answer, to, port, false);
        }
    }

    @Override
    protected void processHeader(
            @Nullable String line,
            SIPMessage message,
            @Nullable ParseExceptionListener listener,
            byte[] whole)
            throws ParseException {
        if (line == null || listener == null) {
            super.processHeader(line, message, listener, whole);
            return;
        }
        var single = SINGLE.get(name(line));
        if (single != null && message.hasHeader(single.name())) {
            tell(listener, "it comes twice", message, single.kind(), line, whole);
            return;
        }
        try {
            super.processHeader(line, message, listener, whole);
        } catch (RuntimeException unreadable) { // some of the stack's own parsers stumble
            tell(listener, "it cannot be read", message, OF_TEXT, line, whole);
        }
    }

    private static String name(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    }

    private static void tell(
            ParseExceptionListener listener,
            String what,
            SIPMessage message,
            Class<?> kind,
            String line,
            byte[] whole)
            throws ParseException {
        var text = new String(whole, StandardCharsets.UTF_8);
        listener.handleException(new ParseException(what, 0), message, kind, line, text);
    }
}
