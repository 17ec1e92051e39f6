package org.dragoman.h323;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.testing.FakeMediaPort;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.core.testing.LegHarness;
import org.dragoman.rules.Mappings;

/// Two endpoints on loopback that may call one another, without a core.
final class PairOfEndpoints implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Mappings MAPPINGS = Mappings.load();

    final FakeTime time = new FakeTime();
    final Party caller = new Party();
    final Party called = new Party();
    private final H323Endpoint calling;
    private final H323Endpoint answering;
    private final InetAddress mediaAt;

    /// One leg with its surroundings.
    static final class Party {
        LegHarness harness;
        CallLeg leg;

        void does(LegCommand command) {
            harness.execute(leg, command);
        }

        <E extends LegEvent> E sees(Class<E> kind) throws InterruptedException {
            return harness.await(kind, PATIENCE);
        }
    }

    private final class Entrance implements CallEntrance {
        private final LinkedBlockingQueue<Party> arrived = new LinkedBlockingQueue<>();

        @Override
        public <L extends CallLeg> Optional<L> open(String trunk, Function<LegContext, L> makeLeg) {
            called.harness = new LegHarness(trunk, 0, time, media(40_002));
            var leg = makeLeg.apply(called.harness);
            called.leg = leg;
            arrived.add(called);
            return Optional.of(leg);
        }
    }

    private final Entrance entrance = new Entrance();

    PairOfEndpoints(H323Behaviour callers, H323Behaviour calleds) throws Exception {
        this(callers, calleds, Function.identity());
    }

    /// - {@code between}: what stands between the two; gets where the called side listens and
    ///   returns where the caller dials.
    PairOfEndpoints(
            H323Behaviour callers,
            H323Behaviour calleds,
            Function<InetSocketAddress, InetSocketAddress> between)
            throws Exception {
        this(callers, calleds, between, InetAddress.getLoopbackAddress(), "192.0.2.1");
    }

    /// - {@code loopback}: where both listen; {@code mediaAt}: where their media is.
    PairOfEndpoints(
            H323Behaviour callers,
            H323Behaviour calleds,
            Function<InetSocketAddress, InetSocketAddress> between,
            InetAddress loopback,
            String mediaAt)
            throws Exception {
        this.mediaAt = InetAddress.getByName(mediaAt);
        answering =
                new H323Endpoint(
                        H323Config.of(
                                new InetSocketAddress(loopback, 0),
                                List.of(
                                        H323Peer.of("a", new InetSocketAddress(loopback, 1720))
                                                .with(calleds))),
                        entrance,
                        MAPPINGS,
                        time);
        answering.start();
        calling =
                new H323Endpoint(
                        H323Config.of(
                                new InetSocketAddress(loopback, 0),
                                List.of(
                                        H323Peer.of("b", between.apply(answering.address()))
                                                .with(callers))),
                        entrance,
                        MAPPINGS,
                        time);
        caller.harness = new LegHarness("b", 1, time, media(40_000));
        caller.leg = calling.makeLeg(caller.harness);
    }

    private FakeMediaPort media(int port) {
        return FakeMediaPort.unheardAt(new InetSocketAddress(mediaAt, port));
    }

    int connections() {
        return answering.connections();
    }

    void awaitArrival() throws InterruptedException {
        if (entrance.arrived.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS) == null) {
            throw new AssertionError("no call came in");
        }
    }

    @Override
    public void close() {
        calling.close();
        answering.close();
    }
}
