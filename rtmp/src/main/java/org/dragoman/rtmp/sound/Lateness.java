package org.dragoman.rtmp.sound;

import java.util.Arrays;

/// Judges whether a client's sound comes too late. Some clients send evenly, others put sound
/// behind pictures or several packets together; so late is what comes {@link #SPARE_MILLIS}
/// later than nine of ten packets of the last seconds did, and in any case what is more than
/// {@link #MOST_MILLIS} behind the quickest. Where nothing comes in time for a while, the way has
/// become longer, and what comes by it is not late.
final class Lateness {
    static final int SPARE_MILLIS = 40;
    static final int MOST_MILLIS = 200;

    private static final long WINDOW_MILLIS = 5_000; // of which the quickest and usual ones count
    private static final long PATIENCE_MILLIS = 1_000; // with what is late and nothing else
    private static final int BIN_MILLIS = 10;
    private static final int LEAST_KNOWN = 50; // packets; fewer say nothing of what is usual

    private final int[] bins = new int[MOST_MILLIS / BIN_MILLIS];
    private boolean known;
    private int counted; // packets of this window
    private long windowStart;
    private long quickest; // of this window: arrival less timestamp
    private long quickestBefore; // of the window before
    private int allowed = MOST_MILLIS;
    private long inTimeMillis; // when the last packet came that was not late

    /// The client counts anew from here.
    void forget() {
        known = false;
    }

    /// - {@code behindMillis}: when a packet came less what its timestamp says.
    boolean isLate(long behindMillis, long nowMillis) {
        if (known && nowMillis - windowStart >= WINDOW_MILLIS) {
            allowed = Math.min(MOST_MILLIS, usual() + SPARE_MILLIS);
            quickestBefore = quickest;
            begin(behindMillis, nowMillis);
        }
        if (!known) {
            start(behindMillis, nowMillis);
        }
        quickest = Math.min(quickest, behindMillis);
        long late = behindMillis - Math.min(quickest, quickestBefore);
        bins[(int) Math.min(late / BIN_MILLIS, bins.length - 1)]++;
        counted++;
        if (late > allowed && nowMillis - inTimeMillis > PATIENCE_MILLIS + late) {
            start(behindMillis, nowMillis);
            return false;
        }
        if (late <= allowed) {
            inTimeMillis = nowMillis;
        }
        return late > allowed;
    }

    private void start(long behindMillis, long nowMillis) {
        known = true;
        allowed = MOST_MILLIS;
        inTimeMillis = nowMillis;
        quickestBefore = behindMillis;
        begin(behindMillis, nowMillis);
    }

    private void begin(long behindMillis, long nowMillis) {
        windowStart = nowMillis;
        quickest = behindMillis;
        Arrays.fill(bins, 0);
        counted = 0;
    }

    /// Nine of ten packets came no later than this.
    private int usual() {
        if (counted < LEAST_KNOWN) {
            return MOST_MILLIS;
        }
        int above = 0;
        for (int i = bins.length - 1; i > 0; i--) {
            above += bins[i];
            if (above * 10 > counted) {
                return (i + 1) * BIN_MILLIS;
            }
        }
        return BIN_MILLIS;
    }
}
