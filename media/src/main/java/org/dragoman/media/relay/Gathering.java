package org.dragoman.media.relay;

/// How long a loop rests between two looks at its sockets. A busy loop lets packets gather, so that
/// it wakes less often. One that has fallen behind does not, but gives way now and then all the
/// same: it goes before other threads, and where every processor has such a loop, the compiler
/// whose work would make it fast again would wait for ever.
final class Gathering {
    /// Work without a pause after which others are given a turn.
    static final long MOST_WORK_NANOS = 20_000_000;

    /// The turn they are given.
    static final long TURN_NANOS = 500_000;

    private static final long SHORT_NANOS = 200_000; // a loop that is this quick is not behind

    private final long gatherNanos;
    private long workedNanos;

    /// - {@code gatherNanos}: see {@link RelayConfig#gather}.
    Gathering(long gatherNanos) {
        this.gatherNanos = gatherNanos;
    }

    /// Nanoseconds to rest after a turn, or 0.
    ///
    /// - {@code count}: events the turn had.
    /// - {@code sinceLastNanos}: from the waking before to this one.
    /// - {@code spentNanos}: from this waking until now.
    long restNanos(int count, long sinceLastNanos, long spentNanos) {
        workedNanos =
                spentNanos > Math.max(gatherNanos, SHORT_NANOS) ? workedNanos + spentNanos : 0;
        if (workedNanos > MOST_WORK_NANOS) {
            workedNanos = 0;
            return TURN_NANOS;
        }
        boolean busy = count > 0 && sinceLastNanos < 2 * gatherNanos;
        return busy ? Math.max(0, gatherNanos - spentNanos) : 0;
    }
}
