package org.dragoman.sip.net;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JAIN-SIP's parser, which takes a header that comes twice for the first of the two, and drops a
/// message without a word over some headers it cannot read. Here both lines of a header reach the
/// protocol logic, and a header that cannot be read is left as it is: so that whoever asks is
/// answered.
///
/// - Source: RFC 3261 §7.3.1, §8.2.2: a header that comes too often makes a bad request.
final class PatientParser extends StringMsgParser {
    private static final Class<?> OF_TEXT = SIPHeader.class;

    // may stand in a message once, by any of their names; those of a dialog make the whole message
    // unreadable, the others are judged by whoever needs them
    private static final Map<String, Single> SINGLE =
            Map.ofEntries(
                    Map.entry("from", new Single("from", From.class)),
                    Map.entry("f", new Single("from", From.class)),
                    Map.entry("to", new Single("to", To.class)),
                    Map.entry("t", new Single("to", To.class)),
                    Map.entry("call-id", new Single("call-id", CallID.class)),
                    Map.entry("i", new Single("call-id", CallID.class)),
                    Map.entry("cseq", new Single("cseq", CSeq.class)),
                    Map.entry("refer-to", new Single("refer-to", OF_TEXT)),
                    Map.entry("r", new Single("refer-to", OF_TEXT)),
                    Map.entry("replaces", new Single("replaces", OF_TEXT)));

    /// - {@code kind}: as the stack tells headers apart that it cannot do without.
    private record Single(String name, Class<?> kind) {}

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
