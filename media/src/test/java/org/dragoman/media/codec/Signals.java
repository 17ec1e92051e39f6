package org.dragoman.media.codec;

import java.util.Random;

/// Sounds for measuring, and what is measured of them.
final class Signals {
    private Signals() {}

    static short[] sine(double hz, double amplitude, int rateHz, int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) Math.rint(amplitude * Math.sin(2 * Math.PI * hz * i / rateHz));
        }
        return pcm;
    }

    static double power(short[] pcm, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) pcm[i] * pcm[i];
        }
        return sum / (to - from);
    }

    /// Power of the one frequency in it: amplitude² / 2. Windowed after Hann, so that what lies
    /// elsewhere does not leak in.
    static double powerAt(double hz, short[] pcm, int rateHz, int from, int to) {
        int n = to - from;
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < n; i++) {
            double window = 1 - Math.cos(2 * Math.PI * i / n);
            double angle = 2 * Math.PI * hz * (from + i) / rateHz;
            real += window * pcm[from + i] * Math.cos(angle);
            imaginary += window * pcm[from + i] * Math.sin(angle);
        }
        return 2 * (real * real + imaginary * imaginary) / ((double) n * n);
    }

    /// A tone's power and the power of everything else, by fitting the tone to the sound.
    record Fit(double tone, double rest) {
        double levelDb(double amplitude) {
            return db(tone / (amplitude * amplitude / 2));
        }

        double noiseRatioDb() {
            return db(tone / Math.max(rest, 1e-6));
        }
    }

    static Fit fit(double hz, short[] pcm, int rateHz, int from, int to) {
        double cc = 0;
        double ss = 0;
        double cs = 0;
        double xc = 0;
        double xs = 0;
        for (int i = from; i < to; i++) {
            double c = Math.cos(2 * Math.PI * hz * i / rateHz);
            double s = Math.sin(2 * Math.PI * hz * i / rateHz);
            cc += c * c;
            ss += s * s;
            cs += c * s;
            xc += pcm[i] * c;
            xs += pcm[i] * s;
        }
        double determinant = cc * ss - cs * cs;
        double a = (xc * ss - xs * cs) / determinant;
        double b = (xs * cc - xc * cs) / determinant;
        double rest = 0;
        for (int i = from; i < to; i++) {
            double angle = 2 * Math.PI * hz * i / rateHz;
            rest += Math.pow(pcm[i] - a * Math.cos(angle) - b * Math.sin(angle), 2);
        }
        return new Fit((a * a + b * b) / 2, rest / (to - from));
    }

    /// How far the loudness of the one follows that of the other, 10 ms by 10 ms where there is
    /// sound: mean distance in dB, at the delay where it is least.
    static double envelopeDistanceDb(short[] in, int inHz, short[] out, int outHz) {
        double[] was = envelope(in, inHz);
        double[] is = envelope(out, outHz);
        double least = Double.MAX_VALUE;
        for (int delay = 0; delay < 12; delay++) {
            double sum = 0;
            int count = 0;
            for (int i = 0; i < was.length && i + delay < is.length; i++) {
                if (was[i] > 50) {
                    sum += Math.abs(was[i] - is[i + delay]);
                    count++;
                }
            }
            least = Math.min(least, sum / count);
        }
        return least;
    }

    private static double[] envelope(short[] pcm, int rateHz) {
        int step = rateHz / 100;
        double[] levels = new double[pcm.length / step];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = db(Math.max(1, power(pcm, i * step, (i + 1) * step)));
        }
        return levels;
    }

    static double db(double ratio) {
        return 10 * Math.log10(Math.max(ratio, 1e-12));
    }

    /// Something like speech: syllables of voiced sound with a moving pitch and moving formants,
    /// hissing between them, and pauses. Always the same for a seed.
    static short[] speech(int rateHz, int samples, long seed) {
        var random = new Random(seed);
        short[] pcm = new short[samples];
        double phase = 0;
        double[] state = new double[6];
        double pitch = 120;
        double[] formants = {500, 1_500, 2_500};
        boolean voiced = true;
        double loud = 0;
        int syllable = 0;
        int length = 1;
        for (int i = 0; i < samples; i++) {
            if (syllable-- <= 0) {
                length = (int) (rateHz * (0.08 + 0.15 * random.nextDouble()));
                syllable = length;
                voiced = random.nextInt(4) != 0;
                loud = random.nextInt(6) == 0 ? 0 : 1;
                pitch = 90 + 120 * random.nextDouble();
                formants[0] = 300 + 500 * random.nextDouble();
                formants[1] = 900 + 1_300 * random.nextDouble();
                formants[2] = 2_300 + 600 * random.nextDouble();
            }
            phase += pitch / rateHz;
            double source = voiced ? 0 : 0.15 * random.nextGaussian();
            if (phase >= 1) {
                phase -= 1;
                source = voiced ? 12 : source;
            }
            double shape = Math.sin(Math.PI * syllable / length);
            double sum = resonate(source, formants, rateHz, state);
            pcm[i] = (short) Math.clamp(Math.rint(1_500 * loud * shape * sum), -32_000, 32_000);
        }
        return pcm;
    }

    private static double resonate(double source, double[] formants, int rateHz, double[] state) {
        double sum = 0;
        for (int f = 0; f < formants.length; f++) {
            double radius = Math.exp(-Math.PI * 90 / rateHz);
            double a = 2 * radius * Math.cos(2 * Math.PI * formants[f] / rateHz);
            double out = source * (1 - radius) * 4 + a * state[2 * f];
            out -= radius * radius * state[2 * f + 1];
            state[2 * f + 1] = state[2 * f];
            state[2 * f] = out;
            sum += out / (f + 1);
        }
        return sum;
    }
}
