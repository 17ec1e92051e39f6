package org.dragoman.rtmp.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.dragoman.media.relay.Promptness;

/// RTMP on a TCP connection of its own, or in TLS.
final class DirectHandler extends IoHandlerAdapter {
    private static final String GUEST = "guest";

    private final Guest.Reception reception;
    private final Doorkeeper doorkeeper;

    DirectHandler(Guest.Reception reception, Doorkeeper doorkeeper) {
        this.reception = reception;
        this.doorkeeper = doorkeeper;
    }

    @Override
    public void sessionOpened(IoSession session) {
        Promptness.take(); // MINA's thread, which all sound of clients comes and goes by
        if (doorkeeper.admits(RtmpListener.remote(session))) {
            session.setAttribute(GUEST, reception.receive(new SessionPipe(session)));
        } else {
            session.closeNow();
        }
    }

    private static Optional<Guest> guest(IoSession session) {
        return Optional.ofNullable((Guest) session.getAttribute(GUEST));
    }

    @Override
    public void messageReceived(IoSession session, Object message) {
        guest(session).ifPresent(g -> g.received(((IoBuffer) message).buf()));
    }

    @Override
    public void sessionIdle(IoSession session, IdleStatus status) {
        var link = guest(session).map(Guest::link).filter(l -> !l.isClosed());
        if (link.isEmpty() || session.getReaderIdleCount() >= RtmpListener.IDLE_TIMES) {
            session.closeNow();
        } else {
            link.get().ping();
        }
    }

    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
        RtmpListener.failed(session, cause);
    }

    @Override
    public void sessionClosed(IoSession session) {
        doorkeeper.leaves(RtmpListener.remote(session));
        guest(session).ifPresent(Guest::gone);
    }

    /// The bytes of a MINA session.
    private record SessionPipe(IoSession session) implements Pipe {
        private static final int LINGER_SECONDS = 5; // for who reads no more

        @Override
        public InetSocketAddress remote() {
            return RtmpListener.remote(session);
        }

        @Override
        public void write(ByteBuffer bytes) {
            session.write(IoBuffer.wrap(bytes));
        }

        @Override
        public long queuedBytes() {
            return session.getScheduledWriteBytes();
        }

        @Override
        public void close() {
            session.closeOnFlush();
            session.getConfig().setIdleTime(IdleStatus.BOTH_IDLE, LINGER_SECONDS);
        }
    }
}
