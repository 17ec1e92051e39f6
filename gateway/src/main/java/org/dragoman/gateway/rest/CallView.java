package org.dragoman.gateway.rest;

import java.util.List;

/// A call as REST shows it.
public record CallView(
        @Meaning("Names the call: 12 hexadecimal digits.") String id,
        @Meaning("What the call waits for, in words.") String state,
        @Meaning(value = "When it came in, in UTC.", format = "date-time") String started,
        @Meaning("Number, alias or URI of the caller.") String from,
        @Meaning("Number, alias or URI that was called.") String to,
        @Meaning("What the legs send; empty until agreed.") String codec,
        @Meaning(
                        "Milliseconds from the request to the first sign of the called party"
                                + " (progress, ringing, answer); -1 while there is none.")
                long postDialDelayMillis,
        @Meaning("Milliseconds from the request to ringing; -1 where nothing rang.")
                long ringingMillis,
        @Meaning("Milliseconds from the request to the answer; -1 while there is none.")
                long answeredMillis,
        @Meaning("Milliseconds from the request to now, or to the end.") long durationMillis,
        @Meaning("Q.850 cause of the end; 0 while the call lives.") int cause,
        @Meaning("Who ended it: caller, callee or gateway; empty while it lives.") String endedBy,
        @Meaning("The caller's side first, then each destination tried.") List<LegView> legs,
        @Meaning("How sound gets from the caller to the destination, and back.")
                List<SoundView> sound,
        @Meaning("What came in and what became of it, in order.") List<LadderRow> ladder,
        @Meaning("Why the call went as it did, in order.") List<DecisionView> decisions) {

    /// One side of the call.
    public record LegView(
            @Meaning(
                            "0 the caller, 1 the first destination tried, and so on; 101, 102 … the devices that"
                                    + " leg 1 rings.")
                    int index,
            @Meaning("The peer, as the configuration names it.") String trunk,
            @Meaning("h323, sip, webrtc, rtmp; account where an account's own device calls.")
                    String protocol,
            @Meaning("Its media port.") MediaView media) {}

    /// How sound gets from one leg to another; H.323 lets the two directions differ.
    public record SoundView(
            @Meaning("Index of the leg that speaks.") int from,
            @Meaning("Index of the leg that listens.") int to,
            @Meaning("Codec that comes.") String heard,
            @Meaning("Codec that is sent.") String sent,
            @Meaning(
                            "passed, law (one law of G.711 becomes the other), converted, or lost"
                                    + " where this machine cannot convert it.")
                    String way,
            @Meaning("Why, in words.") String why) {}

    /// Counters of one leg's media port, as {@link org.dragoman.core.media.MediaStatistics}.
    public record MediaView(
            @Meaning("Where the gateway receives RTP.") String localRtp,
            @Meaning("Where it sends RTP; empty until agreed.") String remoteRtp,
            @Meaning("Codec, payload type and packet length that it sends.") String sends,
            @Meaning("Codecs that it receives.") String receives,
            @Meaning(
                            "Suite of SRTP with keys from SDP; empty where there are none, and where the"
                                    + " keys come by DTLS.")
                    String srtp,
            @Meaning("RTP packets that were believed.") long packetsReceived,
            @Meaning("RTP packets sent.") long packetsSent,
            @Meaning("RTP packets that never came, by their numbers.") long packetsLost,
            @Meaning("RTP packets from elsewhere or of another format.") long packetsDropped,
            @Meaning("Interarrival jitter (RFC 3550 §6.4.1), microseconds.") long jitterMicros,
            @Meaning("How the leg sounds.") QualityView quality,
            @Meaning("Its video.") VideoView video) {}

    /// What a leg has of video, beside its sound.
    public record VideoView(
            @Meaning("Codec that the gateway sends to the peer; empty where it sends none.")
                    String sends,
            @Meaning("Codecs that it receives; empty where the peer may send none.")
                    String receives,
            @Meaning("RTP packets that were believed.") long packetsReceived,
            @Meaning("RTP packets sent.") long packetsSent,
            @Meaning("RTP packets that never came, by their numbers.") long packetsLost) {

        /// Of a leg that has sound alone.
        public static final VideoView NONE = new VideoView("", "", 0, 0, 0);

        /// Whether video may go in either direction.
        public boolean flows() {
            return !sends.isEmpty() || !receives.isEmpty();
        }
    }

    /// How a leg sounds, as {@link org.dragoman.core.media.MediaQuality}.
    public record QualityView(
            @Meaning("RTP packets out of order.") long outOfOrder,
            @Meaning("RTP packets that came twice.") long duplicates,
            @Meaning("RTP packets too late to be played.") long discarded,
            @Meaning("Milliseconds of sound made in the place of what did not come.")
                    long concealedMillis,
            @Meaning("Round trip to the peer, microseconds; 0 while unknown.") long roundTripMicros,
            @Meaning("RTP packets that the peer misses.") long peerLost,
            @Meaning("Jitter that the peer reports, microseconds.") long peerJitterMicros,
            @Meaning("R factor of what the peer says (G.107); 0 where there is none.")
                    double receivedR,
            @Meaning("The same as a mean opinion score.") double receivedMos,
            @Meaning("R factor of what the peer is told; 0 where there is none.") double sentR,
            @Meaning("The same as a mean opinion score.") double sentMos,
            @Meaning("What the peer itself says of what it is told; zeros where it says nothing.")
                    ListeningView peerHears) {

        /// Of a leg without media.
        public static final QualityView NONE =
                new QualityView(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ListeningView.NONE);
    }

    /// What a peer says by RTCP XR, as {@link org.dragoman.core.media.PeerListening}.
    public record ListeningView(
            @Meaning("Percentage of packets that did not reach it.") double lostPercent,
            @Meaning("Percentage of packets that came too late for it.") double discardedPercent,
            @Meaning("Round trip as it measured it, milliseconds.") int roundTripMillis,
            @Meaning("Delay in its own equipment, milliseconds.") int endDelayMillis,
            @Meaning("What its jitter buffer holds, milliseconds.") int bufferMillis,
            @Meaning("R factor as it rates it; 0 where it does not.") double rFactor,
            @Meaning("Mean opinion score of listening.") double listeningMos,
            @Meaning("Mean opinion score of the conversation.") double conversationMos) {

        /// Of a peer that says nothing.
        public static final ListeningView NONE = new ListeningView(0, 0, 0, 0, 0, 0, 0, 0);
    }

    /// What one input of the call did: the message that came in and what became of it.
    public record LadderRow(
            @Meaning("Microseconds since the call came in.") long atMicros,
            @Meaning("The message that came in, then those sent because of it.")
                    List<LadderEntry> messages,
            @Meaning("What the gateway decided, in words.") List<String> decisions) {}

    /// Why something became what it became.
    public record DecisionView(
            @Meaning("Microseconds since the call came in.") long atMicros,
            @Meaning("Index of the leg.") int leg,
            @Meaning(
                            "route (a rule of the dial plan), codec, cause (a row of a cause table),"
                                    + " message (the neutral name of what a message means, as"
                                    + " `dragoman map messages` has it) or other.")
                    String kind,
            @Meaning("What was decided and which row or rule said so, in words.") String what) {}

    /// A message on the wire.
    public record LadderEntry(
            @Meaning("Index of the leg.") int leg,
            @Meaning("True where the peer sent it to the gateway.") boolean received,
            @Meaning("Its name in its protocol.") String name,
            @Meaning("What in it matters to the call.") String detail) {}
}
