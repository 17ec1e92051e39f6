package org.dragoman.sip.net;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.time.Duration;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import org.dragoman.sip.Transport;
import org.dragoman.sip.dialog.Incoming;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A request that came in, with the transaction that answers it.
public final class ServerCall implements Incoming {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCall.class);

    private final SipStack stack;
    private final SipProvider provider;
    private final ServerTransaction transaction;
    private final SIPRequest message;
    private final SipRequest request;
    private final Duration waited;

    ServerCall(
            SipStack stack,
            SipProvider provider,
            ServerTransaction transaction,
            SIPRequest message,
            Duration waited) {
        this.stack = stack;
        this.provider = provider;
        this.transaction = transaction;
        this.message = message;
        this.request = Wire.request(message);
        this.waited = waited;
    }

    @Override
    public SipRequest request() {
        return request;
    }

    /// Where it came from.
    public InetSocketAddress source() {
        return SipStack.source(message);
    }

    /// The port the sender says it listens on (top Via).
    public int viaPort() {
        int port = message.getTopmostVia().getPort();
        return port < 0 ? transport().usualPort() : port;
    }

    /// What carried it: what the socket is, not what the sender wrote into its Via.
    public Transport transport() {
        return message.getMessageChannel() instanceof MessageChannel channel
                ? Transport.named(channel.getTransport()).orElse(Transport.UDP)
                : Transport.UDP;
    }

    /// How long it waited for a thread of ours before this: a stack that is behind shows here.
    public Duration waited() {
        return waited;
    }

    /// The transaction as its sender names it; its CANCEL has the same branch.
    public String branch() {
        return branch(message);
    }

    static String branch(SIPRequest message) {
        var via = message.getTopmostVia();
        return via.getBranch() + "@" + via.getSentBy();
    }

    /// Answers. What can no longer be answered is dropped: the peer is gone or has its answer.
    public void respond(SipResponse response) {
        if (response.status() >= 200 && request.is("INVITE")) {
            stack.answered(this);
        }
        var written = written(response);
        carry(() -> transaction.sendResponse(written));
    }

    private SIPResponse written(SipResponse response) {
        try {
            return Wire.response(message, response, stack.product());
        } catch (ParseException e) {
            throw new IllegalStateException("a response of ours that cannot be written", e);
        }
    }

    private interface Sending {
        void run() throws SipException, InvalidArgumentException;
    }

    private void carry(Sending sending) {
        stack.courier().carry(source(), transport(), () -> send(sending), () -> {});
    }

    private static void send(Sending sending) {
        try {
            sending.run();
        } catch (SipException | InvalidArgumentException e) {
            LOG.debug("a response could not be sent: {}", Kind.of(e));
        }
    }

    /// Sends a 2xx again, past its transaction.
    public void repeat(SipResponse response) {
        var written = written(response);
        if (message.getMessageChannel() instanceof LinkChannel link) {
            repeat(link, written);
        } else {
            carry(() -> provider.sendResponse(written));
        }
    }

    // its Via says what the page calls the link, which a proxy may have changed on the way
    private static void repeat(LinkChannel link, SIPResponse written) {
        try {
            link.sendMessage(written);
        } catch (IOException closed) {
            LOG.debug("a response could not be sent: {}", Kind.of(closed));
        }
    }

    /// The way back to whoever sent it: from the listener that it came to.
    public Route back() {
        if (message.getMessageChannel() instanceof LinkChannel link) {
            return Route.over(link.remote(), link.local(), transport());
        }
        return stack.routeFrom(provider, transport(), source());
    }
}
