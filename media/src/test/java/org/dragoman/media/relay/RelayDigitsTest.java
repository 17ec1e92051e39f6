package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.PCMU;
import static org.dragoman.media.relay.RelayFixture.SOON;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.relay;
import static org.dragoman.media.relay.RelayFixture.settle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.dragoman.core.media.Direction;
import org.dragoman.media.relay.RelayFixture.Ears;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;

/// Digits as telephone events, heard and sent (RFC 4733; S13).
class RelayDigitsTest {
    private static final int NOTHING_MILLIS = 100;

    @Test
    void a_digit_is_heard_once_and_never_passed_on() throws Exception {
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer()) {
            var ears = new Ears();
            var one = relay.open("left", ears);
            var other = relay.open("right", new Ears());
            one.port().agree(flow(a.address(), PCMU));
            other.port().agree(flow(b.address(), PCMU));
            one.join(other);
            settle(one, other);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            var before = b.receive().orElseThrow();
            for (int i = 1; i <= 8; i++) {
                a.send(one.port().localRtp(), a.event(101, 5, i > 5, Math.min(i, 5) * 160, 9_000));
            }
            Eventually.isTrue(SOON, () -> !ears.digits.isEmpty());
            a.send(one.port().localRtp(), a.rtp(0, 160));
            var after = b.receive().orElseThrow();
            assertThat(after.type()).isZero();
            assertThat(after.sequence()).isEqualTo(before.sequence() + 1 & 0xFFFF);
            assertThat(ears.digits).containsExactly(new Ears.Heard('5', Duration.ofMillis(100)));
        }
    }

    @Test
    void a_digit_whose_end_is_lost_is_heard_by_and_by() throws Exception {
        try (var relay = relay();
                var a = new RawPeer()) {
            var ears = new Ears();
            var one = relay.open("left", ears);
            one.port().agree(flow(a.address(), PCMU));
            settle(one);
            a.send(one.port().localRtp(), a.event(101, 11, false, 320, 9_000));
            Eventually.isTrue(SOON, () -> !ears.digits.isEmpty());
            assertThat(ears.digits).containsExactly(new Ears.Heard('#', Duration.ofMillis(40)));
        }
    }

    @Test
    void a_digit_is_sent_as_the_standard_says_and_silences_the_other_leg() throws Exception {
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(flow(a.address(), PCMU));
            other.port().agree(flow(b.address(), PCMU));
            one.join(other);
            settle(one, other);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            var sound = b.receive().orElseThrow();
            other.port().sendDigit('7', Duration.ofMillis(60));
            var events = new ArrayList<RawPeer.Packet>();
            for (int i = 0; i < 5; i++) {
                if (i == 1) {
                    a.send(one.port().localRtp(), a.rtp(0, 160)); // while the key is held
                }
                events.add(b.receive().orElseThrow());
            }
            assertThat(events).allMatch(p -> p.type() == 101);
            assertThat(payloads(events))
                    .containsExactly("070a00a0", "070a0140", "078a01e0", "078a01e0", "078a01e0");
            for (int i = 0; i < 5; i++) {
                var event = events.get(i);
                assertThat(event.marker()).isEqualTo(i == 0);
                assertThat(event.timestamp()).isEqualTo(events.getFirst().timestamp());
                assertThat(event.sequence()).isEqualTo(sound.sequence() + 1 + i & 0xFFFF);
                assertThat(event.ssrc()).isEqualTo(sound.ssrc());
            }
            a.send(one.port().localRtp(), a.rtp(0, 160));
            var after = b.receive().orElseThrow();
            assertThat(after.type()).isZero();
            assertThat(after.sequence()).isEqualTo(sound.sequence() + 6 & 0xFFFF);
            assertThat(after.timestamp() - events.getFirst().timestamp()).isPositive();
        }
    }

    @Test
    void digits_wait_for_one_another() throws Exception {
        try (var relay = relay();
                var b = new RawPeer()) {
            var other = relay.open("right", new Ears());
            other.port().agree(flow(b.address(), PCMU));
            for (char digit : "12#".toCharArray()) {
                other.port().sendDigit(digit, Duration.ofMillis(40));
            }
            var starts = new ArrayList<Integer>();
            var timestamps = new ArrayList<Integer>();
            for (int i = 0; i < 12; i++) {
                var packet = b.receive().orElseThrow();
                if (packet.marker()) {
                    starts.add((int) packet.payload()[0]);
                    timestamps.add(packet.timestamp());
                }
            }
            assertThat(starts).containsExactly(1, 2, 11);
            // 40 ms held and a gap of 40 ms at least
            assertThat(timestamps.get(1) - timestamps.get(0)).isGreaterThanOrEqualTo(640);
            assertThat(timestamps.get(2) - timestamps.get(1)).isGreaterThanOrEqualTo(640);
            assertThat(b.receive(NOTHING_MILLIS)).isEmpty();
        }
    }

    @Test
    void digits_that_cannot_be_sent_are_dropped() throws Exception {
        try (var relay = relay();
                var b = new RawPeer()) {
            var other = relay.open("right", new Ears());
            other.port().agree(flow(b.address(), PCMU, Direction.RECEIVE_ONLY));
            other.port().sendDigit('1', Duration.ofMillis(100));
            other.port().agree(flow(b.address(), PCMU));
            other.port().sendDigit('x', Duration.ofMillis(100));
            assertThat(b.receive(NOTHING_MILLIS)).isEmpty();
        }
    }

    @Test
    void the_queue_of_digits_is_bounded() {
        var queue = new DigitQueue();
        for (int i = 0; i < DigitQueue.MOST; i++) {
            assertThat(queue.offer(new DigitQueue.Digit(i % 16, 100, false))).isTrue();
        }
        assertThat(queue.offer(new DigitQueue.Digit(1, 100, false))).isFalse();
        assertThat(queue.poll()).contains(new DigitQueue.Digit(0, 100, false));
        assertThat(queue.offer(new DigitQueue.Digit(1, 100, false))).isTrue();
    }

    private static List<String> payloads(List<RawPeer.Packet> packets) {
        return packets.stream().map(p -> HexFormat.of().formatHex(p.payload())).toList();
    }
}
