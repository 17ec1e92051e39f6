package org.dragoman.sip.dialog;

import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.SipResponse;

/// What is agreed with who answers an INVITE of ours, and the ACK that says so: the answer to our
/// offer, or an offer of the peer's, which the core answers first (RFC 4123 §9.3).
///
/// - Source: RFC 3261 §13.2.1, §13.2.2.4; RFC 3262 §5.
final class CalleeMedia {
    private final Talk talk;
    private final EarlyDialogs early;
    private final Invitation invitation;
    private final Confirmation confirmation;
    private Optional<SipResponse> owed = Optional.empty(); // its offer waits for the core's answer

    CalleeMedia(Talk talk, EarlyDialogs early, Invitation invitation) {
        this.talk = talk;
        this.early = early;
        this.invitation = invitation;
        this.confirmation = new Confirmation(talk);
    }

    /// Whether the core owes us an answer for the peer.
    boolean isOwed() {
        return owed.isPresent();
    }

    /// A reliable provisional response brought an offer.
    void owes(SipResponse provisional) {
        owed = Optional.of(provisional);
        talk.start(Timer.ANSWER_OWED, Timer.CORE_ANSWERS);
    }

    /// Nobody waits for an answer any more.
    void forget() {
        owed = Optional.empty();
    }

    /// Another 200, when one was taken already.
    void again(SipResponse response) {
        confirmation.again(response);
    }

    /// What was changed by UPDATE since stands, whatever the 200 repeats (RFC 6337 §3.1.1).
    void standAsChanged(SipResponse response) {
        var connected = talk.identities().connected(response);
        confirm(response, Optional.empty());
        talk.emit(leg -> new LegEvent.Answered(leg, talk.media().agreed(), connected));
    }

    /// Takes what a 200 says of media.
    ///
    /// - Returns: whether the call is confirmed; else the core's answer is waited for.
    /// - Errors: the call cannot stand.
    boolean settle(SipResponse response, Optional<OfferAnswer.Settled> early) throws PeerFault {
        var connected = talk.identities().connected(response);
        if (invitation.atOffer().isPresent()) {
            var settled = answer(response, early);
            talk.agree(settled);
            confirm(response, Optional.empty());
            talk.emit(leg -> new LegEvent.Answered(leg, Optional.of(settled.media()), connected));
            return true;
        }
        if (response.sdp().isEmpty() && talk.media().agreed().isPresent()) {
            confirm(response, Optional.empty()); // settled in a reliable response before
            talk.emit(leg -> new LegEvent.Answered(leg, talk.media().agreed(), connected));
            return true;
        }
        talk.media(talk.media().offered(EarlyDialogs.description(response)));
        owed = Optional.of(response);
        if (invitation.media().isPresent()) { // the call brought an offer this peer was not shown
            var settled =
                    talk.media()
                            .answer(invitation.media().get())
                            .orElseThrow(
                                    () ->
                                            new PeerFault.Unsupported(
                                                    PeerFault.Scope.CALL,
                                                    "the late offer has no codec of the call's"));
            confirm(settled);
            talk.emit(leg -> new LegEvent.Answered(leg, Optional.of(settled.media()), connected));
            return true;
        }
        talk.start(Timer.ANSWER_OWED, Timer.GIVE_UP); // as long as the peer repeats its 200
        var offer = talk.media().theirOffer().map(OfferAnswer.TheirOffer::media);
        talk.emit(leg -> new LegEvent.Answered(leg, offer, connected));
        return false;
    }

    private OfferAnswer.Settled answer(SipResponse response, Optional<OfferAnswer.Settled> early)
            throws PeerFault {
        if (response.sdp().isPresent()) {
            var offered = invitation.atOffer().orElseThrow();
            return offered.answered(EarlyDialogs.description(response));
        }
        return early.orElseThrow(
                () ->
                        new PeerFault.Unexpected(
                                PeerFault.Scope.CALL,
                                "a 200 without the answer (RFC 3261 §13.2.1)"));
    }

    /// The core's answer to the offer of a 200.
    void confirm(OfferAnswer.Settled settled) {
        talk.agree(settled);
        var response = owed.orElseThrow();
        owed = Optional.empty();
        confirm(response, Optional.of(Body.sdp(settled.sdp().text())));
    }

    private void confirm(SipResponse response, Optional<Body> body) {
        talk.stop(Timer.ANSWER_OWED);
        confirmation.send(response, body);
        talk.established = true;
    }

    /// The core's answer to the offer of a provisional response.
    void acknowledge(OfferAnswer.Settled settled) {
        talk.stop(Timer.ANSWER_OWED);
        talk.agree(settled);
        var response = owed.orElseThrow();
        owed = Optional.empty();
        early.acknowledge(response, Optional.of(Body.sdp(settled.sdp().text())));
    }

    /// The core has no answer to the offer of a 200: the ACK refuses the stream, and the call ends.
    void refuse(Cause cause) {
        var refusal = talk.media().refuse();
        talk.media(refusal.next());
        var body = Optional.of(Body.sdp(refusal.sdp().text()));
        confirmation.sendAndEnd(owed.orElseThrow(), body, cause);
    }

    /// Confirms a call that cannot stand, and ends it in order.
    void confirmAndEnd(SipResponse response, Cause cause) {
        confirmation.sendAndEnd(response, Optional.empty(), cause);
    }
}
