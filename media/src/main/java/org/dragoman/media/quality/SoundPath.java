package org.dragoman.media.quality;

import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.VoiceRating;
import org.dragoman.media.quality.EModel.Conditions;

/// The way of sound from one RTP end to the other, as it was measured.
///
/// - {@code codec}: absent while none is agreed.
/// - {@code lossPercent}, {@code burstRatio}: see {@link Conditions}.
/// - {@code roundTripMicros}: 0 where it is not known, and then taken for nothing.
public record SoundPath(
        Optional<Codec> codec,
        int packetMillis,
        double lossPercent,
        double burstRatio,
        long jitterMicros,
        long roundTripMicros) {

    /// Mouth to ear: half the round trip, the packet that must be full before it is sent, and the
    /// listener's buffer.
    public double oneWayMillis() {
        return roundTripMicros / 2e3 + packetMillis + bufferMillis();
    }

    /// What a listener's jitter buffer is taken to hold: twice the jitter, a packet at least.
    public double bufferMillis() {
        return Math.max(packetMillis, 2 * jitterMicros / 1e3);
    }

    /// Rating of a conversation; absent for a codec without figures.
    public Optional<VoiceRating> rating() {
        return rating(oneWayMillis());
    }

    /// Rating of listening alone: delay does not count.
    public Optional<VoiceRating> listening() {
        return rating(0);
    }

    private Optional<VoiceRating> rating(double millis) {
        return codec.flatMap(CodecImpairments.standard()::of)
                .map(i -> EModel.rating(new Conditions(millis, i, lossPercent, burstRatio, 0)))
                .map(r -> new VoiceRating(r, EModel.meanOpinion(r)));
    }

    /// Percentage of packets that did not come.
    public static double lossPercent(long lost, long received) {
        return lost + received == 0 ? 0 : 100.0 * lost / (lost + received);
    }
}
