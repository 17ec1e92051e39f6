package org.dragoman.media.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.G711;

/// A tone ready to be sent, one second of it in each law of G.711. Immutable.
final class ToneSound {
    private static final int SAMPLES_PER_SECOND = 8_000;
    private static final double FULL_SCALE_DBM0 = 3.14; // G.711 Table 1, at 32 768

    private final byte[] aLaw = new byte[SAMPLES_PER_SECOND];
    private final byte[] muLaw = new byte[SAMPLES_PER_SECOND];
    private final int onSamples;
    private final int periodSamples;

    ToneSound(ToneStyle style) {
        onSamples = style.onMillis() * (SAMPLES_PER_SECOND / 1_000);
        periodSamples = onSamples + style.offMillis() * (SAMPLES_PER_SECOND / 1_000);
        double peak = 32_768 * Math.pow(10, (style.levelDbm0() - FULL_SCALE_DBM0) / 20);
        for (int i = 0; i < SAMPLES_PER_SECOND; i++) {
            double angle = 2 * Math.PI * style.frequencyHz() * i / SAMPLES_PER_SECOND;
            int linear = (int) Math.round(peak * Math.sin(angle));
            aLaw[i] = G711.compressA(linear);
            muLaw[i] = G711.compressMu(linear);
        }
    }

    /// Writes samples from a position on.
    void write(MemorySegment memory, long at, int count, long position, boolean inALaw) {
        byte quiet = inALaw ? G711.QUIET_A : G711.QUIET_MU;
        byte[] sound = inALaw ? aLaw : muLaw;
        for (int i = 0; i < count; i++) {
            int inPeriod = (int) ((position + i) % periodSamples);
            byte sample = inPeriod < onSamples ? sound[inPeriod % SAMPLES_PER_SECOND] : quiet;
            memory.set(JAVA_BYTE, at + i, sample);
        }
    }
}
