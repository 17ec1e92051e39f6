package org.dragoman.media.codec;

/// Changes the sampling rate of one stream of sound. Has a state: what was given in one call is
/// continued in the next without a seam. Allocates nothing once it is made.
///
/// - Shape: mono, 16-bit signed; rates whose ratio is that of two whole numbers up to 640.
/// - Quality: within ±0.1 dB up to 0.85 of the lower rate's half (3.4 kHz of 8 kHz); what would
///   fold or mirror into the band is at least 60 dB down.
/// - Delay: 3 ms where the lower rate is 8 kHz, less in proportion above.
///
/// A bank of windowed-sinc filters, one for each place of an output sample between input samples
/// (Crochiere and Rabiner, Multirate Digital Signal Processing, §3.3; Kaiser's window).
public final class Resampler {
    /// The longest block that one call takes.
    public static final int MOST_SAMPLES = SoundDecoder.MOST_SAMPLES;

    private static final int MOST_PHASES = 640;
    private static final double PASSED = 0.85; // of the half of the lower rate
    private static final double STOPPED_DB = 68;
    private static final double KAISER_BETA = 0.1102 * (STOPPED_DB - 8.7);
    private static final int UNITY_BITS = 14; // of a coefficient: sums stay within 32 bits

    private final int up; // output samples for each `down` input samples
    private final int down;
    private final int taps;
    private final int[][] filters; // one for each phase, oldest sample first
    private final int[] heard; // what the filters still reach back to, then the block at hand

    private int phase; // of the next output sample, in 1/up of an input sample
    private int next; // input sample it belongs to, counted in the block to come

    private Resampler(int fromHz, int toHz) {
        int common = greatestCommonDivisor(fromHz, toHz);
        up = toHz / common;
        down = fromHz / common;
        if (up > MOST_PHASES || down > MOST_PHASES) {
            throw new IllegalArgumentException("no filter bank from " + fromHz + " to " + toHz);
        }
        double lower = Math.min(fromHz, toHz);
        double transition = (1 - PASSED) * lower / 2 / fromHz; // in cycles of an input sample
        taps = (int) Math.ceil((STOPPED_DB - 7.95) / (14.36 * transition)) + 1;
        filters = filters(lower / 2 * (1 + PASSED) / 2 / fromHz);
        heard = new int[taps - 1 + MOST_SAMPLES];
    }

    public static Resampler between(int fromHz, int toHz) {
        return new Resampler(fromHz, toHz);
    }

    /// The most output samples that so many input samples can give.
    public int most(int samples) {
        return (int) (((long) samples * up + down - 1) / down);
    }

    /// Resamples {@code count} samples from index {@code from}; answers how many it wrote to
    /// {@code out}, from index 0, which has room for {@link #most} of {@code count}.
    public int resample(short[] in, int from, int count, short[] out) {
        if (up == down) {
            System.arraycopy(in, from, out, 0, count);
            return count;
        }
        int past = taps - 1;
        for (int i = 0; i < count; i++) {
            heard[past + i] = in[from + i];
        }
        int written = 0;
        while (next < count) {
            out[written++] = filtered(filters[phase], next);
            phase += down;
            next += phase / up;
            phase %= up;
        }
        next -= count;
        System.arraycopy(heard, count, heard, 0, past);
        return written;
    }

    private short filtered(int[] filter, int from) {
        int sum = 1 << UNITY_BITS - 1;
        for (int i = 0; i < filter.length; i++) {
            sum += filter[i] * heard[from + i];
        }
        return (short) Math.clamp(sum >> UNITY_BITS, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /// @param cutoff in cycles of an input sample
    private int[][] filters(double cutoff) {
        int[][] bank = new int[up][taps];
        double middle = (taps - 1) / 2.0;
        for (int p = 0; p < up; p++) {
            double[] filter = new double[taps];
            double sum = 0;
            for (int i = 0; i < taps; i++) {
                double distance = i - middle - (double) p / up + 0.5;
                filter[i] = sinc(2 * cutoff * distance) * kaiser(distance / (taps / 2.0));
                sum += filter[i];
            }
            for (int i = 0; i < taps; i++) {
                bank[p][i] = (int) Math.rint(filter[i] / sum * (1 << UNITY_BITS));
            }
        }
        return bank;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /// @param place from -1 to 1 across the window
    private static double kaiser(double place) {
        double inside = 1 - place * place;
        return inside <= 0 ? 0 : bessel(KAISER_BETA * Math.sqrt(inside)) / bessel(KAISER_BETA);
    }

    /// The modified Bessel function of the first kind, order 0.
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
