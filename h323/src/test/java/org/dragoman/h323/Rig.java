package org.dragoman.h323;

import java.net.Inet6Address;
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
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.route.AddressRange;
import org.dragoman.core.testing.FakeMediaPort;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.core.testing.LegHarness;
import org.dragoman.rules.Mappings;

/// One endpoint of ours facing a {@link RawPeer}.
final class Rig implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final List<AddressRange> ANYBODY = List.of(AddressRange.parse("127.0.0.0/8"));

    /// Says in H.245 only what has to be said.
    static final H323Behaviour QUIET =
            H323Behaviour.DEFAULT.with(
                    b -> {
                        b.keepAlive = Duration.ZERO;
                        b.h245AfterFastStart = false;
                    });

    static final MediaDescription G711 = MediaDescription.of(Codec.PCMA, Codec.PCMU);
    private static final Mappings MAPPINGS = Mappings.load();

    final FakeTime time = new FakeTime();
    final RawPeer.Door door;
    final H323Endpoint endpoint;
    private final LinkedBlockingQueue<Leg> arrived = new LinkedBlockingQueue<>();

    /// A leg with its surroundings.
    record Leg(LegHarness harness, CallLeg leg) {
        void does(LegCommand command) {
            harness.execute(leg, command);
        }

        <E extends LegEvent> E sees(Class<E> kind) throws InterruptedException {
            return harness.await(kind, PATIENCE);
        }
    }

    Rig(H323Behaviour behaviour) throws Exception {
        this(behaviour, List.of());
    }

    Rig(H323Behaviour behaviour, List<AddressRange> sources) throws Exception {
        this(behaviour, sources, MAPPINGS);
    }

    Rig(H323Behaviour behaviour, List<AddressRange> sources, Mappings mappings) throws Exception {
        this(
                behaviour,
                sources,
                InetAddress.getLoopbackAddress(),
                InetAddress.getLoopbackAddress(),
                mappings);
    }

    Rig(H323Behaviour behaviour, List<AddressRange> sources, InetAddress listens, InetAddress raw)
            throws Exception {
        this(behaviour, sources, listens, raw, MAPPINGS);
    }

    /// - {@code listens}: where the endpoint takes calls; {@code raw}: where the peer does.
    private Rig(
            H323Behaviour behaviour,
            List<AddressRange> sources,
            InetAddress listens,
            InetAddress raw,
            Mappings mappings)
            throws Exception {
        door = new RawPeer.Door(raw);
        endpoint =
                new H323Endpoint(
                        H323Config.of(
                                new InetSocketAddress(listens, 0),
                                List.of(
                                        H323Peer.of("raw", door.address())
                                                .with(behaviour)
                                                .withSources(sources))),
                        new CallEntrance() {
                            @Override
                            public <L extends CallLeg> Optional<L> open(
                                    String trunk, Function<LegContext, L> makeLeg) {
                                var harness = new LegHarness(trunk, 0, time, media());
                                var leg = makeLeg.apply(harness);
                                arrived.add(new Leg(harness, leg));
                                return Optional.of(leg);
                            }
                        },
                        mappings,
                        time);
        endpoint.start();
    }

    /// Media where nobody listens, of the family that the peer listens in.
    private FakeMediaPort media() {
        boolean six = door.address().getAddress() instanceof Inet6Address;
        return FakeMediaPort.unheardAt(
                new InetSocketAddress(six ? "2001:db8::1" : "192.0.2.1", 40_000));
    }

    RawPeer call() throws Exception {
        return RawPeer.calling(endpoint.address());
    }

    /// The leg of a call that the peer made.
    Leg arrival() throws InterruptedException {
        return Optional.ofNullable(arrived.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("no call came in"));
    }

    boolean nobodyArrived() {
        return arrived.isEmpty();
    }

    Leg dial(CallRequest request) {
        var harness = new LegHarness("raw", 1, time, media());
        var leg = new Leg(harness, endpoint.makeLeg(harness));
        leg.does(new LegCommand.Dial(request));
        return leg;
    }

    Leg dial() {
        return dial(
                CallRequest.of(
                        Party.ofNumber("4930111"), Party.ofNumber("106"), Optional.of(G711)));
    }

    @Override
    public void close() throws java.io.IOException {
        endpoint.close();
        door.close();
    }
}
