package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dragoman.media.relay.RelayFixture.LOOPBACK;
import static org.dragoman.media.relay.RelayFixture.PCMU;
import static org.dragoman.media.relay.RelayFixture.SOON;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.settle;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.Sound;
import org.dragoman.core.media.Tone;
import org.dragoman.media.relay.RelayFixture.Ears;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Ports come and go, and nothing is left of them (S14, H24).
class RelayLifeTest {
    @Test
    void after_10_000_calls_no_port_and_no_descriptor_is_left() throws Exception {
        var config = RelayFixture.config().withPorts(36_000, 36_399, Duration.ZERO);
        try (var relay = new Relay(config);
                var peer = new RawPeer()) {
            var first = relay.open("left", new Ears());
            settle(first);
            long before = descriptors();
            for (int call = 0; call < 10_000; call++) {
                var one = open(relay);
                var other = open(relay);
                one.join(other);
                if (call % 3 == 0) {
                    one.port().agree(flow(peer.address(), PCMU));
                    one.port().play(new Sound.OfTone(Tone.RINGBACK));
                    other.port().sendDigit('1', Duration.ofMillis(100));
                }
                if (call % 2 == 0) {
                    one.part();
                }
                one.close();
                other.close();
            }
            Eventually.isTrue(SOON, () -> relay.portsInUse() == 1);
            assertThat(descriptors()).isEqualTo(before);
        }
    }

    @Test
    void loops_that_run_look_up_and_ended_ones_never_again() throws Exception {
        var relay = RelayFixture.relay();
        try (relay) {
            Eventually.isTrue(SOON, () -> relay.sinceLastTurn().toMillis() > 20);
            Eventually.isTrue(SOON, () -> relay.sinceLastTurn().toMillis() < 20);
        }
        Eventually.isTrue(SOON, () -> relay.sinceLastTurn().toMillis() > 1_200);
    }

    @Test
    void a_closed_relay_leaves_no_descriptor_and_opens_nothing() throws Exception {
        long before = descriptors();
        var relay = RelayFixture.relay();
        var one = relay.open("left", new Ears());
        relay.open("right", new Ears()).join(one);
        relay.close();
        assertThat(descriptors()).isEqualTo(before);
        assertThat(relay.portsInUse()).isZero();
        assertThatThrownBy(() -> relay.open("left", new Ears()))
                .isInstanceOf(MediaPlane.OutOfPorts.class);
        one.port().agree(MediaFlow.NONE);
        one.part();
        one.close();
        assertThat(descriptors()).isEqualTo(before);
    }

    @Test
    void joins_hold_over_loops_whatever_the_order() throws Exception {
        var config = RelayFixture.config().withLoops(4, false);
        var random = new Random(16);
        try (var relay = new Relay(config);
                var a = new RawPeer();
                var b = new RawPeer()) {
            var ports = new ArrayList<MediaPlane.Opened>();
            for (int round = 0; round < 300; round++) {
                while (ports.size() < 12) {
                    ports.add(relay.open("left", new Ears()));
                }
                var one = ports.remove(random.nextInt(ports.size()));
                var other = ports.remove(random.nextInt(ports.size()));
                one.part();
                other.part();
                one.port().agree(flow(a.address(), PCMU));
                other.port().agree(flow(b.address(), PCMU));
                one.join(other);
                settle(one, other);
                a.send(one.port().localRtp(), a.rtp(0, 160));
                assertThat(b.receive()).as("round %d", round).isPresent();
                b.send(other.port().localRtp(), b.rtp(0, 160));
                assertThat(a.receive()).as("round %d", round).isPresent();
                if (random.nextBoolean()) {
                    one.close();
                } else {
                    ports.add(one);
                }
                if (random.nextBoolean()) {
                    other.close();
                } else {
                    ports.add(other);
                }
            }
            ports.forEach(MediaPlane.Opened::close);
            Eventually.isTrue(SOON, () -> relay.portsInUse() == 0);
        }
    }

    @Test
    void packets_are_rehearsed() {
        Rehearsal.begin();
        assertThat(Rehearsal.over().join()).isTrue();
    }

    @Test
    void a_fault_of_ours_ends_one_port_and_nothing_else() throws Exception {
        try (var relay = new Relay(RelayFixture.config().withLoops(1, false));
                var a = new RawPeer();
                var b = new RawPeer()) {
            var faulty = relay.open("left", new FaultyEar());
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            faulty.port().agree(flow(a.address(), PCMU));
            one.port().agree(flow(a.address(), PCMU));
            other.port().agree(flow(b.address(), PCMU));
            one.join(other);
            settle(faulty, one, other);
            a.send(faulty.port().localRtp(), a.rtp(0, 160));
            Eventually.isTrue(SOON, () -> relay.portsInUse() == 2);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            assertThat(b.receive()).isPresent();
            faulty.close();
        }
    }

    @Test
    void a_port_is_joined_to_one_other_at_a_time() throws Exception {
        try (var relay = RelayFixture.relay()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            var third = relay.open("third", new Ears());
            one.join(other);
            assertThatThrownBy(() -> one.join(third)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> third.join(one)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> one.join(one)).isInstanceOf(IllegalStateException.class);
            one.part();
            third.join(one);
            third.close();
            assertThatThrownBy(() -> third.join(one)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void s14_a_port_taken_by_another_program_is_passed_over_and_nothing_is_kept() throws Exception {
        var config = RelayFixture.config().withPorts(37_100, 37_105, Duration.ZERO);
        try (var relay = new Relay(config);
                var even = new DatagramSocket(new InetSocketAddress(LOOPBACK, 37_100));
                var odd = new DatagramSocket(new InetSocketAddress(LOOPBACK, 37_103))) {
            long before = descriptors();
            var free = relay.open("left", new Ears());
            assertThat(free.port().localRtp().getPort()).isEqualTo(37_104);
            assertThat(free.port().localRtcp().getPort()).isEqualTo(37_105);
            assertThatThrownBy(() -> relay.open("right", new Ears()))
                    .isInstanceOf(MediaPlane.OutOfPorts.class);
            assertThat(descriptors()).isEqualTo(before + 2);
            assertThat(even.isBound() && odd.isBound()).isTrue();
        }
    }

    @Test
    void a_used_up_range_is_said_in_words() throws Exception {
        var config = RelayFixture.config().withPorts(37_200, 37_201 + 2, Duration.ofMinutes(1));
        try (var relay = new Relay(config)) {
            relay.open("left", new Ears());
            var second = relay.open("right", new Ears());
            assertThatThrownBy(() -> relay.open("right", new Ears()))
                    .hasMessageContaining("37200 to 37203")
                    .hasMessageContaining("2 in use");
            second.close();
            Eventually.isTrue(SOON, () -> relay.portsInUse() == 1);
            assertThatThrownBy(() -> relay.open("right", new Ears()))
                    .hasMessageContaining("resting");
        }
    }

    /// The rules are {@code MediaWatchTest}'s; here a peer that says nothing is told of, again and
    /// again, and one that talks is not.
    @Test
    @Timeout(30)
    void a_silent_peer_is_told_of() throws Exception {
        var patience = Duration.ofSeconds(1);
        try (var relay = new Relay(RelayFixture.config().withMediaTimeout(patience));
                var a = new RawPeer();
                var b = new RawPeer()) {
            var silent = new SilenceEar();
            var talking = new SilenceEar();
            var one = relay.open("left", silent);
            var other = relay.open("right", talking);
            one.port().agree(RelayFixture.flow(a.address(), RelayFixture.PCMU));
            other.port().agree(RelayFixture.flow(b.address(), RelayFixture.PCMU));
            one.join(other);
            settle(one, other);
            while (silent.told.get() < 2) {
                b.send(other.port().localRtp(), b.rtp(0, 160));
                assertThat(a.receive()).isPresent();
            }
            assertThat(talking.told).hasValue(0);
        }
    }

    private static final class SilenceEar implements MediaPlane.Ear {
        final AtomicInteger told = new AtomicInteger();

        @Override
        public void digit(char digit, Duration held) {
            throw new AssertionError("nobody dialled " + digit);
        }

        @Override
        public void firstPacket() {
            // silence is what it listens for
        }

        @Override
        public void conversionFailed(String why) {
            throw new AssertionError(why);
        }

        @Override
        public void silent(Duration length) {
            told.incrementAndGet();
        }
    }

    private static final class FaultyEar implements MediaPlane.Ear {
        @Override
        public void digit(char digit, Duration held) {
            throw new IllegalStateException("a fault on purpose");
        }

        @Override
        public void conversionFailed(String why) {
            throw new AssertionError(why);
        }

        @Override
        public void firstPacket() {
            throw new IllegalStateException("a fault on purpose");
        }
    }

    private static MediaPlane.Opened open(Relay relay) {
        var opened = new ArrayList<MediaPlane.Opened>();
        Eventually.isTrue(
                SOON,
                () -> { // the loops may be behind with closing
                    try {
                        opened.add(relay.open("left", new Ears()));
                        return true;
                    } catch (MediaPlane.OutOfPorts e) {
                        return false;
                    }
                });
        return opened.getFirst();
    }

    private static long descriptors() throws IOException {
        Rehearsal.begin();
        Rehearsal.over().join();
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
