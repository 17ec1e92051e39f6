package org.dragoman.media.dtmf;

import java.util.Arrays;
import java.util.Random;

/// Sound made by formula, to try a receiver with.
final class Signal {
    private static final double FULL_SCALE_DBM0 = 3.14;

    final int rateHz;
    private short[] samples = new short[0];

    Signal(int rateHz) {
        this.rateHz = rateHz;
    }

    Signal silence(double millis) {
        samples = Arrays.copyOf(samples, samples.length + count(millis));
        return this;
    }

    /// A digit's pair of tones, each off and as loud as told.
    ///
    /// - {@code lowOff}, {@code highOff}: shares of the frequency.
    Signal pair(
            char digit,
            double millis,
            double lowDbm0,
            double highDbm0,
            double lowOff,
            double highOff) {
        int key = DtmfTone.keyOf(digit);
        double low = DtmfTone.LOW_HZ[key / 4] * (1 + lowOff);
        double high = DtmfTone.HIGH_HZ[key % 4] * (1 + highOff);
        int from = samples.length;
        samples = Arrays.copyOf(samples, from + count(millis));
        for (int i = from; i < samples.length; i++) {
            double t = (double) (i - from) / rateHz;
            samples[i] =
                    clip(
                            peak(lowDbm0) * Math.sin(2 * Math.PI * low * t + 0.3)
                                    + peak(highDbm0) * Math.sin(2 * Math.PI * high * t + 1.1));
        }
        return this;
    }

    Signal pair(char digit, double millis) {
        return pair(digit, millis, -9, -7, 0, 0);
    }

    /// White noise over all of it.
    Signal noise(double dbm0, long seed) {
        var random = new Random(seed);
        double effective = peak(dbm0) / Math.sqrt(2);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = clip(samples[i] + effective * random.nextGaussian());
        }
        return this;
    }

    short[] samples() {
        return samples;
    }

    private int count(double millis) {
        return (int) Math.round(millis * rateHz / 1_000);
    }

    private static double peak(double dbm0) {
        return 32_768 * Math.pow(10, (dbm0 - FULL_SCALE_DBM0) / 20);
    }

    private static short clip(double sample) {
        return (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
