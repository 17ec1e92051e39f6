package org.dragoman.media.tone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.dragoman.core.media.Cadence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CadenceSoundTest {
    @ParameterizedTest
    @CsvSource({ // where the sound is, in milliseconds, and where it is not
        "440+480:2000 -:4000, 440, 480, 1000, 3000",
        "400+450:400 -:200 400+450:400 -:2000, 400, 450, 200, 500",
        "400+450:400 -:200 400+450:400 -:2000, 400, 450, 800, 2000",
        "425:400 -:400, 425, 0, 100, 500",
        "425:240 -:240, 425, 0, 100, 350",
        "440:500 -:500, 440, 0, 200, 800",
        "950:330 1400:330 1800:330 -:1000, 950, 0, 100, 1500",
        "950:330 1400:330 1800:330 -:1000, 1400, 0, 450, 1500",
        "950:330 1400:330 1800:330 -:1000, 1800, 0, 800, 1500"
    })
    void a_tone_sounds_as_the_table_says(
            String cadence, int hertz, int second, int soundAt, int silentAt) {
        for (int rate : new int[] {8_000, 16_000, 48_000}) {
            var source = new CadenceSound(Cadence.parse(cadence), rate, -10);
            var pcm = new short[6 * rate];
            assertThat(source.read(pcm, 0, pcm.length)).isEqualTo(pcm.length);
            double expected = second == 0 ? -10 : -13;
            assertThat(level(pcm, rate, soundAt, hertz)).isCloseTo(expected, within(0.5));
            if (second > 0) {
                assertThat(level(pcm, rate, soundAt, second)).isCloseTo(-13, within(0.5));
            }
            assertThat(level(pcm, rate, silentAt, hertz)).isLessThan(-60);
        }
    }

    @Test
    void a_swelling_tone_is_as_loud_as_others() {
        var pcm = new short[8_000];
        new CadenceSound(Cadence.parse("400*25:1000"), 8_000, -10).read(pcm, 0, pcm.length);
        double sum = 0;
        for (short sample : pcm) {
            sum += (double) sample * sample;
        }
        double peak = Math.sqrt(2 * sum / pcm.length);
        assertThat(20 * Math.log10(peak / Levels.peakOf(-10))).isCloseTo(0, within(0.3));
        assertThat(pcm[(int) (8_000 * 0.03)]).isBetween((short) -200, (short) 200); // its valley
    }

    @Test
    void how_it_is_read_makes_no_difference() {
        var cadence = Cadence.parse("400+450:400 -:200 400*25:333 -:7");
        var whole = new short[20_000];
        new CadenceSound(cadence, 8_000, -10).read(whole, 0, whole.length);
        var parts = new short[20_000];
        var source = new CadenceSound(cadence, 8_000, -10);
        for (int at = 0; at < parts.length; ) {
            int count = Math.min(1 + at % 401, parts.length - at);
            source.read(parts, at, count);
            at += count;
        }
        assertThat(parts).isEqualTo(whole);
    }

    /// Level of a frequency in 100 ms of sound, dBm0.
    private static double level(short[] pcm, int rate, int atMillis, int hertz) {
        int from = rate / 1_000 * atMillis;
        var window = Arrays.copyOfRange(pcm, from, from + rate / 10);
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < window.length; i++) {
            real += window[i] * Math.cos(2 * Math.PI * hertz * i / rate);
            imaginary += window[i] * Math.sin(2 * Math.PI * hertz * i / rate);
        }
        double peak = 2 * Math.hypot(real, imaginary) / window.length;
        return 20 * Math.log10(Math.max(peak, 1e-3) / Levels.peakOf(0));
    }
}
