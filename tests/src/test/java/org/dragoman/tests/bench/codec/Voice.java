package org.dragoman.tests.bench.codec;

import java.util.Random;

/// Something for encoders to work on: syllables with harmonics and formant-like weights, hiss, and
/// pauses. The same in each run.
final class Voice {
    private Voice() {}

    static short[] of(int rateHz, int samples) {
        var random = new Random(1);
        short[] pcm = new short[samples];
        double pitch = 130;
        double brightness = 1;
        boolean voiced = true;
        double phase = 0;
        int length = rateHz / 6;
        for (int i = 0; i < samples; i++) {
            if (i % length == 0) {
                pitch = 90 + 130 * random.nextDouble();
                brightness = 0.6 + 0.5 * random.nextDouble();
                voiced = random.nextInt(4) != 0;
            }
            phase += pitch / rateHz;
            double sound = voiced ? 0 : 0.3 * random.nextGaussian();
            for (int h = 1; voiced && h * pitch < 3_600; h++) {
                sound += Math.sin(2 * Math.PI * h * phase) / Math.pow(h, 1 / brightness);
            }
            double loud = Math.sin(Math.PI * (i % length) / length);
            pcm[i] = (short) Math.clamp(5_000 * loud * sound, -32_000, 32_000);
        }
        return pcm;
    }
}
