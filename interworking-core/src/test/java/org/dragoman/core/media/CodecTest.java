package org.dragoman.core.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CodecTest {
    @Test
    void most_parameters_do_not_keep_packets_apart() {
        var opus = new Codec("opus", 48_000, 2, Map.of());
        assertThat(opus.matches(opus.with("useinbandfec", "1"))).isTrue();
        assertThat(Codec.G729.with("annexb", "no").matches(Codec.G729)).isTrue();
    }

    /// R2: what is Speex at 16 kHz is no Speex at 8 kHz.
    @Test
    void the_clock_keeps_packets_apart() {
        assertThat(Codec.of("speex", 8_000).matches(Codec.of("speex", 16_000))).isFalse();
    }

    /// RFC 4867 §8.1: the two payload formats of AMR carry the same bits in different places.
    @Test
    void the_payload_format_of_amr_keeps_packets_apart() {
        var efficient = Codec.of("amr", 8_000);
        var aligned = efficient.with("octet-align", "1");
        assertThat(efficient.matches(aligned)).isFalse();
        assertThat(efficient.matches(efficient.with("octet-align", "0"))).isTrue();
        assertThat(aligned.matches(aligned.with("mode-set", "0,2,7"))).isTrue();
    }
}
