package org.dragoman.media.jitter;

import org.dragoman.media.rtp.Counter;

/// Looks whether the delay has left the wanted one, in whichever direction: by the smallest of some
/// looks, or at once where it is far too long.
final class DelayJudge {
    private static final long TOO_LONG_NANOS = 12_000_000; // above the wanted delay
    private static final long TOO_SHORT_NANOS = 6_000_000; // below it
    private static final int LOOKS = 10; // packets

    private final Counter delayMillis = new Counter();
    private long least;
    private int looks;

    /// A packet is about to be played this long after it would be without any delay.
    Stretch judge(long delayNanos, long wantedNanos) {
        least = looks == 0 ? delayNanos : Math.min(least, delayNanos);
        looks++;
        if (looks < LOOKS && least - wantedNanos < 4 * TOO_LONG_NANOS) {
            return Stretch.NONE;
        }
        looks = 0;
        delayMillis.set(least / 1_000_000);
        if (least > wantedNanos + TOO_LONG_NANOS) {
            return Stretch.SHORTER;
        }
        return least < wantedNanos - TOO_SHORT_NANOS ? Stretch.LONGER : Stretch.NONE;
    }

    /// Another stream begins.
    void forget() {
        looks = 0;
    }

    /// The delay that is kept; may be asked by any thread.
    long delayMillis() {
        return delayMillis.get();
    }
}
