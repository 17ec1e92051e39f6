package org.dragoman.media.jitter;

import java.util.Arrays;

/// How late packets are, compared with the fastest of the last seconds, and so how long to wait for
/// one before it is played. The fastest moves with the sender's clock, so drift needs no measuring.
///
/// - Units: nanoseconds. An offset is when a packet arrived minus what its timestamp says.
final class DelayMeter {
    /// Delay when nothing is known yet.
    static final long FIRST_NANOS = 20_000_000;

    /// Delay that is never gone below: what the gateway's own threads may be late.
    static final long LEAST_NANOS = 6_000_000;

    /// Delay that is never gone above: who is later is lost.
    static final long MOST_NANOS = 200_000_000;

    private static final int BINS = 64;
    private static final long BIN_NANOS = 4_000_000;
    private static final float KEEP = 0.996f; // of each bin, a packet: a memory of 250 packets
    private static final float TAIL = 0.02f; // packets that may come too late
    private static final int SECONDS = 8; // of which the fastest packet counts
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long NONE = Long.MAX_VALUE;

    private final float[] bins = new float[BINS];
    private final long[] fastest = new long[SECONDS];
    private long second;
    private long base = NONE;
    private long origin = NONE; // offset that the bins are counted from
    private long wanted;

    DelayMeter() {
        forget();
    }

    void forget() {
        Arrays.fill(bins, 0);
        Arrays.fill(fastest, NONE);
        bins[(int) (FIRST_NANOS / BIN_NANOS) - 1] = 1;
        wanted = FIRST_NANOS;
        base = NONE;
        origin = NONE;
        second = Long.MIN_VALUE;
    }

    /// Takes note of a packet.
    void arrived(long offsetNanos, long nanos) {
        turnTo(Math.floorDiv(nanos, SECOND_NANOS));
        int place = Math.floorMod(second, SECONDS);
        if (offsetNanos < fastest[place]) {
            fastest[place] = offsetNanos;
        }
        base = fastestOfAll();
        if (origin == NONE) {
            origin = base;
        }
        shift(Math.clamp((origin - base) / BIN_NANOS, -BINS, BINS));
        int bin = Math.clamp((offsetNanos - origin) / BIN_NANOS, 0, BINS - 1);
        for (int i = 0; i < BINS; i++) {
            bins[i] *= KEEP;
        }
        bins[bin] += 1 - KEEP;
        long last = (lastBin() + 1) * BIN_NANOS + origin - base;
        wanted = Math.clamp(last, LEAST_NANOS, MOST_NANOS);
    }

    boolean isKnown() {
        return base != NONE;
    }

    /// Offset of the fastest packet.
    long base() {
        return base;
    }

    /// How long after the fastest packet could have come sound is to be played.
    long wantedNanos() {
        return wanted;
    }

    private void turnTo(long now) {
        if (second == Long.MIN_VALUE || now - second >= SECONDS) {
            Arrays.fill(fastest, NONE);
            second = now;
        }
        while (second < now) {
            second++;
            fastest[Math.floorMod(second, SECONDS)] = NONE;
        }
    }

    private long fastestOfAll() {
        long least = NONE;
        for (long one : fastest) {
            least = Math.min(least, one);
        }
        return least;
    }

    /// Moves the bins up, or down, when the offset they are counted from is no longer the least.
    private void shift(int by) {
        if (by > 0) {
            System.arraycopy(bins, 0, bins, by, BINS - by);
            Arrays.fill(bins, 0, by, 0);
        } else if (by < 0) {
            System.arraycopy(bins, -by, bins, 0, BINS + by);
            Arrays.fill(bins, BINS + by, BINS, 0);
        }
        origin -= by * BIN_NANOS;
    }

    /// The bin that all but the latest few packets are in or below.
    private int lastBin() {
        float above = 0;
        for (int i = BINS - 1; i > 0; i--) {
            above += bins[i];
            if (above > TAIL) {
                return i;
            }
        }
        return 0;
    }
}
