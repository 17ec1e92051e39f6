package org.dragoman.sip.net;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dragoman.core.link.WebSocketLink;

/// What JAIN-SIP takes for a listener on WebSockets: it has no socket of its own, but knows the
/// links that somebody else opened. Nothing is ever dialled here: where there is no link, there is
/// no way.
///
/// - Source: RFC 7118 §5.
final class LinkInput extends MessageProcessor {
    private static final int REMEMBERED = 1_000; // links that were closed

    private final boolean secure;
    private final InstantSource time;
    private final Map<InetSocketAddress, LinkChannel> open = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, LinkChannel> closed = // not long ago
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<InetSocketAddress, LinkChannel> eldest) {
                    return size() > REMEMBERED;
                }
            };

    LinkInput(
            InetAddress address,
            SIPTransactionStack stack,
            int port,
            String transport,
            InstantSource time) {
        super(address, port, transport, stack);
        this.secure = transport.equalsIgnoreCase("WSS");
        this.time = time;
    }

    /// Takes a link in.
    LinkChannel opened(WebSocketLink link) {
        var channel = new LinkChannel(sipStack, this, link, time);
        open.put(link.remote(), channel);
        return channel;
    }

    void closed(LinkChannel channel) {
        open.remove(channel.remote(), channel);
        synchronized (closed) {
            closed.put(channel.remote(), channel);
        }
    }

    /// A device whose link was closed is at another now.
    void moved(InetSocketAddress from, InetSocketAddress to) {
        var now = open.get(to);
        synchronized (closed) {
            var before = closed.remove(from);
            if (before != null && now != null) {
                before.succeededBy(now);
            }
        }
    }

    @Override
    public MessageChannel createMessageChannel(HostPort to) throws IOException {
        return createMessageChannel(to.getInetAddress(), to.getPort());
    }

    @Override
    public MessageChannel createMessageChannel(InetAddress to, int port) throws IOException {
        var channel = open.get(new InetSocketAddress(to, port));
        if (channel == null) {
            throw new IOException("no WebSocket is open to there");
        }
        return channel;
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return sipStack;
    }

    @Override
    public void start() {}

    @Override
    public void stop() {
        open.values().forEach(LinkChannel::close);
    }

    @Override
    public int getDefaultTargetPort() {
        return secure ? 443 : 80; // RFC 7118 §5.3
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public int getMaximumMessageSize() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean inUse() {
        return !open.isEmpty();
    }
}
