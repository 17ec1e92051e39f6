package org.dragoman.sip.dialog;

import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.Contacts;
import org.dragoman.sip.message.Reason;
import org.dragoman.sip.message.SipResponse;

/// The callee's side: an INVITE of ours, until it is answered, fails, or is taken back.
///
/// - Source: RFC 3261 §9.1, §13.2; RFC 3262 §4, §5; RFC 3578 for overlap.
final class InviteSent {
    private static final int RAISES = 2; // of the session interval, after 422

    private final Talk talk;
    private final EarlyDialogs early;
    private final Invitation invitation;
    private final Confirmation confirmation;
    private State state = State.IDLE;
    private boolean heard; // any response at all
    private boolean proceeding; // and told so
    private int raises;
    private String laterDigits = "";
    private Optional<SipResponse> owed = Optional.empty(); // its offer waits for the core's answer
    private Optional<Cause> givenUp = Optional.empty();

    /// What is waited for.
    private enum State {
        IDLE,
        REPLY,
        DIGITS,
        /// The peer offered in its 200: ACK waits for the core (RFC 4123 §9.3).
        MEDIA,
        /// CANCEL is out.
        END,
        OVER
    }

    InviteSent(Talk talk) {
        this.talk = talk;
        this.early = new EarlyDialogs(talk);
        this.invitation = new Invitation(talk);
        this.confirmation = new Confirmation(talk);
    }

    boolean isOpen() {
        return state != State.OVER;
    }

    /// Whether the core owes us an answer for the peer.
    boolean isOwed() {
        return owed.isPresent();
    }

    boolean owns(int other) {
        return invitation.owns(other);
    }

    /// Whether this answers the INVITE that made the call, not a later one.
    boolean isAnsweredBy(SipResponse response) {
        return invitation.isAnsweredBy(response);
    }

    void dial(CallRequest call) {
        if (state != State.IDLE) {
            return;
        }
        if (talk.peer().security().isBarred(talk.around.secure())) {
            talk.decide("SRTP is required, and its keys cannot travel without TLS");
            over(Cause.gateway(58)); // Q.850: bearer capability not presently available
            return;
        }
        invitation.begin(call);
        invite();
    }

    private void invite() {
        state = State.REPLY;
        heard = false;
        proceeding = false;
        early.clear();
        invitation.send();
        talk.start(Timer.REPLY, talk.around.config().replyTimeout());
        talk.start(Timer.RING, talk.around.config().ringTimeout());
    }

    void replied(SipResponse response) {
        if (!heard) {
            heard = true;
            talk.stop(Timer.REPLY);
            if (givenUp.isPresent() && response.isProvisional()) {
                talk.out(new Output.Cancel(invitation.ticket(), talk.reason(givenUp.get())));
            }
        }
        if (response.isProvisional()) {
            provisional(response);
        } else if (response.isSuccess()) {
            accepted(response);
        } else if (givenUp.isPresent()) {
            over(givenUp.get());
        } else if (state == State.REPLY) {
            refused(response);
        }
    }

    private void provisional(SipResponse response) {
        if (state != State.REPLY) {
            return;
        }
        talk.learn(response);
        if (response.status() == 100 || response.to().tag().isEmpty()) {
            proceeding();
            return;
        }
        var waiting = early.take(response, invitation.atOffer());
        if (waiting.isPresent()) {
            owed = waiting;
            talk.start(Timer.ANSWER_OWED, Timer.CORE_ANSWERS);
        }
    }

    // once: a repeated INVITE brings another 100
    private void proceeding() {
        if (!proceeding) {
            proceeding = true;
            talk.emit(LegEvent.Proceeding::new);
        }
    }

    private void accepted(SipResponse response) {
        if (state == State.OVER || state == State.MEDIA) {
            confirmation.again(response);
            return;
        }
        talk.learn(response);
        talk.stop(Timer.RING);
        talk.stop(Timer.ANSWER_OWED);
        early.keep();
        var fork = early.of(response.to().tag().orElse(""));
        boolean changed = talk.changedEarly && isHeardLast(response);
        long used = fork.map(f -> f.dialog().localSequence()).orElse(talk.dialog().localSequence());
        var dialog = early.base().established(response);
        talk.dialog(dialog.withSequenceOf(used));
        if (givenUp.isPresent()) {
            // S7: the 200 crossed our CANCEL; the call stands and must be ended in order
            confirmation.sendAndEnd(response, Optional.empty(), givenUp.get());
            over(givenUp.get());
            return;
        }
        talk.sessionTimer = talk.sessionTimer.answered(response);
        talk.watch();
        try {
            if (changed) {
                standAsChanged(response);
            } else {
                settle(response, fork.flatMap(Fork::settled));
            }
        } catch (PeerFault e) {
            talk.decide("the call cannot stand: " + e.getMessage());
            confirmation.sendAndEnd(response, Optional.empty(), Cause.BEARER_NOT_IMPLEMENTED);
            over(Cause.BEARER_NOT_IMPLEMENTED);
        }
    }

    private boolean isHeardLast(SipResponse response) {
        return response.to().tag().orElse("").equals(talk.dialog().remoteTag());
    }

    /// What was changed by UPDATE since stands, whatever the 200 repeats (RFC 6337 §3.1.1).
    private void standAsChanged(SipResponse response) {
        var connected = talk.identities().connected(response);
        confirm(response, Optional.empty());
        talk.emit(leg -> new LegEvent.Answered(leg, talk.media().agreed(), connected));
    }

    private void settle(SipResponse response, Optional<OfferAnswer.Settled> early)
            throws PeerFault {
        var connected = talk.identities().connected(response);
        if (invitation.atOffer().isPresent()) {
            var settled = answer(response, early);
            talk.agree(settled);
            confirm(response, Optional.empty());
            talk.emit(leg -> new LegEvent.Answered(leg, Optional.of(settled.media()), connected));
            return;
        }
        if (response.sdp().isEmpty() && talk.media().agreed().isPresent()) {
            confirm(response, Optional.empty()); // settled in a reliable response before
            talk.emit(leg -> new LegEvent.Answered(leg, talk.media().agreed(), connected));
            return;
        }
        talk.media(talk.media().offered(EarlyDialogs.description(response)));
        owed = Optional.of(response);
        state = State.MEDIA;
        if (invitation.media().isPresent()) { // the call brought an offer this peer was not shown
            var settled = talk.media().answer(invitation.media().get());
            if (settled.isEmpty()) {
                throw new PeerFault.Unsupported(
                        PeerFault.Scope.CALL, "the late offer has no codec of the call's");
            }
            confirmWith(settled.get());
            talk.emit(
                    leg ->
                            new LegEvent.Answered(
                                    leg, Optional.of(settled.get().media()), connected));
            return;
        }
        talk.start(Timer.ANSWER_OWED, Timer.GIVE_UP); // as long as the peer repeats its 200
        var offer = talk.media().theirOffer().map(OfferAnswer.TheirOffer::media);
        talk.emit(leg -> new LegEvent.Answered(leg, offer, connected));
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

    private void confirmWith(OfferAnswer.Settled settled) {
        talk.agree(settled);
        var response = owed.orElseThrow();
        owed = Optional.empty();
        confirm(response, Optional.of(Body.sdp(settled.sdp().text())));
    }

    private void confirm(SipResponse response, Optional<Body> body) {
        talk.stop(Timer.ANSWER_OWED);
        confirmation.send(response, body);
        state = State.OVER;
        talk.established = true;
    }

    /// The core answers what the peer offered.
    void answerMedia(MediaDescription media) {
        var settled = talk.media().answer(media);
        if (settled.isEmpty()) {
            talk.decide("the late offer has no codec of the answer");
            refuseMedia(Cause.BEARER_NOT_IMPLEMENTED);
            return;
        }
        if (state == State.MEDIA) {
            confirmWith(settled.get());
        } else {
            talk.stop(Timer.ANSWER_OWED);
            talk.agree(settled.get());
            var response = owed.orElseThrow();
            owed = Optional.empty();
            early.acknowledge(response, Optional.of(Body.sdp(settled.get().sdp().text())));
        }
    }

    /// The core has no answer: the ACK refuses the stream, and the call ends.
    void refuseMedia(Cause cause) {
        if (state == State.MEDIA) {
            var refusal = talk.media().refuse();
            talk.media(refusal.next());
            var body = Optional.of(Body.sdp(refusal.sdp().text()));
            confirmation.sendAndEnd(owed.orElseThrow(), body, cause);
            over(cause);
        } else {
            owed = Optional.empty();
            cancel(cause);
        }
    }

    /// The core did not answer an offer in a reliable response in time: we take what this peer is
    /// configured with, so that the peer can go on ringing. A later answer changes it. An answered
    /// call that was never confirmed ends.
    void answerOverdue() {
        if (state == State.MEDIA) {
            talk.decide("no answer to the late offer from the other side of the call in time");
            refuseMedia(Cause.TIMER_EXPIRED);
        } else if (owed.isPresent() && state == State.REPLY) {
            answerMedia(talk.standard());
        }
    }

    private void refused(SipResponse response) {
        int status = response.status();
        talk.learn(response);
        if (status == 422 && raises++ < RAISES) {
            talk.sessionTimer = talk.sessionTimer.raised(response);
            invite();
            return;
        }
        if (status == 484 && !invitation.isNumberComplete() && givenUp.isEmpty()) {
            moreDigits();
            return;
        }
        var mapped =
                talk.causes()
                        .causeOfSipStatus(
                                status,
                                Reason.q850(response.headers()),
                                Reason.warning(response.headers()));
        var cause = mapped.value().withWords(response.phrase());
        talk.decideCause(response + " -> " + cause.q850() + ": " + mapped.why());
        if (status < 400) {
            var targets = Contacts.of(response);
            talk.emit(leg -> new LegEvent.Redirected(leg, targets, cause));
        }
        over(cause);
    }

    private void moreDigits() {
        state = State.DIGITS;
        talk.stop(Timer.RING);
        if (!laterDigits.isEmpty()) {
            var digits = laterDigits;
            laterDigits = "";
            dialOn(digits, false);
            return;
        }
        talk.emit(LegEvent.MoreDigits::new);
        talk.start(Timer.DIGITS, Timer.NEXT_DIGIT);
    }

    /// Further digits of the number: another INVITE of the same call (RFC 3578 §3.1).
    void dialOn(String digits, boolean complete) {
        if (state == State.REPLY) {
            laterDigits += digits;
            return;
        }
        if (state != State.DIGITS) {
            return;
        }
        talk.stop(Timer.DIGITS);
        invitation.extend(digits, complete, early.base());
        invite();
    }

    void unanswered(boolean unreachable) {
        if (state == State.OVER) {
            return;
        }
        // RFC 3261 §8.1.3.1: silence counts as 408, a dead transport as 503
        var mapped = talk.causes().causeOfSipStatus(unreachable ? 503 : 408);
        talk.decideCause((unreachable ? "unreachable" : "no reply") + ": " + mapped.why());
        over(givenUp.orElse(mapped.value()));
    }

    /// No reply, or no final response, in time.
    void expired(Timer timer) {
        switch (timer) {
            case REPLY -> {
                talk.out(new Output.Abandon(invitation.ticket(), talk.reason(Cause.TIMER_EXPIRED)));
                unanswered(false);
            }
            case RING -> cancel(Cause.NO_ANSWER);
            case DIGITS -> over(Cause.INCOMPLETE_NUMBER);
            default -> throw new IllegalStateException("not a timer of the INVITE: " + timer);
        }
    }

    /// Takes the INVITE back. The leg waits a moment for the end to be confirmed; the transport
    /// then sees to the rest.
    void cancel(Cause cause) {
        switch (state) {
            case REPLY -> {
                givenUp = Optional.of(cause);
                talk.stop(Timer.ANSWER_OWED);
                talk.stop(Timer.RING);
                talk.stop(Timer.REPLY);
                if (heard) {
                    talk.out(new Output.Cancel(invitation.ticket(), talk.reason(cause)));
                }
                state = State.END;
                talk.start(Timer.END, Timer.CONFIRM_END);
            }
            case MEDIA -> refuseMedia(cause);
            case IDLE, DIGITS -> over(cause);
            case END, OVER -> {}
        }
    }

    /// The peer does not confirm the end in time.
    void endOverdue() {
        if (state == State.END) {
            var cause = givenUp.orElse(Cause.NORMAL_CLEARING);
            talk.out(new Output.Abandon(invitation.ticket(), talk.reason(cause)));
            over(cause);
        }
    }

    /// The peer ends its early dialog by BYE, which only a caller may (RFC 3261 §15): taken anyway.
    void ended(Cause cause) {
        if (state == State.REPLY || state == State.MEDIA) {
            talk.out(new Output.Abandon(invitation.ticket(), talk.reason(cause)));
        }
        over(cause);
    }

    private void over(Cause cause) {
        state = State.OVER;
        talk.finish(cause);
    }
}
