package org.dragoman.media.rtp;

import java.util.OptionalDouble;
import org.dragoman.core.media.PeerListening;

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

    private static final double OF_256 = 100.0 / 256;
    private static final double TENTHS = 10;

    /// The same for people and records.
    public PeerListening heard() {
        return new PeerListening(
                lossRate * OF_256,
                discardRate * OF_256,
                roundTripMillis,
                endDelayMillis,
                bufferMillis,
                known(rating, 1),
                known(listening, TENTHS),
                known(conversation, TENTHS));
    }

    private static OptionalDouble known(int value, double unit) {
        return value == UNKNOWN ? OptionalDouble.empty() : OptionalDouble.of(value / unit);
    }
}
