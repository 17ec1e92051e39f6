package org.dragoman.core.media;

/// Counters of one leg's port, since it was opened.
///
/// - {@code packetsReceived}, {@code packetsSent}, {@code bytesReceived}, {@code bytesSent}: RTP.
/// - {@code packetsDropped}: from a source that is not the peer, of a format not agreed, or
///   malformed.
/// - {@code packetsLost}: gaps in the sequence numbers received (RFC 3550 §A.3).
/// - {@code jitterMicros}: interarrival jitter (RFC 3550 §A.8), microseconds.
/// - {@code quality}: how that sounds.
public record MediaStatistics(
        long packetsReceived,
        long packetsSent,
        long bytesReceived,
        long bytesSent,
        long packetsDropped,
        long packetsLost,
        long jitterMicros,
        MediaQuality quality) {

    public static final MediaStatistics NONE = new MediaStatistics(0, 0, 0, 0, 0, 0, 0);

    /// Counters of a port that rates nothing.
    public MediaStatistics(
            long packetsReceived,
            long packetsSent,
            long bytesReceived,
            long bytesSent,
            long packetsDropped,
            long packetsLost,
            long jitterMicros) {
        this(
                packetsReceived,
                packetsSent,
                bytesReceived,
                bytesSent,
                packetsDropped,
                packetsLost,
                jitterMicros,
                MediaQuality.NONE);
    }
}
