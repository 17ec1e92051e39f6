package org.dragoman.media.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.dragoman.core.media.Codec;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToneProbeTest {
    @ParameterizedTest
    @CsvSource({"PCMU,1004,-10", "PCMA,425,-20", "PCMU,3000,0", "PCMA,333.3,-35"})
    void a_tone_is_measured_as_it_was_sent(String codec, double hz, double level) {
        var law = Law.of(Codec.of(codec, 8_000));
        int type = law == Law.MU ? 0 : 8;
        var stream = new ToneStream(law, type, hz, level);
        var listener = new ToneListener();
        for (int i = 0; i < 50; i++) {
            listener.take(stream.next());
        }
        var heard = listener.heard();
        assertThat(heard.frequencyHz()).isCloseTo(hz, within(0.5));
        assertThat(heard.levelDbm0()).isCloseTo(level, within(0.2));
        assertThat(heard.packets()).isEqualTo(50);
        assertThat(heard.lost()).isZero();
    }

    @Test
    void gaps_are_counted_and_late_packets_taken_back() {
        var stream = new ToneStream(Law.MU, 0, 1_000, -10);
        var listener = new ToneListener();
        listener.take(stream.next());
        ByteBuffer late = copy(stream.next());
        stream.next();
        listener.take(stream.next());
        assertThat(listener.heard().lost()).isEqualTo(2);
        listener.take(late);
        assertThat(listener.heard().lost()).isEqualTo(1);
    }

    @Test
    void silence_has_no_frequency() {
        var listener = new ToneListener();
        assertThat(listener.heard()).isEqualTo(new Heard(0, Heard.SILENCE_DBM0, 0, 0));
        var quiet = new ToneStream(Law.A, 8, 1_000, -90);
        listener.take(quiet.next());
        assertThat(listener.heard().frequencyHz()).isZero();
    }

    @Test
    void two_probes_hear_each_other() throws Exception {
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var one = new ToneProbe(any);
                var other = new ToneProbe(any)) {
            one.start(other.localAddress(), Codec.PCMA, 8, 697, -15);
            other.start(one.localAddress(), Codec.PCMU, 0, 1_336, -12);
            BooleanSupplier both =
                    () -> other.heard().isTone(697, -15) && one.heard().isTone(1_336, -12);
            Eventually.isTrue(Duration.ofSeconds(5), both);
        }
    }

    @Test
    void a_codec_that_is_not_g711_is_refused() throws Exception {
        try (var probe =
                new ToneProbe(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var remote = probe.localAddress();
            assertThatThrownBy(() -> probe.start(remote, Codec.G729, 18, 1_000, -10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("G729");
        }
    }

    private static ByteBuffer copy(ByteBuffer packet) {
        return ByteBuffer.allocate(packet.remaining()).put(packet).flip();
    }
}
