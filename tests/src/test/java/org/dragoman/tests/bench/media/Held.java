package org.dragoman.tests.bench.media;

import org.HdrHistogram.Histogram;

/// The last times at which a {@link MediaLoad} was held up while it sent: the processor was taken
/// from it in the middle of the system call, or the whole machine stood still.
final class Held {
    private static final int REMEMBERED = 1_024; // sends; packets are under way for a moment only

    private final long[] stamps = new long[REMEMBERED];
    private final Histogram delay = new Histogram(3);
    private int next;

    void reset() {
        delay.reset();
    }

    void add(long stamp) {
        stamps[next] = stamp;
        next = (next + 1) % REMEMBERED;
    }

    /// Whether packets with this stamp were sent then.
    boolean contains(long stamp) {
        long youngest = stamps[(next + REMEMBERED - 1) % REMEMBERED];
        if (stamp > youngest) {
            return false; // as nearly all are
        }
        for (long one : stamps) {
            if (one == stamp) {
                return true;
            }
        }
        return false;
    }

    /// From before such a send until the packet was there, nanoseconds.
    Histogram delay() {
        return delay;
    }
}
