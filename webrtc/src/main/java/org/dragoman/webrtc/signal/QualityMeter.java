package org.dragoman.webrtc.signal;

import org.dragoman.core.media.MediaStatistics;
import org.dragoman.core.media.VoiceRating;

/// Turns counters since the beginning into what happened since the last time.
final class QualityMeter {
    private static final double MICROS = 1_000.0; // in a millisecond

    private MediaStatistics last = MediaStatistics.NONE;

    ServerMessage.Quality measure(String call, MediaStatistics now) {
        long received = now.packetsReceived() - last.packetsReceived();
        long lost = now.packetsLost() - last.packetsLost();
        long sent = now.packetsSent() - last.packetsSent();
        long farLost = now.quality().peerLost() - last.quality().peerLost();
        last = now;
        return new ServerMessage.Quality(
                call,
                now.quality().roundTripMicros() / MICROS,
                now.jitterMicros() / MICROS,
                percent(lost, received + lost),
                percent(farLost, sent),
                now.quality().received().map(VoiceRating::meanOpinion));
    }

    private static double percent(long part, long whole) {
        return whole <= 0 ? 0 : Math.clamp(100.0 * part / whole, 0, 100);
    }
}
