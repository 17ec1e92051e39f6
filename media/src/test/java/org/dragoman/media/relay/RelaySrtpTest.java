package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.PCMA;
import static org.dragoman.media.relay.RelayFixture.PCMU;
import static org.dragoman.media.relay.RelayFixture.SOON;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.relay;
import static org.dragoman.media.relay.RelayFixture.settle;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane.Opened;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.core.media.SrtpSuite;
import org.dragoman.media.codec.G711;
import org.dragoman.media.relay.RelayFixture.Ears;
import org.dragoman.media.srtp.SrtpReceiver;
import org.dragoman.media.srtp.SrtpSender;
import org.dragoman.media.srtp.Workbench;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Encrypted legs through the relay, from socket to socket.
class RelaySrtpTest {
    private static final SrtpSuite CM = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
    private static final int NOTHING_MILLIS = 100;

    private final Workbench bench = new Workbench();
    private final MemorySegment memory = Arena.ofAuto().allocate(2_048);
    private Relay relay;
    private RawPeer a;
    private RawPeer b;
    private Opened one;
    private Opened other;

    @BeforeEach
    void open() throws Exception {
        relay = relay();
        a = new RawPeer();
        b = new RawPeer();
        one = relay.open("left", new Ears());
        other = relay.open("right", new Ears());
        one.join(other);
    }

    @AfterEach
    void close() throws Exception {
        relay.close();
        a.close();
        b.close();
    }

    /// The far end of an encrypted leg.
    private record Far(SrtpSender sender, SrtpReceiver receiver) {
        Far(long seed, SrtpSuite suite) {
            this(new SrtpSender(theirs(suite, seed)), new SrtpReceiver(ours(suite, seed)));
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void an_encrypted_leg_meets_a_plain_one(SrtpSuite suite) throws Exception {
        var far = new Far(1, suite);
        agree(encrypted(a, suite, 1), flow(b.address(), PCMU));
        for (int i = 0; i < 5; i++) {
            a.send(toOne(), seal(far, a.rtp(8, 160)));
            var toB = b.receive().orElseThrow();
            assertThat(toB.type()).isZero();
            assertThat(toB.payload()).hasSize(160).containsOnly(G711.aToMu((byte) 0x55));
            b.send(toOther(), b.rtp(0, 160));
            var toA = a.receive().orElseThrow();
            assertThat(toA.payload().length).isGreaterThan(160);
            assertThat(opened(far, toA.bytes())).isEqualTo(172);
        }
    }

    @Test
    void two_encrypted_legs_have_keys_of_their_own() throws Exception {
        var left = new Far(1, SrtpSuite.AEAD_AES_256_GCM);
        var right = new Far(2, SrtpSuite.AES_CM_128_HMAC_SHA1_32);
        agree(
                encrypted(a, SrtpSuite.AEAD_AES_256_GCM, 1),
                encrypted(b, SrtpSuite.AES_CM_128_HMAC_SHA1_32, 2));
        for (int i = 0; i < 5; i++) {
            a.send(toOne(), seal(left, a.rtp(8, 160)));
            byte[] toB = b.receive().orElseThrow().bytes();
            assertThat(toB).hasSize(172 + 4);
            assertThat(opened(right, toB)).isEqualTo(172);
            b.send(toOther(), seal(right, b.rtp(8, 160)));
            byte[] toA = a.receive().orElseThrow().bytes();
            assertThat(toA).hasSize(172 + 16);
            assertThat(opened(left, toA)).isEqualTo(172);
        }
        assertThat(one.port().statistics().packetsDropped()).isZero();
        Eventually.isTrue( // RTP, without the tag
                SOON, () -> one.port().statistics().bytesSent() == 5 * 172);
    }

    @Test
    void clear_foreign_changed_and_repeated_packets_are_dropped_and_counted() throws Exception {
        var far = new Far(1, CM);
        var stranger = new Far(9, CM);
        agree(encrypted(a, CM, 1), flow(b.address(), PCMA));
        a.send(toOne(), a.rtp(8, 160));
        a.send(toOne(), seal(stranger, a.rtp(8, 160)));
        var changed = seal(far, a.rtp(8, 160));
        changed.put(50, (byte) (changed.get(50) ^ 1));
        a.send(toOne(), changed);
        var genuine = seal(far, a.rtp(8, 160));
        a.send(toOne(), genuine.duplicate());
        a.send(toOne(), genuine.duplicate());
        assertThat(b.receive()).isPresent();
        assertThat(b.receive(NOTHING_MILLIS)).isEmpty();
        var counters = ((RelayPort) one).live().counters;
        Eventually.isTrue(SOON, () -> counters.replayed.get() == 1);
        assertThat(counters.unauthentic.get()).isEqualTo(3);
        assertThat(one.port().statistics().packetsDropped()).isEqualTo(4);
        assertThat(one.port().statistics().packetsReceived()).isEqualTo(1);
    }

    @Test
    void who_has_no_key_cannot_take_the_place_of_the_peer() throws Exception {
        try (var thief = new RawPeer()) {
            var far = new Far(1, CM);
            agree(encrypted(a, CM, 1), flow(b.address(), PCMA));
            thief.send(toOne(), thief.rtp(8, 160));
            a.send(toOne(), seal(far, a.rtp(8, 160)));
            assertThat(b.receive()).isPresent();
            b.send(toOther(), b.rtp(8, 160));
            assertThat(a.receive()).isPresent();
            assertThat(thief.receive(NOTHING_MILLIS)).isEmpty();
        }
    }

    @Test
    void s17_the_same_key_agreed_again_keeps_the_rollover_counter() throws Exception {
        var far = new Far(1, CM);
        agree(encrypted(a, CM, 1), flow(b.address(), PCMA));
        a.sequence = 65_530;
        for (int i = 0; i < 20; i++) {
            if (i % 3 == 0) { // a re-INVITE; now and then without any keys, as for a hold
                agree(i % 2 == 0 ? encrypted(a, CM, 1) : plain(a), flow(b.address(), PCMA));
                agree(encrypted(a, CM, 1), flow(b.address(), PCMA));
            }
            a.send(toOne(), seal(far, a.rtp(8, 160)));
            assertThat(b.receive()).as("packet %d", i).isPresent();
            b.send(toOther(), b.rtp(8, 160));
            assertThat(opened(far, a.receive().orElseThrow().bytes())).isEqualTo(172);
        }
    }

    @Test
    void s17_a_new_key_in_a_long_call_goes_on_for_peers_that_keep_and_that_reset_the_counter()
            throws Exception {
        var far = new Far(1, CM);
        agree(encrypted(a, CM, 1), flow(b.address(), PCMA));
        b.sequence = 60_000;
        int before = 0;
        for (int i = 0; i < 40; i++) { // through the end of the sequence numbers
            b.send(toOther(), b.rtp(8, 160));
            b.sequence += 2_000;
            var packet = a.receive().orElseThrow();
            before = packet.ssrc();
            assertThat(opened(far, packet.bytes())).isEqualTo(172);
        }
        agree(encrypted(a, CM, 2), flow(b.address(), PCMA));
        b.send(toOther(), b.rtp(8, 160));
        var packet = a.receive().orElseThrow();
        assertThat(packet.ssrc()).as("a new stream begins at 0 for everyone").isNotEqualTo(before);
        assertThat(opened(new Far(2, CM), packet.bytes())).isEqualTo(172);
    }

    @Test
    void encryption_begins_and_ends_in_the_middle_of_a_call() throws Exception {
        agree(plain(a), flow(b.address(), PCMA));
        a.send(toOne(), a.rtp(8, 160));
        assertThat(b.receive()).isPresent();
        var far = new Far(1, CM);
        agree(encrypted(a, CM, 1), flow(b.address(), PCMA));
        a.send(toOne(), seal(far, a.rtp(8, 160)));
        assertThat(b.receive()).isPresent();
        agree(plain(a), flow(b.address(), PCMA));
        a.send(toOne(), a.rtp(8, 160));
        assertThat(b.receive()).isPresent();
        b.send(toOther(), b.rtp(8, 160));
        assertThat(a.receive().orElseThrow().payload()).hasSize(160);
    }

    @Test
    void reports_are_protected_as_well() throws Exception {
        var far = new Far(1, CM);
        agree(encrypted(a, CM, 1), flow(b.address(), PCMA));
        a.send(toOne(), seal(far, a.rtp(8, 160)));
        assertThat(b.receive()).isPresent();
        a.send(toOne(), receiverReport(a.ssrc)); // clear, on the port of RTP (RFC 5761)
        var counters = ((RelayPort) one).live().counters;
        Eventually.isTrue(SOON, () -> counters.unauthentic.get() == 1);
        var report = receiverReport(a.ssrc);
        int length = put(report);
        int sealed = far.sender().sealRtcp(bench, memory, 0, length, 2_048);
        a.send(toOne(), ByteBuffer.wrap(bytes(sealed)));
        a.send(toOne(), ByteBuffer.wrap(bytes(sealed)));
        Eventually.isTrue(SOON, () -> counters.replayed.get() == 1);
        assertThat(counters.malformed.get()).isZero();
    }

    @Test
    void noise_at_an_encrypted_port_is_counted_and_nothing_else() throws Exception {
        agree(encrypted(a, CM, 1), flow(b.address(), PCMA));
        var random = new Random(3_711);
        for (int i = 0; i < 2_000; i++) {
            var noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            if (noise.length > 0) {
                noise[0] = (byte) 0x80;
            }
            a.send(toOne(), ByteBuffer.wrap(noise));
        }
        assertThat(b.receive(NOTHING_MILLIS)).isEmpty();
        a.send(toOne(), seal(new Far(1, CM), a.rtp(8, 160)));
        assertThat(b.receive()).isPresent();
    }

    private void agree(MediaFlow left, MediaFlow right) {
        one.port().agree(left);
        other.port().agree(right);
        settle(one, other);
    }

    private InetSocketAddress toOne() {
        return one.port().localRtp();
    }

    private InetSocketAddress toOther() {
        return other.port().localRtp();
    }

    private static MediaFlow plain(RawPeer peer) throws IOException {
        return flow(peer.address(), PCMA);
    }

    private static MediaFlow encrypted(RawPeer peer, SrtpSuite suite, long seed)
            throws IOException {
        return plain(peer).withKeys(ours(suite, seed), theirs(suite, seed));
    }

    private static SrtpKeys ours(SrtpSuite suite, long seed) {
        return keys(suite, 2 * seed);
    }

    private static SrtpKeys theirs(SrtpSuite suite, long seed) {
        return keys(suite, 2 * seed + 1);
    }

    private static SrtpKeys keys(SrtpSuite suite, long seed) {
        var random = new Random(seed);
        var key = new byte[suite.keyBytes()];
        var salt = new byte[suite.saltBytes()];
        random.nextBytes(key);
        random.nextBytes(salt);
        return new SrtpKeys(suite, key, salt);
    }

    private ByteBuffer seal(Far far, ByteBuffer packet) {
        int length = put(packet);
        int sealed = far.sender().sealRtp(bench, memory, 0, length, 2_048);
        assertThat(sealed).isPositive();
        return ByteBuffer.wrap(bytes(sealed));
    }

    private int opened(Far far, byte[] packet) {
        put(ByteBuffer.wrap(packet));
        return far.receiver().openRtp(bench, memory, 0, packet.length);
    }

    private int put(ByteBuffer packet) {
        int length = packet.remaining();
        MemorySegment.copy(MemorySegment.ofBuffer(packet), 0, memory, 0, length);
        return length;
    }

    private byte[] bytes(int length) {
        return memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }

    private static ByteBuffer receiverReport(int ssrc) {
        return ByteBuffer.allocate(8).putInt(0x80C9_0001).putInt(ssrc).flip();
    }
}
