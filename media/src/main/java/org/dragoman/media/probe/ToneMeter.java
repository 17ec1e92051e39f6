package org.dragoman.media.probe;

/// Finds the strongest tone in the latest samples.
///
/// - Shape: mono, 8 000 samples/s, linear; the last {@link #WINDOW} of them are looked at.
/// - Method: Goertzel's filter over the telephone band in steps of 2 Hz, then refined.
final class ToneMeter {
    static final int SAMPLES_PER_SECOND = 8_000;
    static final int WINDOW = 4_000;

    private static final double LOWEST_HZ = 100;
    private static final double HIGHEST_HZ = 3_900;
    private static final double STEP_HZ = 2;
    private static final double FINEST_HZ = 0.05;

    private final short[] ring = new short[WINDOW];
    private long count;

    /// A tone: peak amplitude in the unit of the samples.
    record Tone(double frequencyHz, double amplitude) {}

    void add(int sample) {
        ring[(int) (count++ % WINDOW)] = (short) sample;
    }

    Tone strongest() {
        short[] window = latest();
        if (window.length == 0) {
            return new Tone(0, 0);
        }
        double best = LOWEST_HZ;
        double most = 0;
        for (double hz = LOWEST_HZ; hz <= HIGHEST_HZ; hz += STEP_HZ) {
            double power = power(window, hz);
            if (power > most) {
                most = power;
                best = hz;
            }
        }
        for (double step = STEP_HZ / 2; step >= FINEST_HZ; step /= 2) {
            for (double hz : new double[] {best - step, best + step}) {
                double power = power(window, hz);
                if (power > most) {
                    most = power;
                    best = hz;
                }
            }
        }
        return new Tone(best, 2 * Math.sqrt(most) / window.length);
    }

    private short[] latest() {
        int length = (int) Math.min(count, WINDOW);
        var window = new short[length];
        for (int i = 0; i < length; i++) {
            window[i] = ring[(int) ((count - length + i) % WINDOW)];
        }
        return window;
    }

    private static double power(short[] samples, double hz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hz / SAMPLES_PER_SECOND);
        double last = 0;
        double beforeLast = 0;
        for (short sample : samples) {
            double now = sample + coefficient * last - beforeLast;
            beforeLast = last;
            last = now;
        }
        return last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
    }
}
