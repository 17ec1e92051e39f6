package org.dragoman.gateway.rest;

import java.util.List;

/// A call as REST shows it.
///
/// - {@code state}: what the call waits for, in the core's words.
/// - {@code started}: ISO 8601, UTC.
/// - {@code postDialDelayMillis}: from the caller's request to the first sign of the called party
///   (progress, ringing, answer); -1 while there is none.
/// - {@code answeredMillis}: from the request to the answer; -1 while there is none.
/// - {@code durationMillis}: from the request to now, or to the end.
/// - {@code codec}: what the caller's leg sends and receives, empty until agreed.
/// - {@code cause}: Q.850 cause of the end; 0 while the call lives.
/// - {@code endedBy}: {@code caller}, {@code callee}, {@code gateway}, or empty.
public record CallView(
        String id,
        String state,
        String started,
        String from,
        String to,
        String codec,
        long postDialDelayMillis,
        long answeredMillis,
        long durationMillis,
        int cause,
        String endedBy,
        List<LegView> legs,
        List<SoundView> sound,
        List<LadderRow> ladder) {

    /// One side of the call.
    ///
    /// - {@code index}: 0 the caller, 1 the first destination tried, and so on.
    public record LegView(int index, String trunk, String protocol, MediaView media) {}

    /// How sound gets from one leg to another; H.323 lets the two directions differ.
    ///
    /// - {@code from}, {@code to}: indexes of the legs.
    /// - {@code heard}, {@code sent}: codecs.
    /// - {@code way}: {@code passed}, {@code law} (one law of G.711 to the other),
    ///   {@code converted} or {@code lost}.
    /// - {@code why}: in words.
    public record SoundView(int from, int to, String heard, String sent, String way, String why) {}

    /// Counters of one leg's media port, as {@link org.dragoman.core.media.MediaStatistics}.
    public record MediaView(
            String localRtp,
            String remoteRtp,
            String sends,
            String receives,
            long packetsReceived,
            long packetsSent,
            long packetsLost,
            long packetsDropped,
            long jitterMicros,
            QualityView quality) {}

    /// How a leg sounds, as {@link org.dragoman.core.media.MediaQuality}.
    ///
    /// - {@code roundTripMicros}: 0 while unknown.
    /// - {@code receivedR}, {@code receivedMos}: rating of what the peer says; {@code sentR},
    ///   {@code sentMos}: of what it is told. 0 where there is none.
    public record QualityView(
            long outOfOrder,
            long duplicates,
            long discarded,
            long concealedMillis,
            long roundTripMicros,
            long peerLost,
            long peerJitterMicros,
            double receivedR,
            double receivedMos,
            double sentR,
            double sentMos) {

        /// Of a leg without media.
        public static final QualityView NONE = new QualityView(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /// What one input of the call did: the message that came in and what became of it.
    public record LadderRow(long atMicros, List<LadderEntry> messages, List<String> decisions) {}

    /// A message on the wire.
    ///
    /// - {@code received}: true where the peer sent it to the gateway.
    public record LadderEntry(int leg, boolean received, String name, String detail) {}
}
