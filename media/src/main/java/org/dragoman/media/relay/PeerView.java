package org.dragoman.media.relay;

import java.util.Optional;
import org.dragoman.core.media.PeerListening;
import org.dragoman.media.rtp.Counter;
import org.dragoman.media.rtp.VoipMetrics;

/// What a peer reports of what it is sent. Written by the loop, read by anyone.
///
/// - {@code lost}: packets the peer missed.
/// - {@code jitterMicros}: as it measures it.
/// - {@code roundTripMicros}: to the peer and back; 0 while unknown.
/// - {@code reports}: reports about our stream.
/// - {@code metrics}: the last it gave of its listener.
final class PeerView {
    final Counter lost = new Counter();
    final Counter jitterMicros = new Counter();
    final Counter roundTripMicros = new Counter();
    final Counter reports = new Counter();
    volatile Optional<VoipMetrics> metrics = Optional.empty();

    boolean isKnown() {
        return reports.get() != 0;
    }

    Optional<PeerListening> listening() {
        return metrics.map(VoipMetrics::heard);
    }
}
