package org.dragoman.media.rtp;

/// How one side hears the stream of the other: the VoIP Metrics block of RTCP XR. What is not known
/// has the value that the standard gives for that, {@link #UNKNOWN}.
///
/// - {@code lossRate}, {@code discardRate}, {@code burstDensity}, {@code gapDensity}: of 256.
/// - {@code burstMillis}, {@code gapMillis}: mean lengths.
/// - {@code roundTripMillis}: between the two RTP ends; 0 while unknown.
/// - {@code endDelayMillis}: of the reporting side itself; 0 while unknown.
/// - {@code leastGap}: Gmin, packets.
/// - {@code rating}: R factor 0 to 100; {@code listening}, {@code conversation}: mean opinion
///   scores in tenths, 10 to 50.
/// - {@code configuration}: loss concealment and kind of jitter buffer, as bits.
/// - {@code bufferMillis}, {@code bufferMostMillis}, {@code bufferLimitMillis}: jitter buffer now,
///   at most now, and at most ever.
/// - Source: RFC 3611 §4.7.
public record VoipMetrics(
        int lossRate,
        int discardRate,
        int burstDensity,
        int gapDensity,
        int burstMillis,
        int gapMillis,
        int roundTripMillis,
        int endDelayMillis,
        int leastGap,
        int rating,
        int listening,
        int conversation,
        int configuration,
        int bufferMillis,
        int bufferMostMillis,
        int bufferLimitMillis) {

    /// For levels, ratings and scores.
    public static final int UNKNOWN = 127;
}
