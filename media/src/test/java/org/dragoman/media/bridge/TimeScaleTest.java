package org.dragoman.media.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScaleTest {
    private static final int HZ = 400;

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void a_period_comes_out_or_goes_in_without_a_step(int rateHz) {
        int count = rateHz / 50;
        var pcm = tone(rateHz, count);
        int shorter = TimeScale.shorten(pcm, count, rateHz);
        assertThat(count - shorter).isBetween(rateHz / 400, rateHz / 80);
        smooth(pcm, shorter, rateHz);
        var other = tone(rateHz, count);
        int longer = TimeScale.lengthen(other, count, rateHz);
        assertThat(longer - count).isBetween(rateHz / 400, rateHz / 80);
        smooth(other, longer, rateHz);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 40, 60})
    void what_is_too_short_stays_as_it_is(int count) {
        var pcm = tone(8_000, 160);
        assertThat(TimeScale.shorten(pcm, count, 8_000)).isEqualTo(count);
        assertThat(TimeScale.lengthen(pcm, count, 8_000)).isEqualTo(count);
    }

    private static short[] tone(int rateHz, int count) {
        var pcm = new short[2 * count];
        for (int i = 0; i < count; i++) {
            pcm[i] = (short) (10_000 * Math.sin(2 * Math.PI * HZ * i / rateHz));
        }
        return pcm;
    }

    /// No step is larger than those of the tone itself, by a tenth.
    private static void smooth(short[] pcm, int count, int rateHz) {
        double largest = 10_000 * 2 * Math.PI * HZ / rateHz * 1.1 + 1;
        for (int i = 1; i < count; i++) {
            assertThat(Math.abs(pcm[i] - pcm[i - 1])).as("at %d", i).isLessThan((int) largest + 1);
        }
    }
}
