package org.dragoman.rtmp.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.ssl.SslFilter;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for RTMP, plain or in TLS, by Apache MINA. Who has too many connections is refused
/// before a byte is read; who says nothing useful in time is closed.
///
/// - Source for the TLS side: rtmps is RTMP in TLS, from the first byte on (Adobe; no
///   document).
public final class RtmpListener implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RtmpListener.class);
    private static final int RECEIVE_BYTES = 4_096;
    private static final int SEND_BYTES = 8_192; // small: what waits in the system is delay
    private static final int IDLE_SECONDS = 15;
    private static final int IDLE_TIMES = 3; // then the client is gone: 45 s
    private static final String LINK = "link";

    /// How much is too much.
    ///
    /// - {@code connections}: of all clients.
    /// - {@code perAddress}: of one address.
    /// - {@code patience}: from the first byte to a login or stream that is right.
    public record Limits(int connections, int perAddress, Duration patience) {
        public static final Limits DEFAULT = new Limits(2_000, 100, Duration.ofSeconds(20));
    }

    /// What becomes of a connection.
    public interface Visitor extends Link.Ear {
        /// Whether it is of use: it has connected, and logged in where that is asked for.
        boolean isWelcome();
    }

    private record Held(Link link, Visitor visitor) {}

    private final Limits limits;
    private final Timers timers;
    private final SecureRandom random;
    private final Function<Link, Visitor> visitors;
    private final NioSocketAcceptor acceptor = new NioSocketAcceptor(1);
    private final Map<InetAddress, AtomicInteger> perAddress = new ConcurrentHashMap<>();

    /// - {@code tls}: where the listener speaks TLS.
    /// - {@code visitors}: makes what takes the messages of a new connection.
    public RtmpListener(
            Limits limits,
            Timers timers,
            SecureRandom random,
            Optional<SSLContext> tls,
            Function<Link, Visitor> visitors) {
        this.limits = limits;
        this.timers = timers;
        this.random = random;
        this.visitors = visitors;
        acceptor.setReuseAddress(true);
        acceptor.getSessionConfig().setTcpNoDelay(true);
        acceptor.getSessionConfig().setReadBufferSize(RECEIVE_BYTES);
        acceptor.getSessionConfig().setMaxReadBufferSize(1 << 16);
        acceptor.getSessionConfig().setSendBufferSize(SEND_BYTES);
        acceptor.getSessionConfig().setIdleTime(IdleStatus.READER_IDLE, IDLE_SECONDS);
        tls.ifPresent(t -> acceptor.getFilterChain().addFirst("tls", new SslFilter(t)));
        acceptor.setHandler(new Handler());
    }

    /// - Errors: {@link IOException} when the address cannot be listened at.
    /// - Returns: where it listens.
    public InetSocketAddress listen(InetSocketAddress at) throws IOException {
        acceptor.bind(at);
        return acceptor.getLocalAddress();
    }

    /// Connections that are open.
    public int connections() {
        return acceptor.getManagedSessionCount();
    }

    @Override
    public void close() {
        acceptor.unbind();
        acceptor.getManagedSessions().values().forEach(IoSession::closeNow);
        acceptor.dispose();
    }

    private boolean admits(IoSession session) {
        var count = perAddress.computeIfAbsent(address(session), _ -> new AtomicInteger());
        return count.incrementAndGet() <= limits.perAddress()
                && acceptor.getManagedSessionCount() <= limits.connections();
    }

    private void leaves(IoSession session) {
        perAddress.computeIfPresent(
                address(session), (_, count) -> count.decrementAndGet() <= 0 ? null : count);
    }

    private static InetAddress address(IoSession session) {
        return ((InetSocketAddress) session.getRemoteAddress()).getAddress();
    }

    private static Optional<Held> held(IoSession session) {
        return Optional.ofNullable((Held) session.getAttribute(LINK));
    }

    private final class Handler extends IoHandlerAdapter {
        @Override
        public void sessionOpened(IoSession session) {
            if (!admits(session)) {
                LOGGER.atInfo()
                        .addKeyValue("event", "rtmp.refused")
                        .addKeyValue("address", session.getRemoteAddress())
                        .log("too many connections");
                session.closeNow();
                return;
            }
            var link = new Link(new SessionPipe(session), random, timers);
            var visitor = visitors.apply(link);
            session.setAttribute(LINK, new Held(link, visitor));
            timers.after(
                    limits.patience(),
                    () -> {
                        if (!visitor.isWelcome()) {
                            link.close();
                        }
                    });
        }

        @Override
        public void messageReceived(IoSession session, Object message) {
            var held = held(session);
            if (held.isEmpty() || held.get().link().isClosed()) {
                return;
            }
            try {
                held.get().link().received(((IoBuffer) message).buf(), held.get().visitor());
            } catch (PeerFault fault) {
                LOGGER.atInfo()
                        .addKeyValue("event", "rtmp.fault")
                        .addKeyValue("address", session.getRemoteAddress())
                        .addKeyValue("fault", fault.getMessage())
                        .log("a client broke the protocol");
                held.get().link().close();
            }
        }

        @Override
        public void sessionIdle(IoSession session, IdleStatus status) {
            var held = held(session);
            if (held.isEmpty()
                    || held.get().link().isClosed()
                    || session.getReaderIdleCount() >= IDLE_TIMES) {
                session.closeNow();
            } else {
                held.get().link().ping();
            }
        }

        @Override
        public void exceptionCaught(IoSession session, Throwable cause) {
            if (!(cause instanceof IOException)) { // a reset connection is normal service
                LOGGER.atError()
                        .addKeyValue("event", "rtmp.failed")
                        .setCause(cause)
                        .log("a connection is closed for a fault of ours");
            }
            session.closeNow();
        }

        @Override
        public void sessionClosed(IoSession session) {
            leaves(session);
            held(session)
                    .ifPresent(
                            held -> {
                                held.link().close();
                                held.visitor().closed();
                            });
        }
    }

    /// The bytes of a MINA session.
    private static final class SessionPipe implements Pipe {
        private static final int LINGER_SECONDS = 5; // for who reads no more

        private final IoSession session;

        SessionPipe(IoSession session) {
            this.session = session;
        }

        @Override
        public InetSocketAddress remote() {
            return (InetSocketAddress) session.getRemoteAddress();
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
