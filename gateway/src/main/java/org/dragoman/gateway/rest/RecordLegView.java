package org.dragoman.gateway.rest;

/// One leg of a call as it is billed: the caller's, or an attempt at a destination. Its fields are
/// columns too, as those of {@link RecordView} are.
public record RecordLegView(
        @Meaning(
                        "Which leg: 0 is the caller's, 1 the first destination tried, 2 the next; 101"
                                + " and 102 are devices of an account called as leg 1.")
                int leg,
        @Meaning(
                        "What it was: caller; destination; device of an account called; call: the"
                                + " party of another call, joined by a transfer.")
                String role,
        @Meaning("The peer, as configured; accounts for all that log in.") String peer,
        @Meaning("The account at its end.") String account,
        @Meaning("What was spoken: h323, sip, rtmp, webrtc.") String protocol,
        @Meaning("The address that its signalling came from.") String address,
        @Meaning("What SIP calls it by.") String sipCallId,
        @Meaning("What H.225.0 calls it by, in hexadecimal digits in the order of the wire.")
                String h225CallIdentifier,
        @Meaning("Its conference, likewise.") String h323ConferenceId,
        @Meaning("When it came in, or was tried, in UTC.") String beganAt,
        @Meaning("When there was something to hear before the answer, in UTC.") String progressedAt,
        @Meaning("When it rang, in UTC.") String ringingAt,
        @Meaning("When it was answered, in UTC.") String answeredAt,
        @Meaning("When it ended, or was told to, in UTC.") String endedAt,
        @Meaning(
                        "From its answer to its end by a clock that nobody sets; whole milliseconds,"
                                + " rounded down. 0 where nobody answered.")
                long billableMillis,
        @Meaning("The calling number on this leg.") String calling,
        @Meaning("Whether it may be shown: allowed, restricted or not_available.")
                String callingPresentation,
        @Meaning("The called number on this leg.") String called,
        @Meaning("Who sent the call on last, as told on this leg.") String redirecting,
        @Meaning("Why, in numbers of Q.931; -1 where nobody did.") int redirectingReason,
        @Meaning("Who ended it: its peer, or the gateway.") String endedBy,
        @Meaning("Why it ended: Q.850 cause, as the peer gave it or was given it.") int cause,
        @Meaning("How that is known: signalled, mapped or gateway.") String causeSource,
        @Meaning("Where in the network it arose, in the words of Q.850.") String causeLocation,
        @Meaning("The code of the peer that it came from: SIP 486.") String causeCode,
        @Meaning("That peer's own explanation.") String causeWords,
        @Meaning("The rule of the dial plan that sent it there.") String rule,
        @Meaning("The group whose member the peer was tried as.") String trunkGroup,
        @Meaning("The beginning of the number whose rate holds.") String ratePrefix,
        @Meaning("What a minute costs there.") String rate,
        @Meaning("In which currency.") String currency,
        @Meaning("Rate times billable milliseconds, six digits behind the point, half up.")
                String cost,
        @Meaning("The other call whose party this is.") String joinedCall,
        @Meaning("The leg that a transfer connected this one to; -1 where none did.")
                int transferredTo,
        @Meaning("The codec that was sent to the peer, last.") String codecSent,
        @Meaning("The codec that the peer sent, last; several where it may choose.")
                String codecReceived,
        @Meaning("Where the peer received its sound.") String mediaAddress,
        @Meaning("RTP packets from the peer.") long packetsReceived,
        @Meaning("RTP packets to the peer.") long packetsSent,
        @Meaning("Octets in those from the peer.") long bytesReceived,
        @Meaning("Octets in those to the peer.") long bytesSent,
        @Meaning("Packets of the peer that never came.") long packetsLost,
        @Meaning("Packets that were not the peer's, or not as agreed.") long packetsDropped,
        @Meaning("Packets of the peer that came behind a later one.") long outOfOrder,
        @Meaning("Jitter of what the peer sent, microseconds.") long jitterMicros,
        @Meaning("To the peer and back, microseconds.") long roundTripMicros,
        @Meaning("Packets that the peer reports lost.") long peerLost,
        @Meaning("Jitter that the peer reports, microseconds.") long peerJitterMicros,
        @Meaning("Milliseconds of sound that were made up where packets lacked.")
                long concealedMillis,
        @Meaning("R factor (G.107) of what the peer said.") double rReceived,
        @Meaning("Mean opinion score of what the peer said, 1 to 4.5.") double mosReceived,
        @Meaning("R factor of what the peer was told.") double rSent,
        @Meaning("Mean opinion score of what the peer was told.") double mosSent) {}
