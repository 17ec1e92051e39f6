package org.dragoman.tests.bench.media;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Measures how long the beginning of a burst is on its way. The two ends tell it on threads of
/// their own. A burst begins after silence: a packet that was concealed within one, and sounds
/// softer, is no end of it.
final class Onset {
    private static final long MOST_MICROS = 900_000; // less than a second: bursts are told apart

    private static final int SILENCE = Bursts.PACKETS / 2; // packets

    private final Histogram micros = new ConcurrentHistogram(MOST_MICROS, 3);
    private volatile long saidNanos;
    private int silent; // packets, one after the other
    private volatile boolean counts;

    /// From now on it counts.
    void begin() {
        counts = true;
    }

    void said(long nanos) {
        saidNanos = nanos;
    }

    void heard(boolean isLoud, long nanos) {
        if (isLoud && silent >= SILENCE && counts && saidNanos != 0) {
            micros.recordValue(Math.clamp((nanos - saidNanos) / 1_000, 0, MOST_MICROS));
        }
        silent = isLoud ? 0 : silent + 1;
    }

    Histogram micros() {
        return micros;
    }
}
