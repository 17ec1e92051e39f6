package org.dragoman.core.media;

import java.util.Optional;

/// How the sound of one leg does, both ways. Numbers count since its port was opened.
///
/// - {@code outOfOrder}, {@code duplicates}: packets the peer sent that came after a later one, or
///   more than once.
/// - {@code discarded}: packets that came too late to be converted.
/// - {@code concealedMillis}: sound made up where packets were missing.
/// - {@code roundTripMicros}: to the peer and back, by its reports; 0 while unknown.
/// - {@code peerLost}, {@code peerJitterMicros}: what the peer reports of what it is sent.
/// - {@code received}, {@code sent}: rating of what the peer says, and of what it is told; absent
///   for codecs that the E-model has no figures for, and until there is something to rate.
/// - {@code listening}: what the peer itself says of what it is told, where it says that.
public record MediaQuality(
        long outOfOrder,
        long duplicates,
        long discarded,
        long concealedMillis,
        long roundTripMicros,
        long peerLost,
        long peerJitterMicros,
        Optional<VoiceRating> received,
        Optional<VoiceRating> sent,
        Optional<PeerListening> listening) {

    public static final MediaQuality NONE =
            new MediaQuality(
                    0, 0, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
}
