package org.dragoman.rtmp.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.ssl.SslFilter;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.dragoman.core.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for RTMP, plain, in TLS, or in HTTP requests, by Apache MINA. Who has too many
/// connections is refused before a byte is read; who says nothing useful in time is closed.
///
/// - Source for the TLS side: rtmps is RTMP in TLS, from the first byte on (Adobe; no
///   document).
public final class RtmpListener implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RtmpListener.class);
    static final int IDLE_TIMES = 3; // in the silence there may be
    private static final int RECEIVE_BYTES = 4_096;
    private static final int SEND_BYTES = 8_192; // small: what waits in the system is delay
    private static final long FAREWELL_MILLIS = 500; // for all that was said to go out

    /// How much is too much.
    ///
    /// - {@code connections}: of all clients.
    /// - {@code perAddress}: of one address.
    /// - {@code patience}: from the first byte to a login or stream that is right.
    /// - {@code silence}: without a byte, then a client is gone; it is pinged after a third.
    public record Limits(int connections, int perAddress, Duration patience, Duration silence) {
        public static final Limits DEFAULT =
                new Limits(2_000, 100, Duration.ofSeconds(20), Duration.ofSeconds(45));

        int idleSeconds() {
            return (int) Math.max(1, silence.toSeconds() / IDLE_TIMES);
        }
    }

    /// What becomes of a connection.
    public interface Visitor extends Link.Ear {
        /// Whether it is of use: it has connected, and logged in where that is asked for.
        boolean isWelcome();
    }

    /// How the bytes are carried.
    ///
    /// - {@code tls}: what is shown where they are in TLS.
    /// - {@code tunnelled}: in HTTP requests (RTMPT).
    public record Manner(Optional<SSLContext> tls, boolean tunnelled) {}

    private final NioSocketAcceptor acceptor = new NioSocketAcceptor(1);
    private final Doorkeeper doorkeeper;
    private final Runnable farewell;

    /// - {@code visitors}: makes what takes the messages of a new connection.
    public RtmpListener(
            Limits limits,
            Timers timers,
            SecureRandom random,
            Manner manner,
            Function<Link, Visitor> visitors) {
        doorkeeper = new Doorkeeper(limits);
        acceptor.setReuseAddress(true);
        acceptor.getSessionConfig().setTcpNoDelay(true);
        acceptor.getSessionConfig().setReadBufferSize(RECEIVE_BYTES);
        acceptor.getSessionConfig().setMaxReadBufferSize(1 << 16);
        acceptor.getSessionConfig().setSendBufferSize(SEND_BYTES);
        acceptor.getSessionConfig().setIdleTime(IdleStatus.READER_IDLE, limits.idleSeconds());
        manner.tls().ifPresent(t -> acceptor.getFilterChain().addFirst("tls", new SslFilter(t)));
        var reception = new Guest.Reception(limits, timers, random, visitors);
        if (manner.tunnelled()) {
            var handler = new TunnelHandler(reception, doorkeeper);
            acceptor.setHandler(handler);
            farewell = handler::close;
        } else {
            acceptor.setHandler(new DirectHandler(reception, doorkeeper));
            farewell = () -> {};
        }
    }

    /// - Errors: {@link IOException} when the address cannot be listened at.
    /// - Returns: where it listens.
    public InetSocketAddress listen(InetSocketAddress at) throws IOException {
        acceptor.bind(at);
        return acceptor.getLocalAddress();
    }

    /// Clients that are connected.
    public int connections() {
        return doorkeeper.inside();
    }

    @Override
    public void close() {
        acceptor.unbind();
        farewell.run();
        var closing =
                acceptor.getManagedSessions().values().stream()
                        .map(IoSession::closeOnFlush)
                        .toList();
        long end = System.nanoTime() + FAREWELL_MILLIS * 1_000_000;
        for (var each : closing) {
            each.awaitUninterruptibly(Math.max(0, (end - System.nanoTime()) / 1_000_000));
        }
        acceptor.dispose(); // closes who did not take it
    }

    static InetSocketAddress remote(IoSession session) {
        return (InetSocketAddress) session.getRemoteAddress();
    }

    /// A connection failed, or what handled it did; either ends it.
    static void failed(IoSession session, Throwable cause) {
        if (!(cause instanceof IOException)) { // a reset connection is normal service
            LOGGER.atError()
                    .addKeyValue("event", "rtmp.failed")
                    .setCause(cause)
                    .log("a connection is closed for a fault of ours");
        }
        session.closeNow();
    }
}
