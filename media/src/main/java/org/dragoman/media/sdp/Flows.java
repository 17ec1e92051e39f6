package org.dragoman.media.sdp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.PayloadFormat;

/// What a settled negotiation means for the packets.
final class Flows {
    private Flows() {}

    static MediaFlow flow(
            RtpMedia peer,
            RtpMedia.Format inUse,
            List<PayloadFormat> receiving,
            OptionalInt sendDigits,
            OptionalInt receiveDigits,
            Direction direction) {
        var flow = plain(peer, inUse, receiving, sendDigits, receiveDigits, direction);
        return peer.voipMetrics() ? flow.withVoipMetrics() : flow;
    }

    private static MediaFlow plain(
            RtpMedia peer,
            RtpMedia.Format inUse,
            List<PayloadFormat> receiving,
            OptionalInt sendDigits,
            OptionalInt receiveDigits,
            Direction direction) {
        return new MediaFlow(
                peer.rtp(),
                peer.rtcp(),
                direction.sends() ? Optional.of(sending(inUse, peer)) : Optional.empty(),
                receiving,
                sendDigits,
                receiveDigits,
                direction);
    }

    /// RFC 8866 §6.4: {@code ptime} is what the peer wants, {@code maxptime} the most it takes.
    private static PayloadFormat sending(RtpMedia.Format inUse, RtpMedia peer) {
        var format = format(inUse.codec(), inUse.payloadType(), Optional.empty());
        var bounded =
                peer.mostPacketTime().map(t -> format.atMost((int) t.toMillis())).orElse(format);
        return peer.packetTime().map(t -> bounded.asked((int) t.toMillis())).orElse(bounded);
    }

    static PayloadFormat format(Codec codec, int type, Optional<Duration> packetTime) {
        int usual = codec.name().equals("G723") ? 30 : 20; // RFC 3551 Table 1
        return new PayloadFormat(
                codec, type, packetTime.map(t -> (int) t.toMillis()).orElse(usual));
    }

    // RFC 4733 §2.1: events share the clock of the sound they replace; those of another clock
    // rate would scramble the peer's time line
    static OptionalInt eventType(Map<Integer, Integer> events, int clockHz) {
        var type = events.get(clockHz);
        return type == null ? OptionalInt.empty() : OptionalInt.of(type);
    }
}
