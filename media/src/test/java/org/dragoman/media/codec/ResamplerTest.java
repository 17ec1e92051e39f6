package org.dragoman.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    private static final double RIPPLE_DB = 0.1;
    private static final double REJECTED_DB = -60;

    @ParameterizedTest
    @CsvSource({
        "8000, 16000",
        "8000, 24000",
        "8000, 32000",
        "8000, 48000",
        "16000, 8000",
        "24000, 8000",
        "32000, 8000",
        "48000, 8000",
        "16000, 48000",
        "48000, 16000",
        "16000, 24000",
        "44100, 8000",
        "8000, 44100",
        "11025, 8000",
        "22050, 16000",
        "32000, 48000"
    })
    void the_band_passes_flat(int fromHz, int toHz) {
        double top = 0.85 * Math.min(fromHz, toHz) / 2;
        for (double hz = 50; hz <= top; hz += top / 23) {
            short[] out = converted(fromHz, toHz, hz, 0.5);
            double level = Signals.powerAt(hz, out, toHz, out.length / 5, out.length);
            assertThat(Signals.db(level / (16_000 * 16_000 / 2.0)))
                    .as("%f Hz", hz)
                    .isCloseTo(0, within(RIPPLE_DB));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "16000, 8000",
        "24000, 8000",
        "32000, 8000",
        "48000, 8000",
        "48000, 16000",
        "24000, 16000",
        "44100, 8000",
        "48000, 32000"
    })
    void what_would_fold_into_the_band_is_gone(int fromHz, int toHz) {
        for (double hz = toHz / 2.0; hz < fromHz / 2.0; hz += (fromHz - toHz) / 2.0 / 19) {
            short[] out = converted(fromHz, toHz, hz, 0.5);
            double level = Signals.power(out, out.length / 5, out.length);
            assertThat(Signals.db(level / (16_000 * 16_000 / 2.0)))
                    .as("%f Hz", hz)
                    .isLessThan(REJECTED_DB);
        }
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000", "8000, 24000", "8000, 48000", "16000, 48000", "8000, 44100"})
    void no_mirror_images_appear_above_the_band(int fromHz, int toHz) {
        for (double hz = 300; hz <= 0.85 * fromHz / 2; hz += 310) {
            short[] out = converted(fromHz, toHz, hz, 0.5);
            for (int n = 1; n * fromHz + hz < toHz / 2.0 || n * fromHz - hz < toHz / 2.0; n++) {
                for (double image : new double[] {n * fromHz - hz, n * fromHz + hz}) {
                    if (image < toHz / 2.0) {
                        double level =
                                Signals.powerAt(image, out, toHz, out.length / 5, out.length);
                        assertThat(Signals.db(level / (16_000 * 16_000 / 2.0)))
                                .as("%f Hz at %f Hz", hz, image)
                                .isLessThan(REJECTED_DB);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"8000, 48000", "48000, 8000", "16000, 24000", "44100, 8000"})
    void frames_of_any_size_make_the_same_sound(int fromHz, int toHz) {
        short[] in = Signals.speech(fromHz, fromHz / 2, 7);
        var whole = Resampler.between(fromHz, toHz);
        short[] expected = new short[whole.most(in.length) + 1];
        int count = 0;
        for (int i = 0; i < in.length; i += 5_000) {
            int length = Math.min(5_000, in.length - i);
            short[] part = new short[whole.most(length)];
            int made = whole.resample(in, i, length, part);
            System.arraycopy(part, 0, expected, count, made);
            count += made;
        }
        var pieces = Resampler.between(fromHz, toHz);
        var random = new Random(3);
        short[] part = new short[pieces.most(999)];
        int at = 0;
        for (int i = 0; i < in.length; ) {
            int length = Math.min(random.nextInt(999), in.length - i);
            int made = pieces.resample(in, i, length, part);
            for (int j = 0; j < made; j++) {
                assertThat(part[j]).isEqualTo(expected[at++]);
            }
            i += length;
        }
        assertThat(at).isEqualTo(count);
    }

    @Test
    void a_frame_of_20_ms_gives_20_ms() {
        for (int fromHz : new int[] {8_000, 16_000, 24_000, 32_000, 48_000}) {
            for (int toHz : new int[] {8_000, 16_000, 24_000, 32_000, 48_000}) {
                var resampler = Resampler.between(fromHz, toHz);
                short[] out = new short[960];
                for (int i = 0; i < 5; i++) {
                    int made = resampler.resample(new short[960], 0, fromHz / 50, out);
                    assertThat(made).isEqualTo(toHz / 50);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"8000, 48000", "48000, 8000", "8000, 16000", "44100, 8000"})
    void full_scale_is_clipped_and_never_wraps(int fromHz, int toHz) {
        var random = new Random(5);
        short[] full = new short[4_000];
        short[] half = new short[4_000];
        for (int i = 0; i < full.length; i++) {
            full[i] = (short) (random.nextBoolean() ? 32_766 : -32_766);
            half[i] = (short) (full[i] / 2);
        }
        var resampler = Resampler.between(fromHz, toHz);
        short[] loud = new short[resampler.most(4_000)];
        short[] quiet = new short[loud.length];
        int made = resampler.resample(full, 0, 4_000, loud);
        Resampler.between(fromHz, toHz).resample(half, 0, 4_000, quiet);
        for (int i = 0; i < made; i++) {
            int expected = Math.clamp(2 * quiet[i], Short.MIN_VALUE, Short.MAX_VALUE);
            assertThat((int) loud[i]).isCloseTo(expected, within(3));
        }
    }

    private static short[] converted(int fromHz, int toHz, double hz, double seconds) {
        short[] in = Signals.sine(hz, 16_000, fromHz, (int) (fromHz * seconds));
        var resampler = Resampler.between(fromHz, toHz);
        short[] all = new short[resampler.most(in.length) + 1];
        short[] part = new short[resampler.most(480)];
        int count = 0;
        for (int i = 0; i < in.length; i += 480) {
            int made = resampler.resample(in, i, Math.min(480, in.length - i), part);
            System.arraycopy(part, 0, all, count, made);
            count += made;
        }
        return Arrays.copyOf(all, count);
    }
}
