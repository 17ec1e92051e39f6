package org.dragoman.sip.dialog;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.sip.message.Reason;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;

/// One leg of SIP, pure: inputs go in one at a time, and each returns what is to be done, in
/// order. It ends with {@link Output.Done}, after exactly one Released.
///
/// - Source: RFC 3261 §12–15, and those of its parts.
public final class SipMachine {
    private final Talk talk;
    private final Acceptance acceptance;
    private final SessionChanges changes;
    private final PeerChanges peerChanges;
    private final Digits digits;
    private final KeyFrames keyFrames;
    private final Referral referral;
    private final @Nullable InviteReceived caller;
    private final @Nullable InviteSent callee;
    private Optional<Cause> ending = Optional.empty(); // BYE is out, or waits for the ACK
    private int bye;

    private SipMachine(Surroundings around, @Nullable Incoming invite) {
        talk = new Talk(around);
        acceptance = new Acceptance(talk);
        changes = new SessionChanges(talk, acceptance, invite == null);
        peerChanges = new PeerChanges(talk, acceptance, changes);
        digits = new Digits(talk);
        keyFrames = new KeyFrames(talk);
        referral = new Referral(talk);
        caller = invite == null ? null : new InviteReceived(talk, acceptance, invite);
        callee = invite == null ? new InviteSent(talk) : null;
    }

    /// The leg of an INVITE that came in.
    public static SipMachine answering(Surroundings around, Incoming invite) {
        return new SipMachine(around, invite);
    }

    /// A leg that will be told to dial.
    public static SipMachine calling(Surroundings around) {
        return new SipMachine(around, null);
    }

    /// Our tag: with the Call-ID, the name of the dialog; empty before the first INVITE.
    public String localTag() {
        return talk.hasDialog() ? talk.dialog().localTag() : "";
    }

    public String callId() {
        return talk.hasDialog() ? talk.dialog().callId() : "";
    }

    /// The peer's tag; of a call that came in it never changes.
    public String remoteTag() {
        return talk.hasDialog() ? talk.dialog().remoteTag() : "";
    }

    /// Whether the leg is over, and nothing may be kept for it.
    public boolean isOver() {
        return talk.over;
    }

    /// How far the dialog is.
    public Standing standing() {
        if (talk.over || ending.isPresent()) {
            return Standing.OVER;
        }
        if (caller != null && caller.isOpen()) {
            return Standing.EARLY_OF_PEER;
        }
        return callee != null && callee.isOpen() ? Standing.EARLY : Standing.CONFIRMED;
    }

    /// Reports the call that came in, unless it was ended before.
    ///
    /// - Errors: its offer cannot be taken; nothing was reported then.
    public List<Output> begin() throws PeerFault {
        if (caller != null && !talk.over) {
            caller.begin();
        }
        return talk.taken();
    }

    public List<Output> step(Input input) {
        switch (input) {
            case Input.Ordered(var command) -> ordered(command);
            case Input.Received(var incoming) -> received(incoming);
            case Input.Cancelled(var cancel, _) -> cancelled(cancel);
            case Input.Acknowledged(var ack) -> acknowledged(ack);
            case Input.Replied(int ticket, var response) -> replied(ticket, response);
            case Input.Unanswered(int ticket, boolean unreachable) ->
                    unanswered(ticket, unreachable);
            case Input.Gone(var cause) -> gone(cause);
            case Input.Expired(var timer) -> {
                if (talk.expires(timer)) {
                    expired(timer);
                }
            }
        }
        return talk.taken();
    }

    private void ordered(LegCommand command) {
        if (talk.over || ending.isPresent()) {
            return; // late commands are normal
        }
        switch (command) {
            case LegCommand.Dial(var request) -> callee(c -> c.dial(request));
            case LegCommand.Release(var cause) -> release(cause);
            case LegCommand.Proceed() -> talk.decide("100 Trying was sent on arrival");
            case LegCommand.AskForDigits() -> caller(InviteReceived::askForDigits);
            case LegCommand.Progress progress -> caller(c -> c.progress(progress));
            case LegCommand.Ring ring -> caller(c -> c.ring(ring));
            case LegCommand.Answer answer -> caller(c -> c.answer(answer));
            case LegCommand.Redirect(var targets, var cause) ->
                    caller(c -> c.redirect(targets, cause));
            case LegCommand.SendDialledDigits(var dialled, boolean complete) ->
                    callee(c -> c.dialOn(dialled, complete));
            case LegCommand.OfferMedia(var offer) -> changes.want(new Change.Media(offer, true));
            case LegCommand.AnswerMedia answer -> answerMedia(answer);
            case LegCommand.RefuseMedia(var cause) -> refuseMedia(cause);
            case LegCommand.Hold() -> changes.want(new Change.Direction(true));
            case LegCommand.Resume() -> changes.want(new Change.Direction(false));
            case LegCommand.UpdateIdentity(var party) -> changes.want(new Change.Identity(party));
            case LegCommand.SendDigit digit -> digits.send(digit);
            case LegCommand.AskForKeyFrame() -> keyFrames.ask();
            case LegCommand.TellTransfer news -> referral.tell(news);
            case LegCommand.Transfer _ -> talk.decide("no transfer by SIP yet: left aside");
        }
    }

    private void caller(java.util.function.Consumer<InviteReceived> action) {
        if (caller != null) {
            action.accept(caller);
        }
    }

    private void callee(java.util.function.Consumer<InviteSent> action) {
        if (callee != null) {
            action.accept(callee);
        }
    }

    private void answerMedia(LegCommand.AnswerMedia command) {
        if (callee != null && callee.isOwed()) {
            callee.answerMedia(command.answer());
            afterEstablished();
        } else if (peerChanges.isOwed()) {
            peerChanges.answer(command.answer());
        } else if (talk.hasMedia()
                && talk.media().agreed().isPresent()
                && !talk.current().usesTheSameAs(command.answer())) {
            changes.want(new Change.Media(command.answer(), false)); // settled otherwise before
        }
    }

    private void refuseMedia(Cause cause) {
        if (callee != null && callee.isOwed()) {
            callee.refuseMedia(cause);
        } else {
            peerChanges.refuse(cause);
        }
    }

    private void release(Cause cause) {
        if (caller != null && caller.isOpen()) {
            caller.refuse(cause);
        } else if (callee != null && callee.isOpen()) {
            callee.cancel(cause);
        } else if (!talk.established) {
            ending = Optional.of(cause); // the ACK first: RFC 3261 §15
        } else {
            bye(cause);
        }
    }

    private void bye(Cause cause) {
        peerChanges.cancelled();
        ending = Optional.of(cause);
        bye = talk.sendInDialog("BYE", talk.reason(cause), Optional.empty());
        talk.stop(Timer.REFRESH);
        talk.stop(Timer.EXPIRY);
        talk.stop(Timer.KEEP_ALIVE);
        talk.start(Timer.END, Timer.CONFIRM_END);
    }

    private void received(Incoming incoming) {
        var request = incoming.request();
        if (talk.over) {
            talk.respond(incoming, 481);
            return;
        }
        if (caller != null && request.isOutOfDialog()) {
            if (!caller.dialledOn(incoming)) {
                talk.respond(incoming, 482); // merged request, RFC 3261 §8.2.2.2
            }
            return;
        }
        boolean late = request.sequence() < talk.dialog().remoteSequence();
        if (late && !request.is("BYE")) { // whatever its number, a BYE is the end
            talk.respond(incoming, 500); // RFC 3261 §12.2.2
            return;
        }
        talk.dialog(talk.dialog().heard(request));
        talk.learn(request);
        switch (request.method()) {
            case "BYE" -> ended(incoming);
            case "INVITE", "UPDATE" -> changed(incoming);
            case "PRACK" -> acknowledgedReliably(incoming);
            case "INFO" -> {
                if (!keyFrames.received(incoming)) {
                    digits.received(incoming);
                }
            }
            case "REFER" -> referred(incoming);
            case "OPTIONS" -> talk.respond(incoming, talk.response(200).with(talk.ownHeaders()));
            default -> talk.respond(incoming, talk.response(405).with("Allow", Talk.ALLOW));
        }
    }

    private void changed(Incoming incoming) {
        boolean early = !talk.established && incoming.request().is("INVITE");
        if (ending.isPresent()) {
            talk.respond(incoming, 481);
        } else if (early && !acceptance.isPending()) {
            talk.respond(incoming, 491); // the first INVITE is not done with
        } else {
            peerChanges.received(incoming);
            changes.next();
        }
    }

    private void referred(Incoming refer) {
        if (ending.isPresent()) {
            talk.respond(refer, 481);
        } else {
            referral.received(refer);
        }
    }

    private void acknowledgedReliably(Incoming prack) {
        if (caller != null && caller.isOpen()) {
            caller.acknowledged(prack);
            changes.next();
        } else {
            talk.respond(prack, 481);
        }
    }

    private void ended(Incoming request) {
        var mapped =
                talk.causes().causeOfSipRequest("BYE", Reason.q850(request.request().headers()));
        talk.respond(request, 200);
        peerChanges.cancelled();
        var cause = ending.orElse(mapped.value()); // BYE crossed BYE: ours was first for us
        if (caller != null && caller.isOpen()) {
            caller.ended(cause);
        } else if (callee != null && callee.isOpen()) {
            callee.ended(cause);
        } else {
            talk.finish(cause);
        }
    }

    private void gone(Cause cause) {
        peerChanges.cancelled();
        if (caller != null && caller.isOpen()) {
            caller.ended(cause);
        } else if (callee != null && callee.isOpen()) {
            callee.ended(cause);
        } else {
            talk.finish(ending.orElse(cause));
        }
    }

    private void cancelled(Incoming cancel) {
        if (caller != null && caller.isOpen()) {
            talk.respond(cancel, 200);
            var mapped =
                    talk.causes()
                            .causeOfSipRequest("CANCEL", Reason.q850(cancel.request().headers()));
            caller.ended(mapped.value());
        } else {
            talk.respond(cancel, 200); // too late for the call, in time for a change of it
            peerChanges.cancelled();
        }
    }

    private void acknowledged(SipRequest ack) {
        var wait = acceptance.acknowledged(ack);
        if (wait.isEmpty()) {
            return; // a repeated ACK
        }
        if (wait.get().initial()) {
            talk.established = true;
            talk.watch();
        }
        if (ending.isPresent()) {
            bye(ending.get());
            return;
        }
        if (wait.get().offered()) {
            try {
                peerChanges.offerAnswered(wait.get(), ack);
            } catch (PeerFault e) {
                talk.decide("the call cannot stand: " + e.getMessage());
                bye(Cause.BEARER_NOT_IMPLEMENTED);
                return;
            }
        }
        afterEstablished();
    }

    private void afterEstablished() {
        if (caller != null) {
            caller.change().ifPresent(m -> changes.want(new Change.Media(m, false)));
        }
        changes.next();
        digits.next();
    }

    private void replied(int ticket, SipResponse response) {
        if (ticket == bye && bye != 0) {
            if (!response.isProvisional()) {
                talk.finish(ending.orElse(Cause.NORMAL_CLEARING));
            }
        } else if (callee != null && callee.owns(ticket)) {
            callee.replied(response);
            if (!talk.over && talk.established) {
                afterEstablished();
            } else if (!talk.over) {
                changes.next();
            }
        } else if (changes.owns(ticket)) {
            changed(response);
        } else if (digits.owns(ticket)) {
            if (!response.isProvisional()) {
                digits.done();
            }
        } else if (keyFrames.owns(ticket)) {
            if (!response.isProvisional()) {
                keyFrames.done();
            }
        } else if (referral.owns(ticket)) {
            if (!response.isProvisional()) {
                referral.answered(ticket, response.isSuccess());
            }
        } else if (response.isSuccess() && response.sequenceMethod().equals("INVITE")) {
            repeated(response);
        }
    }

    private void repeated(SipResponse response) {
        if (callee != null && callee.isAnsweredBy(response)) {
            callee.replied(response);
        } else {
            changes.repeated(response);
        }
    }

    private void changed(SipResponse response) {
        if (changes.replied(response)) {
            lost(response.status());
        }
    }

    private void lost(int status) {
        var mapped = talk.causes().causeOfSipStatus(status);
        talk.decideCause(status + " in the call: " + mapped.why());
        if (!talk.established) {
            release(mapped.value()); // an UPDATE of ours in an early dialog
        } else if (status == 481) {
            peerChanges.cancelled();
            talk.finish(mapped.value());
        } else if (ending.isEmpty()) {
            bye(mapped.value());
        }
    }

    private void unanswered(int ticket, boolean unreachable) {
        if (ticket == bye && bye != 0) {
            talk.finish(ending.orElse(Cause.NORMAL_CLEARING));
        } else if (callee != null && callee.owns(ticket) && callee.isOpen()) {
            callee.unanswered(unreachable);
        } else if (changes.owns(ticket)) {
            if (changes.unanswered(unreachable)) {
                lost(408);
            }
        } else if (digits.owns(ticket)) {
            digits.done();
        } else if (keyFrames.owns(ticket)) {
            keyFrames.done();
        } else if (referral.owns(ticket)) {
            referral.answered(ticket, false);
        }
    }

    private void expired(Timer timer) {
        switch (timer) {
            case REPLY, RING -> callee(c -> c.expired(timer));
            case DIGITS -> {
                caller(InviteReceived::noMoreDigits);
                callee(c -> c.expired(timer));
            }
            case RESEND_OK -> {
                if (acceptance.isLost()) {
                    talk.decide("the 200 was never acknowledged (RFC 3261 §13.3.1.4)");
                    talk.established = true;
                    bye(ending.orElse(Cause.TIMER_EXPIRED));
                }
            }
            case RESEND_RELIABLE -> caller(InviteReceived::repeatReliable);
            case REPEAT_PROVISIONAL -> caller(InviteReceived::repeatProvisional);
            case ANSWER_OWED -> {
                callee(InviteSent::answerOverdue);
                peerChanges.answerOverdue();
            }
            case GLARE -> changes.glareOver();
            case REFRESH -> changes.want(new Change.Refresh());
            case KEEP_ALIVE -> changes.want(new Change.Probe());
            case EXPIRY -> {
                talk.decide("the session was not refreshed (RFC 4028 §10)");
                if (ending.isEmpty()) {
                    release(Cause.TIMER_EXPIRED);
                }
            }
            case END -> {
                if (callee != null && callee.isOpen()) {
                    callee.endOverdue();
                } else {
                    talk.finish(ending.orElse(Cause.NORMAL_CLEARING));
                }
            }
        }
    }
}
