package org.dragoman.media.relay;

import org.dragoman.media.rtp.Counter;

/// What a peer reports of what it is sent. Written by the loop, read by anyone.
///
/// - {@code lost}: packets the peer missed.
/// - {@code jitterMicros}: as it measures it.
/// - {@code roundTripMicros}: to the peer and back; 0 while unknown.
/// - {@code reports}: reports about our stream.
final class PeerView {
    final Counter lost = new Counter();
    final Counter jitterMicros = new Counter();
    final Counter roundTripMicros = new Counter();
    final Counter reports = new Counter();

    boolean isKnown() {
        return reports.get() != 0;
    }
}
