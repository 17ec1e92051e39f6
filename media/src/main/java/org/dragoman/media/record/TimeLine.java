package org.dragoman.media.record;

/// Where in a recording the packets of one party belong. Within a stream their own timestamps say
/// so, whatever the network did to them on the way; where a stream begins, or strays too far from
/// the clock, the time of arrival does.
///
/// - Units: positions are samples of the recording since its beginning.
public final class TimeLine {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int STRAY_MILLIS =
            400; // more jitter than a call bears, or a drifting clock

    private final long beginNanos;
    private final int rateHz;
    private boolean anchored;
    private int ssrc;
    private int clockHz;
    private int anchorTimestamp;
    private long anchor;

    public TimeLine(long beginNanos, int rateHz) {
        this.beginNanos = beginNanos;
        this.rateHz = rateHz;
    }

    /// Position of the packet's first sample; may lie before the beginning.
    public long place(int packetSsrc, int timestamp, int packetClockHz, long arrivalNanos) {
        long arrived = at(arrivalNanos);
        if (anchored && packetSsrc == ssrc && packetClockHz == clockHz) {
            long along = (long) (timestamp - anchorTimestamp) * rateHz / clockHz;
            if (Math.abs(anchor + along - arrived) <= (long) rateHz * STRAY_MILLIS / 1_000) {
                return anchor + along;
            }
        }
        anchored = true;
        ssrc = packetSsrc;
        clockHz = packetClockHz;
        anchorTimestamp = timestamp;
        anchor = arrived;
        return arrived;
    }

    /// Position of a moment.
    public long at(long nanos) {
        return (nanos - beginNanos) / 1_000 * rateHz / (NANOS_PER_SECOND / 1_000);
    }
}
