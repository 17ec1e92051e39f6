package org.dragoman.media.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComfortNoiseTest {
    @ParameterizedTest
    @CsvSource({"30", "50", "70"})
    void the_level_said_is_the_level_made(int level) {
        var noise = new ComfortNoise();
        noise.describe(bytes("%02x".formatted(level)), 0, 1);
        assertThat(levelDb(noise)).isCloseTo(-level, within(1.0));
    }

    @Test
    void nothing_is_heard_of_the_quietest() {
        var noise = new ComfortNoise();
        noise.describe(bytes("7f"), 0, 1);
        var pcm = new short[800];
        noise.make(pcm, 0, pcm.length);
        assertThat(pcm).containsOnly((short) 0);
    }

    @Test
    void coefficients_behind_the_level_are_passed_over() {
        var noise = new ComfortNoise();
        noise.describe(bytes("28808080"), 0, 4);
        assertThat(noise.level()).isEqualTo(40);
    }

    /// The energy is the last 5 of 15 bits (G.729 Annex B Table B.2): 31 is 66 dB, 6 is 16 dB, 0
    /// is -12 dB, of 72 dB for the loudest.
    @ParameterizedTest
    @CsvSource({"003e, 6", "000c, 56", "0000, 84", "fffe, 6"})
    void h28_a_silence_descriptor_of_g729_is_understood(String sid, int level) {
        var noise = new ComfortNoise();
        noise.describeG729(bytes("00112233445566778899" + sid), 0, 12);
        assertThat(noise.level()).isEqualTo(level);
        assertThat(ComfortNoise.isG729Silence(12)).isTrue();
        assertThat(ComfortNoise.isG729Silence(2)).isTrue();
        assertThat(ComfortNoise.isG729Silence(20)).isFalse();
    }

    private static double levelDb(ComfortNoise noise) {
        var pcm = new short[8_000];
        noise.make(pcm, 0, pcm.length);
        double energy = 0;
        for (short sample : pcm) {
            energy += (double) sample * sample;
        }
        return 10 * Math.log10(energy / pcm.length / 32_767 / 32_767);
    }

    private static MemorySegment bytes(String hex) {
        return MemorySegment.ofArray(HexFormat.of().parseHex(hex));
    }
}
