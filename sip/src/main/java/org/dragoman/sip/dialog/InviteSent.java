package org.dragoman.sip.dialog;

import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.sip.message.Contacts;
import org.dragoman.sip.message.SipResponse;

/// The callee's side: an INVITE of ours, until it is answered, fails, or is taken back.
///
/// - Source: RFC 3261 §9.1, §13.2; RFC 3262 §4, §5; RFC 3578 for overlap.
final class InviteSent {
    private static final int RAISES = 2; // of the session interval, after 422

    private final Talk talk;
    private final EarlyDialogs early;
    private final Invitation invitation;
    private final CalleeMedia media;
    private State state = State.IDLE;
    private boolean heard; // any response at all
    private boolean proceeding; // and told so
    private int raises;
    private String laterDigits = "";
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
        this.media = new CalleeMedia(talk, early, invitation);
    }

    boolean isOpen() {
        return state != State.OVER;
    }

    /// Whether the core owes us an answer for the peer.
    boolean isOwed() {
        return media.isOwed();
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
        early.take(response, invitation.atOffer()).ifPresent(media::owes);
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
            media.again(response);
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
            media.confirmAndEnd(response, givenUp.get());
            over(givenUp.get());
            return;
        }
        talk.sessionTimer = talk.sessionTimer.answered(response);
        talk.watch();
        try {
            if (changed) {
                media.standAsChanged(response);
                state = State.OVER;
            } else {
                boolean confirmed = media.settle(response, fork.flatMap(Fork::settled));
                state = confirmed ? State.OVER : State.MEDIA;
            }
        } catch (PeerFault e) {
            talk.decide("the call cannot stand: " + e.getMessage());
            media.confirmAndEnd(response, Cause.BEARER_NOT_IMPLEMENTED);
            over(Cause.BEARER_NOT_IMPLEMENTED);
        }
    }

    private boolean isHeardLast(SipResponse response) {
        return response.to().tag().orElse("").equals(talk.dialog().remoteTag());
    }

    /// The core answers what the peer offered.
    void answerMedia(MediaDescription answer) {
        var settled = talk.media().answer(answer);
        if (settled.isEmpty()) {
            talk.decide("the late offer has no codec of the answer");
            refuseMedia(Cause.BEARER_NOT_IMPLEMENTED);
        } else if (state == State.MEDIA) {
            media.confirm(settled.get());
            state = State.OVER;
        } else {
            media.acknowledge(settled.get());
        }
    }

    /// The core has no answer: the call ends.
    void refuseMedia(Cause cause) {
        if (state == State.MEDIA) {
            media.refuse(cause);
            over(cause);
        } else {
            media.forget();
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
        } else if (media.isOwed() && state == State.REPLY) {
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
        var cause = Refusals.of(talk, response);
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
        var cause = Refusals.ofSilence(talk, unreachable);
        over(givenUp.orElse(cause));
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
