package org.dragoman.media.quality;

/// Notices that a peer has gone silent: neither sound nor a report, not even comfort noise, for too
/// long while it should send.
public final class MediaWatch {
    private final long mostNanos;
    private boolean expecting;
    private long since;

    /// - {@code mostNanos}: silence that is too long; 0 for never.
    public MediaWatch(long mostNanos) {
        this.mostNanos = mostNanos;
    }

    /// Whether the peer should send now; not on hold, and not before there is an agreement.
    public void expect(boolean other, long nanos) {
        if (other && !expecting) {
            since = nanos;
        }
        expecting = other;
    }

    /// A packet of the peer came.
    public void sign(long nanos) {
        since = nanos;
    }

    /// Whether it has been silent for too long; told again after as long again.
    public boolean isTooLong(long nanos) {
        if (!expecting || mostNanos == 0 || nanos - since < mostNanos) {
            return false;
        }
        since = nanos;
        return true;
    }
}
