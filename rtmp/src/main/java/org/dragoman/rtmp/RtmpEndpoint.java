package org.dragoman.rtmp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.account.LoginGuard;
import org.dragoman.core.account.Registrations;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.time.Timers;
import org.dragoman.rtmp.net.RtmpListener;
import org.dragoman.rtmp.net.SoundExchange;
import org.dragoman.rules.Mappings;

/// Listens for RTMP clients. Calls to them are made by their devices
/// ({@link org.dragoman.core.account.Device#makeLeg}), which they enter by logging in.
public final class RtmpEndpoint implements AutoCloseable {
    private final RtmpConfig config;
    private final Surroundings around;
    private final Rooms rooms;
    private final List<RtmpListener> listeners = new ArrayList<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();

    /// What the gateway shares with its adapters about who may log in.
    public record Logins(Accounts accounts, Registrations registrations, LoginGuard guard) {}

    /// - Errors: {@link IOException} when there is no socket for sound.
    public RtmpEndpoint(
            RtmpConfig config,
            CallEntrance entrance,
            Logins logins,
            Mappings mappings,
            Timers timers)
            throws IOException {
        this.config = config;
        around =
                new Surroundings(
                        config,
                        entrance,
                        new Surroundings.Login(logins.accounts(), logins.guard()),
                        logins.registrations(),
                        SoundExchange.open(),
                        mappings,
                        timers,
                        new SecureRandom(),
                        new LongAdder());
        rooms = new Rooms(around);
    }

    /// Begins to listen.
    ///
    /// - {@code tls}: what listeners of RTMPS show.
    /// - Errors: {@link IOException} with a sentence for the operator.
    public void start(Optional<SSLContext> tls) throws IOException {
        for (var listener : config.listeners()) {
            var shown = listener.kind().tls() ? tls : Optional.<SSLContext>empty();
            if (listener.kind().tls() && shown.isEmpty()) {
                throw new IOException("RTMPS needs a certificate");
            }
            var made =
                    new RtmpListener(
                            config.limits(),
                            around.timers(),
                            around.random(),
                            new RtmpListener.Manner(shown, listener.kind().tunnelled()),
                            link -> new RtmpVisitor(around, link, rooms));
            listeners.add(made);
            try {
                addresses.add(made.listen(listener.address()));
            } catch (IOException e) {
                throw new IOException(
                        "RTMP cannot listen on %s:%d: %s; does another program?"
                                .formatted(
                                        listener.address().getAddress().getHostAddress(),
                                        listener.address().getPort(),
                                        e.getMessage()),
                        e);
            }
        }
    }

    /// Where it listens, in the order of the configuration.
    public List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /// Connections that are open.
    public int connections() {
        return listeners.stream().mapToInt(RtmpListener::connections).sum();
    }

    /// Messages of sound that were not sent, because their clients were behind.
    public long soundsDropped() {
        return around.dropped().sum();
    }

    @Override
    public void close() {
        listeners.forEach(RtmpListener::close);
        around.exchange().close();
    }
}
