package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.ANY;
import static org.dragoman.media.relay.RelayFixture.PCMA;
import static org.dragoman.media.relay.RelayFixture.PCMU;
import static org.dragoman.media.relay.RelayFixture.SOON;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.core.media.Sound;
import org.dragoman.core.media.Tone;
import org.dragoman.media.probe.ToneProbe;
import org.dragoman.media.relay.RelayFixture.Ears;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sound through the relay, measured where it comes out.
class RelaySoundTest {
    @ParameterizedTest
    @CsvSource({"PCMA,PCMA", "PCMU,PCMU", "PCMA,PCMU", "PCMU,PCMA"})
    void tones_cross_both_ways(String left, String right) throws Exception {
        var leftFormat = left.equals("PCMA") ? PCMA : PCMU;
        var rightFormat = right.equals("PCMA") ? PCMA : PCMU;
        try (var relay = relay();
                var a = new ToneProbe(ANY);
                var b = new ToneProbe(ANY)) {
            var ears = new Ears();
            var one = relay.open("left", ears);
            var other = relay.open("right", new Ears());
            one.port().agree(flow(a.localAddress(), leftFormat));
            other.port().agree(flow(b.localAddress(), rightFormat));
            one.join(other);
            start(a, one.port().localRtp(), leftFormat, 440, -12);
            start(b, other.port().localRtp(), rightFormat, 1_200, -20);
            Eventually.isTrue(
                    SOON, () -> b.heard().isTone(440, -12) && a.heard().isTone(1_200, -20));
            assertThat(a.heard().lost()).isZero();
            assertThat(b.heard().lost()).isZero();
            assertThat(ears.firstPackets).hasValue(1);
            var counted = one.port().statistics();
            assertThat(counted.packetsReceived()).isPositive();
            assertThat(counted.packetsDropped()).isZero();
            assertThat(counted.packetsLost()).isZero();
        }
    }

    @Test
    void tones_cross_from_ipv4_to_ipv6() throws Exception {
        var six = InetAddress.getByName("::1");
        var config = RelayFixture.config().withTrunks(Map.of("six", MediaAddress.of(six)));
        try (var relay = new Relay(config);
                var a = new ToneProbe(ANY);
                var b = new ToneProbe(new InetSocketAddress(six, 0))) {
            var one = relay.open("four", new Ears());
            var other = relay.open("six", new Ears());
            one.port().agree(flow(a.localAddress(), PCMU));
            other.port().agree(flow(b.localAddress(), PCMU));
            one.join(other);
            start(a, one.port().localRtp(), PCMU, 440, -12);
            start(b, other.port().localRtp(), PCMU, 1_200, -20);
            Eventually.isTrue(
                    SOON, () -> b.heard().isTone(440, -12) && a.heard().isTone(1_200, -20));
        }
    }

    @Test
    void payload_types_are_those_of_each_leg() throws Exception {
        var odd = new PayloadFormat(Codec.PCMU, 97, 20);
        try (var relay = relay();
                var a = new ToneProbe(ANY);
                var b = new ToneProbe(ANY)) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(flow(a.localAddress(), PCMU));
            other.port().agree(flow(b.localAddress(), odd));
            one.join(other);
            b.start(other.port().localRtp(), Codec.PCMU, 97, 1_200, -20);
            a.start(one.port().localRtp(), Codec.PCMU, 0, 440, -12);
            Eventually.isTrue(
                    SOON, () -> b.heard().isTone(440, -12) && a.heard().isTone(1_200, -20));
        }
    }

    @Test
    void ringback_is_played_until_it_is_stopped() throws Exception {
        try (var relay = relay();
                var a = new ToneProbe(ANY);
                var b = new ToneProbe(ANY)) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(flow(a.localAddress(), PCMA));
            other.port().agree(flow(b.localAddress(), PCMU));
            a.start(one.port().localRtp(), Codec.PCMA, 8, 300, -30);
            one.port().play(new Sound.OfTone(Tone.RINGBACK));
            Eventually.isTrue(SOON, () -> a.heard().isTone(425, -10));
            one.join(other);
            start(b, other.port().localRtp(), PCMU, 1_200, -20);
            one.port().stopSound();
            Eventually.isTrue(SOON, () -> a.heard().isTone(1_200, -20));
            assertThat(a.heard().lost()).isZero();
        }
    }

    @Test
    void a_tone_asked_for_before_anything_is_agreed_is_heard_afterwards() throws Exception {
        try (var relay = relay();
                var a = new ToneProbe(ANY)) {
            var one = relay.open("left", new Ears());
            one.port().play(new Sound.OfTone(Tone.BUSY));
            RelayFixture.settle(one);
            one.port().agree(flow(a.localAddress(), PCMU));
            Eventually.isTrue(SOON, () -> a.heard().packets() > 5);
        }
    }

    @Test
    void a_new_leg_takes_over_without_a_seam() throws Exception {
        try (var relay = relay();
                var a = new ToneProbe(ANY);
                var b = new ToneProbe(ANY);
                var c = new ToneProbe(ANY)) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            var third = relay.open("third", new Ears());
            one.port().agree(flow(a.localAddress(), PCMA));
            other.port().agree(flow(b.localAddress(), PCMU));
            third.port().agree(flow(c.localAddress(), PCMA));
            one.join(other);
            start(a, one.port().localRtp(), PCMA, 300, -30);
            start(b, other.port().localRtp(), PCMU, 1_200, -20);
            start(c, third.port().localRtp(), PCMA, 2_000, -15);
            Eventually.isTrue(SOON, () -> a.heard().isTone(1_200, -20));
            one.part();
            other.close();
            one.join(third);
            Eventually.isTrue(SOON, () -> a.heard().isTone(2_000, -15));
            Eventually.isTrue(SOON, () -> c.heard().isTone(300, -30));
            assertThat(a.heard().lost()).isZero();
            Eventually.isTrue(Duration.ofSeconds(1), () -> relay.portsInUse() == 2);
        }
    }

    private static void start(
            ToneProbe probe,
            InetSocketAddress remote,
            PayloadFormat format,
            double hz,
            double level) {
        probe.start(remote, format.codec(), format.payloadType(), hz, level);
    }
}
