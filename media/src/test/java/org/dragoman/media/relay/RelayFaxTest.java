package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.PCMU;
import static org.dragoman.media.relay.RelayFixture.SOON;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.relay;
import static org.dragoman.media.relay.RelayFixture.settle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.media.relay.RelayFixture.Ears;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// T.38 goes through the ports of the sound, byte by byte as it came.
class RelayFaxTest {
    private static final int NOTHING_MILLIS = 100;

    /// Datagrams of T.38 §9.1: sequence number, primary packet, then what repairs lost ones.
    @ParameterizedTest
    @CsvSource({
        "first indicator without repair, 000001060000",
        "signal with two earlier ones repeated, 00030702010000c0018080000206010602",
        "parity repair, 0004010680030103000102ff",
        "a sequence number that looks like RTP, 80080106000000000000000000000000"
    })
    void datagrams_pass_untouched_both_ways(String name, String hex) throws Exception {
        try (var stage = new Stage()) {
            stage.fax(stage.one, stage.a);
            stage.fax(stage.other, stage.b);
            assertThat(stage.pass(stage.a, stage.one, stage.b, hex)).as(name).isEqualTo(hex);
            assertThat(stage.pass(stage.b, stage.other, stage.a, hex)).as(name).isEqualTo(hex);
            Eventually.isTrue(SOON, () -> stage.one.port().statistics().packetsSent() == 1);
            var statistics = stage.one.port().statistics();
            assertThat(statistics.packetsReceived()).isEqualTo(1);
            assertThat(statistics.bytesReceived()).isEqualTo(hex.length() / 2);
        }
    }

    @Test
    void the_sound_of_before_does_not_pass_for_fax_and_comes_back_afterwards() throws Exception {
        try (var stage = new Stage()) {
            stage.sound();
            stage.a.send(stage.one.port().localRtp(), stage.a.rtp(0, 160));
            assertThat(stage.b.receive()).isPresent();
            stage.fax(stage.one, stage.a);
            stage.fax(stage.other, stage.b);
            stage.a.send(stage.one.port().localRtp(), stage.a.rtp(0, 160));
            assertThat(stage.pass(stage.a, stage.one, stage.b, "000001060000"))
                    .isEqualTo("000001060000");
            assertThat(stage.one.port().statistics().packetsDropped()).isEqualTo(1);
            stage.sound();
            stage.a.send(stage.one.port().localRtp(), stage.a.rtp(0, 160));
            assertThat(stage.b.receive().orElseThrow().payload()).hasSize(160);
        }
    }

    @Test
    void nothing_passes_before_both_sides_have_agreed() throws Exception {
        try (var stage = new Stage()) {
            stage.sound();
            stage.fax(stage.one, stage.a);
            stage.a.send(stage.one.port().localRtp(), bytes("000001060000"));
            assertThat(stage.b.receive(NOTHING_MILLIS)).isEmpty();
            stage.fax(stage.other, stage.b);
            assertThat(stage.pass(stage.a, stage.one, stage.b, "000101060000"))
                    .isEqualTo("000101060000");
        }
    }

    @Test
    void strangers_and_scraps_do_not_pass() throws Exception {
        try (var stage = new Stage();
                var stranger = new RawPeer()) {
            stage.fax(stage.one, stage.a);
            stage.fax(stage.other, stage.b);
            stage.pass(stage.a, stage.one, stage.b, "000001060000");
            stranger.send(stage.one.port().localRtp(), bytes("000101060000"));
            stage.a.send(stage.one.port().localRtp(), bytes("0001"));
            assertThat(stage.b.receive(NOTHING_MILLIS)).isEmpty();
            assertThat(stage.one.port().statistics().packetsDropped()).isEqualTo(2);
        }
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    /// Two joined ports, each with its peer.
    private static final class Stage implements AutoCloseable {
        final Relay relay = relay();
        final RawPeer a = new RawPeer();
        final RawPeer b = new RawPeer();
        final MediaPlane.Opened one = relay.open("left", new Ears());
        final MediaPlane.Opened other = relay.open("right", new Ears());

        Stage() throws Exception {
            one.join(other);
        }

        void fax(MediaPlane.Opened port, RawPeer peer) throws Exception {
            port.port().agree(MediaFlow.of(FaxRelay.PLAIN, Optional.of(peer.address())));
            settle(one, other);
        }

        void sound() throws Exception {
            one.port().agree(flow(a.address(), PCMU));
            other.port().agree(flow(b.address(), PCMU));
            settle(one, other);
        }

        String pass(RawPeer from, MediaPlane.Opened port, RawPeer to, String hex) throws Exception {
            from.send(port.port().localRtp(), bytes(hex));
            return HexFormat.of().formatHex(to.receive().orElseThrow().bytes());
        }

        @Override
        public void close() throws IOException {
            a.close();
            b.close();
            relay.close();
        }
    }
}
