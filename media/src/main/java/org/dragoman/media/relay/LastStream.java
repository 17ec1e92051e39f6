package org.dragoman.media.relay;

/// The RTP stream a port heard in its last call, to know its late packets by.
///
/// - {@code known}: whether there was one.
/// - {@code sequence}: the last sequence number.
/// - {@code closedNanos}: when the port was closed.
record LastStream(boolean known, int ssrc, int sequence, long closedNanos) {
    static final LastStream NONE = new LastStream(false, 0, 0, 0);

    // A peer that missed the end of a call goes on this long; SIP gives up after 32 s (RFC 3261
    // §17.1.1.2, timer B).
    private static final long REMEMBERED_NANOS = 60_000_000_000L;
    private static final int MAX_DROPOUT = 3_000; // packets, RFC 3550 §A.1
    private static final int MAX_MISORDER = 100; // packets, RFC 3550 §A.1

    /// Whether a packet continues that stream. The sequence number counts too, because some devices
    /// give every call the same SSRC; those begin anew, mostly at 0.
    boolean isContinuedBy(int packetSsrc, int packetSequence, long nanos) {
        if (!known || packetSsrc != ssrc || nanos - closedNanos > REMEMBERED_NANOS) {
            return false;
        }
        int ahead = (short) (packetSequence - sequence);
        return ahead > -MAX_MISORDER && ahead < MAX_DROPOUT;
    }
}
