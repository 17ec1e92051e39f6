package org.dragoman.h323;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.Endpoint;
import org.dragoman.core.call.LegContext;
import org.dragoman.h323.net.SignallingThreads;
import org.dragoman.h323.net.SignallingTransport;
import org.dragoman.h323.net.SignallingTransport.Listening;
import org.dragoman.rules.Mappings;

/// Listens for H.323 calls and makes legs that call. It needs the core only through
/// {@link CallEntrance} and {@link LegContext}, so that tests, the demonstration and the
/// benchmarks use it as an endpoint of their own.
public final class H323Endpoint implements Endpoint {
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Reception reception;
    private final SignallingTransport transport;
    private final OpenConnections open;
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
        this.reception = new Reception(this::now, entrance);
        this.open = new OpenConnections(reception::admit);
        this.transport = new SignallingTransport(threads, config.limits());
        this.workshop = new Workshop(config, mappings, transport, open, new SecureRandom());
    }

    private Workshop now() {
        return workshop;
    }

    @Override
    public String protocol() {
        return "h323";
    }

    /// Begins to listen.
    ///
    /// - Errors: {@link IOException} that says which address, and why not.
    public void start() throws IOException {
        var socket = transport.listen(workshop.config().listen(), reception::opened);
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
