package org.dragoman.sip.dialog;

import java.time.Duration;
import java.util.Optional;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.log.CallTrace.Kind;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// What a {@link SipMachine} wants done.
public sealed interface Output {
    /// Send a request in a transaction of its own; its fate comes back under the ticket.
    record Send(int ticket, SipRequest request) implements Output {}

    /// Send an ACK to a 2xx, which belongs to no transaction.
    record SendAck(SipRequest ack) implements Output {}

    /// Take back an INVITE that got a provisional response.
    record Cancel(int ticket, Headers headers) implements Output {}

    /// Leave an INVITE to the transport: it cancels as soon as it may, and acknowledges and ends
    /// whatever is answered late (RFC 3261 §9.1, §15).
    record Abandon(int ticket, Headers headers) implements Output {}

    record Respond(Incoming to, SipResponse response) implements Output {}

    /// Send a 2xx to an INVITE once more.
    record Repeat(Incoming to, SipResponse response) implements Output {}

    /// The leg is over: forget it.
    record Done() implements Output {}

    /// What is done with the leg's surroundings, and is nothing to the transport of SIP.
    sealed interface OfSurroundings extends Output {}

    record Emit(LegEvent event) implements OfSurroundings {}

    /// - {@code video}: what the port of video is to do, where there ever was video.
    record Agree(MediaFlow flow, Optional<MediaFlow> video) implements OfSurroundings {}

    /// Ask the peer for a key frame by RTCP.
    record AskForKeyFrame() implements OfSurroundings {}

    /// Send a digit in the RTP stream.
    record PlayDigit(char digit, Duration held) implements OfSurroundings {}

    record Start(Timer timer, Duration delay) implements OfSurroundings {}

    record Stop(Timer timer) implements OfSurroundings {}

    /// Why something was decided, for the ladder.
    record Decided(Kind kind, String what) implements OfSurroundings {}
}
