package org.dragoman.sip.dialog;

import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// Our ACK to the 200 that answers the call: sent again with each repetition of the 200, while the
/// 200 of any other party is acknowledged and its call ended.
///
/// - Source: RFC 3261 §13.2.2.4.
final class Confirmation {
    private final Talk talk;
    private Optional<SipRequest> ack = Optional.empty();

    Confirmation(Talk talk) {
        this.talk = talk;
    }

    void send(SipResponse response, Optional<Body> body) {
        var request = talk.dialog().request("ACK", response.sequence());
        var complete = body.map(request::withBody).orElse(request);
        ack = Optional.of(complete);
        talk.out(new Output.SendAck(complete));
    }

    /// Confirms a call that cannot stand, and ends it in order.
    void sendAndEnd(SipResponse response, Optional<Body> body, Cause cause) {
        send(response, body);
        talk.sendInDialog("BYE", talk.reason(cause), Optional.empty());
    }

    // the 200 again: our ACK got lost; or the 200 of another party, which nobody wants any more
    void again(SipResponse response) {
        if (response.to().tag().orElse("").equals(talk.dialog().remoteTag())) {
            ack.ifPresent(a -> talk.out(new Output.SendAck(a)));
            return;
        }
        talk.decide("another party answered too: ended (RFC 3261 §13.2.2.4)");
        var other = talk.dialog().established(response);
        talk.out(new Output.SendAck(other.request("ACK", response.sequence())));
        talk.send(other.counted().request("BYE"));
    }
}
