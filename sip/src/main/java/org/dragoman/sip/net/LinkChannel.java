package org.dragoman.sip.net;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.ConnectionOrientedMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Optional;
import org.dragoman.core.link.MessageBudget;
import org.dragoman.core.link.WebSocketLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket as JAIN-SIP sees it: a connection whose messages come whole, one in each. Names
/// such as {@code xyz.invalid} in Via and Contact are left as they are: whoever is at the other end
/// is known by the link, and by nothing that it writes.
///
/// - Source: RFC 7118 §5, §6; RFC 5626 §4.4.1 for the keep-alive.
final class LinkChannel extends ConnectionOrientedMessageChannel {
    private static final Logger LOG = LoggerFactory.getLogger(LinkChannel.class);
    private static final int BURST = 200; // messages at once: a page with several calls
    private static final double PER_SECOND = 20;
    private static final int GARBAGE = 10; // messages that are none, and then it is closed
    private final LinkInput input;
    private final WebSocketLink link;
    private final InstantSource time;
    private final MessageBudget budget = new MessageBudget(BURST, PER_SECOND);
    private volatile Optional<LinkChannel> successor = Optional.empty();
    private int garbage;

    LinkChannel(
            SIPTransactionStack stack, LinkInput input, WebSocketLink link, InstantSource time) {
        super(stack);
        this.input = input;
        this.link = link;
        this.time = time;
        messageProcessor = input;
        peerAddress = link.remote().getAddress();
        peerPort = link.remote().getPort();
        peerProtocol = input.getTransport();
        myAddress = input.getIpAddress().getHostAddress();
        myPort = input.getPort();
        key = getKey(peerAddress, peerPort, input.getTransport());
    }

    InetSocketAddress remote() {
        return link.remote();
    }

    InetSocketAddress local() {
        return link.local();
    }

    /// Takes a whole message, on the thread of the link.
    void received(byte[] message) {
        if (!budget.take(time.instant())) {
            link.close(WebSocketLink.POLICY, "too many messages");
        } else if (isKeepAlive(message)) {
            if (message.length >= 4) {
                link.send("\r\n"); // RFC 5626 §4.4.1: two line ends are answered with one
            }
        } else {
            parse(message);
        }
    }

    private static boolean isKeepAlive(byte[] message) {
        for (byte b : message) {
            if (b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }

    private void parse(byte[] message) {
        try {
            var parser = sipStack.getMessageParserFactory().createMessageParser(sipStack);
            var parsed = parser.parseSIPMessage(message, true, false, this);
            if (parsed != null) {
                processMessage(parsed);
            }
        } catch (ParseException e) {
            refuse(message);
        } catch (Exception e) { // the stack says so of what it answered with an error itself
            LOG.debug("a SIP message by WebSocket was dropped: {}", Kind.of(e));
        }
    }

    private void refuse(byte[] message) {
        if (++garbage > GARBAGE) {
            link.close(WebSocketLink.NOT_UNDERSTOOD, "this is not SIP");
            return;
        }
        BadRequest.answer(message).ifPresent(link::send);
    }

    // never called: the parser sees to it
    @Override
    @SuppressWarnings("rawtypes") // as the stack declares it
    public void handleException(
            ParseException broken, SIPMessage message, Class type, String header, String text)
            throws ParseException {
        throw broken;
    }

    /// The same device has another link now: what is under way goes on there.
    void succeededBy(LinkChannel other) {
        if (other != this) {
            successor = Optional.of(other);
        }
    }

    @Override
    public void sendMessage(SIPMessage message) throws IOException {
        try {
            sendMessage(message.encodeAsBytes(getTransport()), false);
        } catch (IOException closed) {
            if (message instanceof SIPRequest r && r.getMethod().equals("ACK")) {
                LOG.debug("an ACK found its WebSocket closed"); // for the stack, a bug of its own
                return;
            }
            throw closed;
        }
        message.setRemoteAddress(peerAddress);
        message.setRemotePort(peerPort);
    }

    @Override
    protected void sendMessage(byte[] message, boolean isClient) throws IOException {
        var now = successor;
        if (now.isPresent()) {
            now.get().sendMessage(message, isClient);
        } else if (!link.send(new String(message, StandardCharsets.UTF_8))) {
            throw new IOException("the WebSocket is closed");
        }
    }

    @Override
    protected void sendMessage(byte[] message, InetAddress to, int port, boolean retry)
            throws IOException {
        sendMessage(message, retry);
    }

    @Override
    public void close() {
        link.close(WebSocketLink.GOING_AWAY, "the gateway ends");
    }

    @Override
    protected void close(boolean removeSocket, boolean stopKeepAliveTask) {
        close();
    }

    /// The link is closed.
    void closed() {
        isRunning = false;
        input.closed(this);
    }

    @Override
    public String getTransport() {
        return input.getTransport();
    }

    @Override
    public boolean isSecure() {
        return input.isSecure();
    }
}
