package org.dragoman.h323;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Endpoint;
import org.dragoman.core.call.LegContext;
import org.dragoman.h323.SignallingConnection.Admitted;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.net.Connection;
import org.dragoman.h323.net.SignallingThreads;
import org.dragoman.h323.net.SignallingTransport;
import org.dragoman.h323.net.SignallingTransport.Listening;
import org.dragoman.h323.q931.Q931Message;
import org.dragoman.rules.Mappings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for H.323 calls and makes legs that call. It needs the core only through {@link
/// CallEntrance} and {@link LegContext}, so that tests, the demonstration and the benchmarks
/// use it
/// as an endpoint of their own.
public final class H323Endpoint implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(H323Endpoint.class);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final Cause REJECTED = Cause.gateway(21);
    private static final Cause FACILITY_REJECTED = Cause.gateway(29);

    private final CallEntrance entrance;
    private final SignallingTransport transport;
    private final OpenConnections open = new OpenConnections(this::admit);
    private volatile Workshop workshop;
    private volatile Optional<Listening> listening = Optional.empty();

    /// - {@code time}: kept for symmetry with other endpoints; a leg's time comes with its
    ///   context.
    public H323Endpoint(
            H323Config config, CallEntrance entrance, Mappings mappings, InstantSource time) {
        this(config, entrance, mappings, time, new SignallingThreads(config.threads()));
    }

    /// - {@code threads}: of its connections, and of the loops of calls perhaps; closed with it.
    public H323Endpoint(
            H323Config config,
            CallEntrance entrance,
            Mappings mappings,
            InstantSource time,
            SignallingThreads threads) {
        this.entrance = entrance;
        this.transport = new SignallingTransport(threads, config.limits());
        this.workshop = new Workshop(config, mappings, transport, open, new SecureRandom());
    }

    @Override
    public String protocol() {
        return "h323";
    }

    /// Begins to listen.
    ///
    /// - Errors: {@link IOException} that says which address, and why not.
    public void start() throws IOException {
        var socket = transport.listen(workshop.config().listen(), this::opened);
        listening = Optional.of(socket);
    }

    /// Where calls are taken; known after {@link #start}.
    public InetSocketAddress address() {
        return listening.orElseThrow(() -> new IllegalStateException("not started")).address();
    }

    /// Uses other peers and timers from the next call on; what is listened on stays.
    public void configure(H323Config config) {
        workshop = workshop.with(config);
    }

    /// Signalling and H.245 connections that peers have open to us.
    public int connections() {
        return transport.accepted();
    }

    @Override
    public CallLeg makeLeg(LegContext context) {
        var now = workshop;
        var peer =
                now.config()
                        .peer(context.trunk())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "no H.323 peer is named " + context.trunk()));
        return new H323Leg(now, context, peer);
    }

    private Connection.Listener opened(Connection connection) {
        return SignallingConnection.accepted(
                connection, this::admit, workshop.config().silence(), open);
    }

    private Admitted admit(SignallingLink link, Q931Message setup, UserInformation info) {
        var now = workshop;
        var peer = now.config().peerAt(link.remote().getAddress());
        if (peer.isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("event", "h323.refused")
                    .addKeyValue("remote", link.remote())
                    .log("a call from an unknown source");
            return new Admitted(Optional.empty(), REJECTED, true);
        }
        if (info.callIndependent()) {
            return new Admitted(Optional.empty(), FACILITY_REJECTED, false);
        }
        var leg =
                entrance.open(
                        peer.get().name(),
                        context -> {
                            var made = new H323Leg(now, context, peer.get());
                            context.loop().execute(() -> made.called(link, setup, info));
                            return made;
                        });
        return new Admitted(leg.map(H323Leg::sink), Cause.CONGESTION, false);
    }

    /// Takes no more calls, ends those there are with cause 41, and frees everything. Bounded in
    /// time.
    @Override
    public void close() {
        listening.ifPresent(Listening::close);
        listening = Optional.empty();
        try {
            open.end(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        transport.close();
    }
}
