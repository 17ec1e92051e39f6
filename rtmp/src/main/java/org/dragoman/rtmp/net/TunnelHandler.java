package org.dragoman.rtmp.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.media.relay.Promptness;
import org.dragoman.rtmp.tunnel.HttpReader;
import org.dragoman.rtmp.tunnel.HttpReply;
import org.dragoman.rtmp.tunnel.TunnelRequest;

/// RTMPT: HTTP connections whose requests carry RTMP. A client is a {@link Tunnel}; it may use
/// several HTTP connections, and many clients may come by one, that of their proxy.
final class TunnelHandler extends IoHandlerAdapter {
    private static final int NAME_BYTES = 16; // nobody shall guess another's tunnel
    private static final String READER = "reader";

    private final Guest.Reception reception;
    private final Doorkeeper connections;
    private final Duration kept;
    private final Doorkeeper doorkeeper;
    private final Map<String, Tunnel> tunnels = new ConcurrentHashMap<>();

    /// - {@code doorkeeper}: counts tunnels; HTTP connections are counted apart.
    TunnelHandler(Guest.Reception reception, Doorkeeper doorkeeper) {
        this.reception = reception;
        this.doorkeeper = doorkeeper;
        this.connections = new Doorkeeper(reception.limits());
        int kept = (RtmpListener.IDLE_TIMES - 1) * reception.limits().idleSeconds();
        this.kept = Duration.ofSeconds(kept);
    }

    @Override
    public void sessionOpened(IoSession session) {
        Promptness.take(); // MINA's thread, which all sound of clients comes and goes by
        if (!connections.admits(RtmpListener.remote(session))) {
            session.closeNow();
            return;
        }
        var exchange = new Exchange(session);
        session.setAttribute(READER, exchange);
        reception.timers().after(reception.limits().patience(), exchange::leaveUnlessUseful);
    }

    @Override
    public void messageReceived(IoSession session, Object message) {
        var exchange = (Exchange) session.getAttribute(READER);
        if (exchange != null && !session.isClosing()) {
            exchange.received(((IoBuffer) message).buf());
        }
    }

    @Override
    public void sessionIdle(IoSession session, IdleStatus status) {
        if (session.getReaderIdleCount() >= RtmpListener.IDLE_TIMES) {
            session.closeNow();
        }
    }

    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
        RtmpListener.failed(session, cause);
    }

    @Override
    public void sessionClosed(IoSession session) {
        connections.leaves(RtmpListener.remote(session));
    }

    void close() {
        List.copyOf(tunnels.values()).forEach(Tunnel::end);
    }

    private HttpReply answer(TunnelRequest request, InetSocketAddress from) {
        return switch (request.verb()) {
            case OPEN -> open(from);
            case SEND, IDLE, CLOSE ->
                    Optional.ofNullable(tunnels.get(request.session()))
                            .map(tunnel -> tunnel.answer(request))
                            .orElseGet(HttpReply::unknown);
            case IDENT, OTHER -> HttpReply.unknown();
        };
    }

    private HttpReply open(InetSocketAddress from) {
        if (!doorkeeper.admits(from)) {
            doorkeeper.leaves(from);
            return HttpReply.full();
        }
        byte[] bytes = new byte[NAME_BYTES];
        reception.random().nextBytes(bytes);
        String name = HexFormat.of().formatHex(bytes);
        tunnels.put(name, new Tunnel(from, reception, () -> forget(name, from)));
        return HttpReply.opened(name);
    }

    private void forget(String name, InetSocketAddress from) {
        tunnels.remove(name);
        doorkeeper.leaves(from);
    }

    /// One HTTP connection.
    private final class Exchange {
        private final IoSession session;
        private final HttpReader reader = new HttpReader();
        private volatile boolean useful;

        Exchange(IoSession session) {
            this.session = session;
        }

        void received(ByteBuffer in) {
            try {
                while (in.hasRemaining() && !session.isClosing()) {
                    reader.take(in).ifPresent(this::answer);
                }
            } catch (PeerFault fault) {
                Guest.refused(RtmpListener.remote(session), fault);
                session.closeNow();
            }
        }

        private void answer(TunnelRequest request) {
            useful |= request.verb() != TunnelRequest.Verb.OTHER;
            var reply = TunnelHandler.this.answer(request, RtmpListener.remote(session));
            session.write(IoBuffer.wrap(reply.written(request.isLast(), kept)));
            Optional.ofNullable(tunnels.get(request.session())).ifPresent(Tunnel::answered);
            if (request.isLast()) {
                session.closeOnFlush();
            }
        }

        void leaveUnlessUseful() {
            if (!useful) {
                session.closeNow();
            }
        }
    }
}
