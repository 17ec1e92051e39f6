package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.PCMA;
import static org.dragoman.media.relay.RelayFixture.PCMU;
import static org.dragoman.media.relay.RelayFixture.SOON;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.relay;
import static org.dragoman.media.relay.RelayFixture.settle;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.codec.G711;
import org.dragoman.media.relay.RelayFixture.Ears;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What was agreed decides what passes.
class RelayFlowTest {
    private static final int NOTHING_MILLIS = 100;
    private static final PayloadFormat NOISE = new PayloadFormat(Codec.of("CN", 8_000), 13, 20);

    @ParameterizedTest
    @CsvSource({"G729,18,20", "G723,4,24", "G722,9,160", "GSM,3,33", "OPUS,96,77"})
    void sound_in_the_same_codec_passes_untouched(String name, int type, int bytes)
            throws Exception {
        var codec = Codec.of(name, name.equals("OPUS") ? 48_000 : 8_000);
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(flow(a.address(), new PayloadFormat(codec, type, 20)));
            other.port().agree(flow(b.address(), new PayloadFormat(codec, 110, 20)));
            one.join(other);
            settle(one, other);
            var sent = a.rtp(type, bytes);
            for (int i = 12; i < sent.limit(); i++) {
                sent.put(i, (byte) (i * 7));
            }
            a.send(one.port().localRtp(), sent.duplicate());
            var packet = b.receive().orElseThrow();
            assertThat(packet.type()).isEqualTo(110);
            assertThat(ByteBuffer.wrap(packet.payload())).isEqualTo(sent.slice(12, bytes));
        }
    }

    @Test
    void header_extension_sources_and_padding_pass_and_are_not_converted() throws Exception {
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(flow(a.address(), PCMU));
            other.port().agree(flow(b.address(), PCMA));
            one.join(other);
            settle(one, other);
            // padding, extension, one source; two samples of µ-law silence; three bytes of padding
            String before = "b1000001000000010000000200000003beef0001aabbccdd";
            send(a, one.port(), before + "ffff000003");
            var packet = b.receive().orElseThrow();
            String hex = HexFormat.of().formatHex(packet.bytes());
            assertThat(hex).startsWith("b1").contains("00000003beef0001aabbccdd");
            assertThat(hex).endsWith("d5d5000003"); // A-law silence, the padding as it was
        }
    }

    @Test
    void each_direction_may_have_its_own_codec() throws Exception { // H.245, asymmetric channels
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(agreed(a, Optional.of(PCMA), List.of(PCMU), Direction.SEND_RECEIVE));
            other.port().agree(flow(b.address(), PCMU));
            one.join(other);
            settle(one, other);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            assertThat(b.receive().orElseThrow().type()).isZero();
            b.send(other.port().localRtp(), b.rtp(0, 160));
            var converted = b.rtp(0, 160);
            assertThat(converted.get(12)).isEqualTo((byte) 0x55);
            var packet = a.receive().orElseThrow();
            assertThat(packet.type()).isEqualTo(8);
            assertThat(packet.payload()[0]).isEqualTo(G711.muToA((byte) 0x55));
        }
    }

    @Test
    void formats_that_are_not_agreed_or_do_not_fit_are_dropped_and_counted() throws Exception {
        var unknown = new PayloadFormat(Codec.of("G729X", 8_000), 18, 20); // nobody converts it
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port()
                    .agree(
                            agreed(
                                    a,
                                    Optional.of(PCMU),
                                    List.of(PCMU, unknown),
                                    Direction.SEND_RECEIVE));
            other.port().agree(flow(b.address(), PCMU));
            one.join(other);
            settle(one, other);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            var before = b.receive().orElseThrow();
            a.send(one.port().localRtp(), a.rtp(18, 20)); // agreed here, but not over there
            a.send(one.port().localRtp(), a.rtp(33, 20)); // never heard of
            send(a, one.port(), "0001"); // a stump
            send(a, one.port(), "000100002112a442000000000000000000000000"); // STUN
            Eventually.isTrue(SOON, () -> one.port().statistics().packetsDropped() == 4);
            a.sequence--; // the one that was never heard of took a number
            a.send(one.port().localRtp(), a.rtp(0, 160));
            assertThat(b.receive().orElseThrow().sequence())
                    .isEqualTo(before.sequence() + 1 & 0xFFFF);
        }
    }

    @Test
    void comfort_noise_passes_where_both_sides_know_it() throws Exception {
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            var both = List.of(PCMU, NOISE);
            one.port().agree(agreed(a, Optional.of(PCMU), both, Direction.SEND_RECEIVE));
            other.port().agree(agreed(b, Optional.of(PCMU), both, Direction.SEND_RECEIVE));
            one.join(other);
            settle(one, other);
            a.send(one.port().localRtp(), a.rtp(13, 1));
            assertThat(b.receive().orElseThrow().type()).isEqualTo(13);
            other.port().agree(flow(b.address(), PCMU));
            settle(other);
            a.send(one.port().localRtp(), a.rtp(13, 1));
            assertThat(b.receive(NOTHING_MILLIS)).isEmpty();
            assertThat(one.port().statistics().packetsDropped()).isZero();
        }
    }

    @Test
    void s15_hold_stops_the_sound_and_resume_goes_on_without_a_seam() throws Exception {
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
            var before = b.receive().orElseThrow();
            other.port().agree(flow(b.address(), PCMU, Direction.INACTIVE));
            settle(other);
            for (int i = 0; i < 90_000; i++) { // half an hour
                a.rtp(0, 160);
                if (i % 30_000 < 50) {
                    a.sequence--;
                    a.timestamp -= 160;
                    a.send(one.port().localRtp(), a.rtp(0, 160));
                }
            }
            Eventually.isTrue(SOON, () -> one.port().statistics().packetsReceived() == 151);
            assertThat(b.receive(NOTHING_MILLIS)).isEmpty();
            other.port().agree(flow(b.address(), PCMU));
            settle(other);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            var after = b.receive().orElseThrow();
            assertThat(after.sequence()).isEqualTo(before.sequence() + 1 & 0xFFFF);
            assertThat(after.timestamp() - before.timestamp()).isPositive();
            b.send(other.port().localRtp(), b.rtp(0, 160));
            assertThat(a.receive()).isPresent();
        }
    }

    @Test
    void a_peer_that_may_not_send_is_not_heard() throws Exception {
        try (var relay = relay();
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new Ears());
            var other = relay.open("right", new Ears());
            one.port().agree(flow(a.address(), PCMU, Direction.SEND_ONLY));
            other.port().agree(flow(b.address(), PCMU));
            one.join(other);
            settle(one, other);
            a.send(one.port().localRtp(), a.rtp(0, 160));
            assertThat(b.receive(NOTHING_MILLIS)).isEmpty();
            b.send(other.port().localRtp(), b.rtp(0, 160));
            assertThat(a.receive()).isPresent();
        }
    }

    private static MediaFlow agreed(
            RawPeer peer,
            Optional<PayloadFormat> sending,
            List<PayloadFormat> receiving,
            Direction direction)
            throws Exception {
        return new MediaFlow(
                Optional.of(peer.address()),
                Optional.empty(),
                sending,
                receiving,
                OptionalInt.empty(),
                OptionalInt.empty(),
                direction);
    }

    private static void send(RawPeer peer, MediaPort to, String hex) throws Exception {
        peer.send(to.localRtp(), ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }
}
