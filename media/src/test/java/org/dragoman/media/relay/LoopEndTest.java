package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.PCMU;
import static org.dragoman.media.relay.RelayFixture.SOON;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.settle;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.record.RecordingPlan;
import org.dragoman.media.rtp.NtpClock;
import org.dragoman.media.rtp.Protection;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which ports end with a loop, and which loops end with a port.
class LoopEndTest {
    private final PortPool pool = new PortPool(10_000, 10_001, Duration.ZERO, new Random(1));

    /// A port is called on one loop, and moves to another before that looks; a relay that closes
    /// just then ends it all the same, whichever loop ends first.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_port_that_is_called_where_it_was_ends_with_the_loop_it_has_moved_to(boolean oldFirst)
            throws Exception {
        var config = RelayFixture.config();
        var was = new MediaLoop(0, config);
        var is = new MediaLoop(1, config);
        var port = port(was);
        assertThat(was.callSoon(port)).isTrue();
        port.moveTo(is); // which need not be told: the port waits to be looked at already
        for (var loop : oldFirst ? List.of(was, is) : List.of(is, was)) {
            loop.stop(); // before its first turn
            loop.start();
            loop.stop();
        }
        assertThat(port.live().retired).isTrue();
        assertThat(pool.takenCount()).isZero();
    }

    /// What fails at each packet fails once more at the farewell.
    @Test
    void a_farewell_that_fails_ends_its_port_and_not_the_loop() throws Exception {
        try (var relay = new Relay(RelayFixture.config().withLoops(1, false));
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new RelayFixture.Ears());
            var faulty = relay.open("right", new RelayFixture.Ears());
            one.port().agree(flow(a.address(), PCMU));
            faulty.port().agree(flow(b.address(), PCMU));
            one.join(faulty);
            settle(one, faulty);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            assertThat(b.receive()).isPresent(); // whom a farewell is due now
            ((RelayPort) faulty).live().exit.protect(new Faulty());
            faulty.close();
            Eventually.isTrue(SOON, () -> relay.portsInUse() == 1);
            var other = relay.open("right", new RelayFixture.Ears());
            other.port().agree(flow(b.address(), PCMU));
            one.join(other);
            settle(one, other);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            assertThat(b.receive()).isPresent();
        }
    }

    private static final class Faulty implements Protection {
        @Override
        public int openRtp(MemorySegment memory, long at, int length) {
            throw new IllegalStateException("a fault on purpose");
        }

        @Override
        public int openRtcp(MemorySegment memory, long at, int length) {
            throw new IllegalStateException("a fault on purpose");
        }

        @Override
        public int sealRtp(MemorySegment memory, long at, int length, int room) {
            throw new IllegalStateException("a fault on purpose");
        }

        @Override
        public int sealRtcp(MemorySegment memory, long at, int length, int room) {
            throw new IllegalStateException("a fault on purpose");
        }
    }

    /// Without sockets, at which nothing is agreed.
    private RelayPort port(MediaLoop loop) {
        var taken = pool.take(0).orElseThrow();
        var sockets = Sockets.ofBrowsers(taken.rtpPort());
        var address = MediaAddress.of(RelayFixture.LOOPBACK);
        var plan = new FlowPlan(MediaFlow.NONE, RelayFixture.LOOPBACK);
        var digits = new DigitQueue();
        var around =
                new PortSurroundings(
                        new Randomness(new Random(2)),
                        new NtpClock(Instant.EPOCH, 0),
                        Duration.ZERO,
                        Converter.NONE);
        var live =
                new LivePort(
                        sockets,
                        taken.last(),
                        SourcePolicy.SIGNALLED,
                        plan,
                        new RelayFixture.Ears(),
                        digits,
                        around,
                        false);
        var recorder = new Recorder(RecordingPlan.NONE, Codecs.ofThisMachine());
        return new RelayPort(
                1,
                new OwnPlace(address, pool, sockets),
                live,
                digits,
                plan,
                new Recordable(recorder, live, false, "call"),
                loop,
                _ -> Optional.empty(),
                flow -> flow);
    }
}
