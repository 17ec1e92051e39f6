package org.dragoman.media.codec.libav;

import static org.dragoman.media.codec.libav.LibavLayout.*;

import org.dragoman.media.foreign.NativeMemory;

/// Samples as the library holds them, to and from ours.
final class Samples {
    private static final float FULL_SCALE = 32_768;

    private Samples() {}

    static boolean known(int format) {
        return format == S16 || format == S16_PLANAR || format == FLOAT || format == FLOAT_PLANAR;
    }

    /// Whether each channel has a buffer of its own.
    static boolean isPlanar(int format) {
        return format == S16_PLANAR || format == FLOAT_PLANAR;
    }

    static void read(int format, long from, short[] pcm, int at, int samples) {
        if (format == S16 || format == S16_PLANAR) {
            NativeMemory.copyOut(from, pcm, at, samples);
            return;
        }
        for (int i = 0; i < samples; i++) {
            int sample = Math.round(NativeMemory.getFloat(from + 4L * i) * FULL_SCALE);
            pcm[at + i] = (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }

    static void write(boolean floats, short[] pcm, int at, long to, int samples) {
        if (!floats) {
            NativeMemory.copyIn(pcm, at, to, samples);
            return;
        }
        for (int i = 0; i < samples; i++) {
            NativeMemory.putFloat(to + 4L * i, pcm[at + i] / FULL_SCALE);
        }
    }
}
