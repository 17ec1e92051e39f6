package org.dragoman.core.media;

import java.util.OptionalDouble;

/// How a peer itself says that it hears what it is sent: behind its jitter buffer, where nobody
/// else can look.
///
/// - {@code lostPercent}: packets that did not come; {@code discardedPercent}: that came too late.
/// - {@code roundTripMillis}: as it measured it; {@code endDelayMillis}: what its own equipment
///   adds; 0 while unknown.
/// - {@code bufferMillis}: what its jitter buffer holds.
/// - {@code rFactor}: 0 to 100; {@code listening}, {@code conversation}: mean opinion scores, 1 to
///   5; absent where it does not say.
/// - Source: the VoIP metrics of RFC 3611 §4.7.
public record PeerListening(
        double lostPercent,
        double discardedPercent,
        int roundTripMillis,
        int endDelayMillis,
        int bufferMillis,
        OptionalDouble rFactor,
        OptionalDouble listening,
        OptionalDouble conversation) {}
