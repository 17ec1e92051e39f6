package org.dragoman.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Limits of ITU-T G.711 Appendix I: the wave goes on at its pitch, fades from 10 ms to 60 ms, and
/// joins without a click.
class ConcealmentTest {
    private static final double PITCH_HZ = 125;

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void a_voiced_sound_goes_on_at_its_pitch(int rateHz) {
        var concealment = new Concealment(rateHz);
        int tenMillis = rateHz / 100;
        concealment.heard(voiced(rateHz, 0, 10 * tenMillis), 10 * tenMillis);
        short[] made = new short[tenMillis];
        concealment.conceal(tenMillis, made);
        short[] real = voiced(rateHz, 10 * tenMillis, tenMillis);
        assertThat(noiseDb(real, made, tenMillis)).isLessThan(-25);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void it_falls_by_a_fifth_every_10_ms_and_is_silent_after_60(int rateHz) {
        var concealment = new Concealment(rateHz);
        int tenMillis = rateHz / 100;
        concealment.heard(voiced(rateHz, 0, 10 * tenMillis), 10 * tenMillis);
        short[] made = new short[8 * tenMillis];
        concealment.conceal(8 * tenMillis, made);
        double full = level(voiced(rateHz, 0, 2 * tenMillis), 0, 2 * tenMillis);
        // 10 to 30 ms: between 1 and 0.6 of the amplitude; 30 to 50: between 0.6 and 0.2
        assertThat(level(made, tenMillis, 3 * tenMillis) / full).isBetween(0.6, 1.0);
        assertThat(level(made, 3 * tenMillis, 5 * tenMillis) / full).isBetween(0.2, 0.6);
        assertThat(level(made, 6 * tenMillis, 8 * tenMillis)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 160, 240, 333, 480})
    void the_joints_have_no_step_that_the_sound_has_not(int lost) {
        int rateHz = 8_000;
        var concealment = new Concealment(rateHz);
        int before = 800;
        short[] all = new short[before + lost + 160];
        short[] first = voiced(rateHz, 0, before);
        concealment.heard(first, before);
        short[] made = new short[lost];
        concealment.conceal(lost, made);
        short[] after = voiced(rateHz, before + lost, 160);
        concealment.heard(after, 160);
        System.arraycopy(first, 0, all, 0, before);
        System.arraycopy(made, 0, all, before, lost);
        System.arraycopy(after, 0, all, before + lost, 160);
        int natural = steepest(voiced(rateHz, 0, before), before);
        assertThat(steepest(all, all.length)).isLessThan(natural * 3 / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 80, 160})
    void the_size_of_the_requests_makes_no_difference(int chunk) {
        short[] heard = voiced(8_000, 0, 800);
        var whole = new Concealment(8_000);
        var pieces = new Concealment(8_000);
        whole.heard(heard.clone(), 800);
        for (int i = 0; i < 800; i += chunk) {
            short[] part = new short[chunk];
            int length = Math.min(chunk, 800 - i);
            System.arraycopy(heard, i, part, 0, length);
            pieces.heard(part, length);
        }
        short[] one = new short[640];
        whole.conceal(640, one);
        short[] part = new short[chunk];
        for (int i = 0; i + chunk <= 640; i += chunk) {
            pieces.conceal(chunk, part);
            for (int j = 0; j < chunk; j++) {
                assertThat(part[j]).isEqualTo(one[i + j]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 48_000})
    void before_anything_was_heard_it_is_silent(int rateHz) {
        short[] made = new short[960];
        new Concealment(rateHz).conceal(960, made);
        assertThat(made).containsOnly(0);
    }

    /// Ten harmonics of the pitch, falling.
    private static short[] voiced(int rateHz, int from, int count) {
        short[] pcm = new short[count];
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int h = 1; h <= 10; h++) {
                sum += Math.sin(2 * Math.PI * PITCH_HZ * h * (from + i) / rateHz + h) / h;
            }
            pcm[i] = (short) (5_000 * sum);
        }
        return pcm;
    }

    private static double level(short[] pcm, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) pcm[i] * pcm[i];
        }
        return Math.sqrt(sum / (to - from));
    }

    private static double noiseDb(short[] real, short[] made, int count) {
        double noise = 0;
        double signal = 0;
        for (int i = 0; i < count; i++) {
            noise += Math.pow(real[i] - made[i], 2);
            signal += Math.pow(real[i], 2);
        }
        return 10 * Math.log10(noise / signal);
    }

    private static int steepest(short[] pcm, int count) {
        int most = 0;
        for (int i = 1; i < count; i++) {
            most = Math.max(most, Math.abs(pcm[i] - pcm[i - 1]));
        }
        return most;
    }
}
