package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.LOOPBACK;
import static org.dragoman.media.relay.RelayFixture.PCMU;
import static org.dragoman.media.relay.RelayFixture.SOON;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.relay;
import static org.dragoman.media.relay.RelayFixture.settle;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.media.relay.RelayFixture.Ears;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;

/// RTCP through the relay, from socket to socket.
class RelayRtcpTest {
    private static final int NOTHING_MILLIS = 100;
    private static final int FIRST_REPORT_MILLIS = 5_000;

    /// The gateway reports of its own, to a side that says nothing too; takes as long as RFC 3550
    /// §6.2 has it wait.
    @Test
    void each_side_is_told_of_the_streams_it_knows() throws Exception {
        try (var relay = relay();
                var a = new RawPeer();
                var aControl = new RawPeer();
                var b = new RawPeer();
                var bControl = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(agreed(a, aControl));
            other.port().agree(agreed(b, bControl));
            one.join(other);
            settle(one, other);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            var toB = b.receive().orElseThrow();
            var report = bControl.receive(FIRST_REPORT_MILLIS).orElseThrow();
            assertThat(report.from()).isEqualTo(other.port().localRtcp());
            var words = ByteBuffer.wrap(report.bytes());
            assertThat(words.getInt(0)).isEqualTo(0x80C8_0006); // a sender, and nothing heard yet
            assertThat(words.getInt(4)).isEqualTo(toB.ssrc());
            assertThat(words.getInt(20)).isEqualTo(1);
            assertThat(words.getInt(24)).isEqualTo(160);
            assertThat(words.getInt(28)).isEqualTo(0x81CA_0006); // our name
            var toA = ByteBuffer.wrap(aControl.receive(FIRST_REPORT_MILLIS).orElseThrow().bytes());
            assertThat(toA.getInt(0)).isEqualTo(0x81C9_0007); // no sender, but it has heard
            assertThat(toA.getInt(8)).isEqualTo(a.ssrc);
        }
    }

    @Test
    void the_round_trip_and_what_the_peer_misses_are_known() throws Exception {
        try (var relay = relay();
                var a = new RawPeer();
                var aControl = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(agreed(a, aControl));
            other.port().agree(agreed(b, b));
            one.join(other);
            settle(one, other);
            b.send(other.port().localRtp(), b.rtp(0, 160));
            int ssrc = a.receive().orElseThrow().ssrc();
            var ours = ByteBuffer.wrap(aControl.receive(FIRST_REPORT_MILLIS).orElseThrow().bytes());
            var theirs = ByteBuffer.allocate(32).putInt(0x81C9_0007).putInt(a.ssrc).putInt(ssrc);
            theirs.putInt(0x4000_0003).putInt(0).putInt(80);
            theirs.putInt((int) (ours.getLong(8) >>> 16)).putInt(0).flip();
            aControl.send(one.port().localRtcp(), theirs);
            Eventually.isTrue(SOON, () -> one.port().statistics().quality().peerLost() == 3);
            var quality = one.port().statistics().quality();
            assertThat(quality.peerJitterMicros()).isEqualTo(10_000);
            assertThat(quality.roundTripMicros()).isBetween(1L, SOON.toNanos() / 1_000);
            assertThat(quality.sent()).isPresent();
        }
    }

    @Test
    void a_port_that_closes_takes_leave_of_its_peer() throws Exception {
        try (var relay = relay();
                var a = new RawPeer();
                var aControl = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(agreed(a, aControl));
            other.port().agree(agreed(b, b));
            one.join(other);
            settle(one, other);
            b.send(other.port().localRtp(), b.rtp(0, 160));
            int ssrc = a.receive().orElseThrow().ssrc();
            one.close();
            var last = ByteBuffer.wrap(aControl.receive().orElseThrow().bytes());
            assertThat(last.getInt(last.limit() - 8)).isEqualTo(0x81CB_0001);
            assertThat(last.getInt(last.limit() - 4)).isEqualTo(ssrc);
            other.close();
            assertThat(b.receive(NOTHING_MILLIS)).as("it was sent nothing").isEmpty();
        }
    }

    @Test
    void after_a_bye_the_next_stream_has_another_ssrc() throws Exception {
        try (var relay = relay();
                var a = new RawPeer();
                var aControl = new RawPeer();
                var b = new RawPeer();
                var bControl = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(agreed(a, aControl));
            other.port().agree(agreed(b, bControl));
            one.join(other);
            settle(one, other);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            var before = b.receive().orElseThrow();
            var bye = ByteBuffer.allocate(16);
            bye.putInt(0x80C9_0001).putInt(a.ssrc).putInt(0x81CB_0001).putInt(a.ssrc).flip();
            aControl.send(one.port().localRtcp(), bye);
            var passed = ByteBuffer.wrap(bControl.receive().orElseThrow().bytes());
            assertThat(passed.getInt(passed.limit() - 8)).isEqualTo(0x81CB_0001);
            assertThat(passed.getInt(passed.limit() - 4)).isEqualTo(before.ssrc());
            a.ssrc++;
            a.send(one.port().localRtp(), a.rtp(0, 160));
            assertThat(b.receive().orElseThrow().ssrc()).isNotEqualTo(before.ssrc());
        }
    }

    @Test
    void rtcp_of_strangers_is_dropped() throws Exception {
        try (var relay = relay();
                var a = new RawPeer();
                var aControl = new RawPeer();
                var b = new RawPeer();
                var bControl = new RawPeer();
                var stranger = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(agreed(a, aControl));
            other.port().agree(agreed(b, bControl));
            one.join(other);
            settle(one, other);
            aControl.send(one.port().localRtcp(), senderReport(1, 2, 3, 4));
            stranger.send(one.port().localRtcp(), senderReport(1, 2, 3, 4));
            Eventually.isTrue(SOON, () -> one.port().statistics().packetsDropped() == 1);
        }
    }

    @Test
    void rtp_and_rtcp_may_share_a_port_of_the_peer() throws Exception { // RFC 5761
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(agreed(a, a));
            other.port().agree(agreed(b, b));
            one.join(other);
            settle(one, other);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            b.receive().orElseThrow();
            var bye = ByteBuffer.allocate(16);
            bye.putInt(0x80C9_0001).putInt(a.ssrc).putInt(0x81CB_0001).putInt(a.ssrc).flip();
            a.send(one.port().localRtp(), bye);
            var report = b.receive().orElseThrow();
            assertThat(report.bytes()[1] & 0xFF).isEqualTo(200);
            assertThat(report.from()).isEqualTo(other.port().localRtp());
        }
    }

    @Test
    void any_bytes_on_either_socket_do_no_harm() throws Exception {
        var random = new Random(6_000);
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(agreed(a, a));
            other.port().agree(flow(new InetSocketAddress(LOOPBACK, b.address().getPort()), PCMU));
            one.join(other);
            settle(one, other);
            for (int i = 0; i < 20_000; i++) {
                var bytes = new byte[random.nextInt(random.nextInt(50) == 0 ? 3_000 : 60)];
                random.nextBytes(bytes);
                if (bytes.length > 1) {
                    bytes[0] = (byte) (0x80 | bytes[0] & 0x3F);
                    bytes[1] = (byte) new int[] {0, 101, 200, 201, 203, bytes[1]}[i % 6];
                }
                var to = i % 2 == 0 ? one.port().localRtp() : one.port().localRtcp();
                a.send(to, ByteBuffer.wrap(bytes));
                while (b.receive(0).isPresent()) {
                    // what got through is as good as any
                }
            }
            while (b.receive(NOTHING_MILLIS).isPresent()) {
                // the last of it
            }
            a.send(one.port().localRtp(), a.rtp(0, 160));
            assertThat(b.receive()).isPresent();
        }
    }

    private static MediaFlow agreed(RawPeer rtp, RawPeer rtcp) throws Exception {
        return new MediaFlow(
                Optional.of(rtp.address()),
                Optional.of(rtcp.address()),
                Optional.of(PCMU),
                List.of(PCMU),
                OptionalInt.empty(),
                OptionalInt.of(101),
                Direction.SEND_RECEIVE);
    }

    private static ByteBuffer senderReport(int ssrc, int timestamp, int about, int highest) {
        var packet = ByteBuffer.allocate(52);
        packet.putInt(0x81C8_000C).putInt(ssrc).putLong(0x0102_0304_0506_0708L);
        packet.putInt(timestamp).putInt(77).putInt(7_700); // counts of its own
        packet.putInt(about).putInt(0).putInt(highest).putInt(0).putInt(0).putInt(0);
        return packet.flip();
    }
}
