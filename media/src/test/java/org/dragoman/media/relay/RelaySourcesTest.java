package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.PCMU;
import static org.dragoman.media.relay.RelayFixture.SOON;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.relay;
import static org.dragoman.media.relay.RelayFixture.settle;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.media.relay.RelayFixture.Ears;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;

/// Packets from others than the peer, and packets of a call that is over.
class RelaySourcesTest {
    private static final int NOTHING_MILLIS = 100;

    @Test
    void h35_spoofed_packets_are_dropped_and_counted() throws Exception {
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer();
                var stranger = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            joined(one, a, other, b);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            assertThat(b.receive()).isPresent();
            for (int i = 0; i < 10; i++) {
                stranger.send(one.port().localRtp(), stranger.rtp(0, 160));
            }
            Eventually.isTrue(SOON, () -> one.port().statistics().packetsDropped() == 10);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            var next = b.receive().orElseThrow();
            assertThat(next.payload()).hasSize(160);
            assertThat(b.receive(NOTHING_MILLIS)).isEmpty();
            b.send(other.port().localRtp(), b.rtp(0, 160));
            assertThat(a.receive()).isPresent();
            assertThat(stranger.receive(NOTHING_MILLIS)).isEmpty();
        }
    }

    @Test
    void a_peer_behind_address_translation_is_answered_where_it_comes_from() throws Exception {
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer();
                var signalled = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            joined(one, signalled, other, b);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            assertThat(b.receive()).isPresent();
            b.send(other.port().localRtp(), b.rtp(0, 160));
            assertThat(a.receive()).isPresent();
            assertThat(signalled.receive(NOTHING_MILLIS)).isEmpty();
        }
    }

    @Test
    void a_peer_that_moves_says_so_and_is_followed() throws Exception { // S11
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer();
                var moved = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            joined(one, a, other, b);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            var before = b.receive().orElseThrow();
            one.port().agree(flow(moved.address(), PCMU));
            settle(one);
            b.send(other.port().localRtp(), b.rtp(0, 160));
            assertThat(moved.receive()).isPresent();
            moved.send(one.port().localRtp(), moved.rtp(0, 160));
            var after = b.receive().orElseThrow();
            assertThat(after.sequence()).isEqualTo(before.sequence() + 1 & 0xFFFF);
            assertThat(after.ssrc()).isEqualTo(before.ssrc());
            a.send(one.port().localRtp(), a.rtp(0, 160));
            Eventually.isTrue(SOON, () -> one.port().statistics().packetsDropped() == 1);
        }
    }

    @Test
    void s18_late_packets_never_reach_the_next_call_on_that_port() throws Exception {
        var config = RelayFixture.config().withPorts(37_000, 37_003, Duration.ZERO);
        try (var relay = new Relay(config);
                var a = new RawPeer();
                var b = new RawPeer();
                var c = new RawPeer();
                var d = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            joined(one, a, other, b);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            assertThat(b.receive()).isPresent();
            one.close();
            Eventually.isTrue(SOON, () -> relay.portsInUse() == 1);
            other.close();
            Eventually.isTrue(SOON, () -> relay.portsInUse() == 0);

            var ears = new Ears();
            var next = relay.open("left", ears);
            var nextOther = relay.open("right", new Ears());
            assertThat(next.port().localRtp()).isEqualTo(one.port().localRtp());
            // the next peer is behind address translation, so its source is yet to be learned
            joined(next, d, nextOther, c);
            for (int i = 0; i < 20; i++) {
                a.send(next.port().localRtp(), a.rtp(0, 160));
            }
            Eventually.isTrue(SOON, () -> next.port().statistics().packetsDropped() == 20);
            assertThat(c.receive(NOTHING_MILLIS)).isEmpty();
            assertThat(ears.firstPackets).hasValue(0);
            try (var real = new RawPeer()) {
                real.send(next.port().localRtp(), real.rtp(0, 160));
                assertThat(c.receive()).isPresent();
            }
        }
    }

    @Test
    void packets_to_a_closed_port_are_refused_by_the_system() throws Exception {
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            joined(one, a, other, b);
            var address = one.port().localRtp();
            one.close();
            Eventually.isTrue(SOON, () -> relay.portsInUse() == 1);
            a.send(address, a.rtp(0, 160));
            assertThat(b.receive(NOTHING_MILLIS)).isEmpty();
            assertThat(one.port().statistics().packetsReceived()).isZero();
        }
    }

    @Test
    void h36_packets_before_anything_is_agreed_go_nowhere() throws Exception {
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.join(other);
            settle(one, other);
            other.port().agree(flow(b.address(), PCMU));
            settle(one, other);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            Eventually.isTrue(SOON, () -> one.port().statistics().packetsDropped() == 1);
            assertThat(b.receive(NOTHING_MILLIS)).isEmpty();
        }
    }

    @Test
    void a_packet_of_ours_that_comes_back_is_dropped() throws Exception { // RFC 3550 §8.2
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            joined(one, a, other, b);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            var echo = b.receive().orElseThrow();
            b.send(other.port().localRtp(), ByteBuffer.wrap(echo.bytes()));
            Eventually.isTrue(SOON, () -> other.port().statistics().packetsDropped() == 1);
            assertThat(a.receive(NOTHING_MILLIS)).isEmpty();
        }
    }

    @Test
    void addresses_that_cannot_be_sent_to_count_as_not_said() {
        for (var host : new String[] {"0.0.0.0", "224.0.0.1", "::1"}) {
            var plan =
                    new FlowPlan(
                            flow(new InetSocketAddress(host, 4_000), PCMU),
                            InetAddress.getLoopbackAddress());
            assertThat(plan.remoteRtp.isNone()).as(host).isTrue();
            assertThat(plan.remoteRtcp.isNone()).as(host).isTrue();
        }
        var unresolved = InetSocketAddress.createUnresolved("peer.example", 4_000);
        var plan = new FlowPlan(flow(unresolved, PCMU), InetAddress.getLoopbackAddress());
        assertThat(plan.remoteRtp.isNone()).isTrue();
    }

    private static void joined(MediaPlane.Opened one, RawPeer a, MediaPlane.Opened other, RawPeer b)
            throws Exception {
        one.port().agree(flow(a.address(), PCMU));
        other.port().agree(flow(b.address(), PCMU));
        one.join(other);
        settle(one, other);
    }
}
