package org.dragoman.media.relay;

/// How long a loop rests between two looks at its sockets. To wake costs half as much as to carry
/// a packet: a loop lets a few gather, where they come within a time that nobody hears, and carries
/// each at once where they are rarer. The more there are, the shorter they wait.
///
/// One that has fallen behind does not rest, but gives way now and then all the same: it goes
/// before other threads, and where every processor has such a loop, the compiler whose work would
/// make it fast again would wait for ever.
final class Gathering {
    /// Packets that are worth waking for: it costs each of them little then.
    static final int WORTH = 4;

    /// Work without a pause after which others are given a turn.
    static final long MOST_WORK_NANOS = 20_000_000;

    /// The turn they are given.
    static final long TURN_NANOS = 500_000;

    private static final long SHORT_NANOS = 200_000; // a loop that is this quick is not behind
    private static final double MEMORY = 16; // turns

    private final long gatherNanos;
    private double packets; // a turn
    private double nanos; // from one turn to the next
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
        packets += (count - packets) / MEMORY;
        nanos += (sinceLastNanos - nanos) / MEMORY;
        workedNanos =
                spentNanos > Math.max(gatherNanos, SHORT_NANOS) ? workedNanos + spentNanos : 0;
        if (workedNanos > MOST_WORK_NANOS) {
            workedNanos = 0;
            return TURN_NANOS;
        }
        double worthNanos = WORTH * nanos / packets;
        return worthNanos <= gatherNanos ? Math.max(0, (long) worthNanos - spentNanos) : 0;
    }
}
