package org.dragoman.sip.dialog;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.fault.PeerFault;

/// One leg of SIP, pure: inputs go in one at a time, and each returns what is to be done, in
/// order. It ends with {@link Output.Done}, after exactly one Released.
///
/// - Source: RFC 3261 §12–15, and those of its parts.
public final class SipMachine {
    private final LegParts parts;
    private final Talk talk;
    private final PeerRequests requests;
    private final PeerReplies replies;

    private SipMachine(Surroundings around, Optional<Incoming> invite) {
        parts = new LegParts(around, invite);
        talk = parts.talk;
        requests = new PeerRequests(parts);
        replies = new PeerReplies(parts);
    }

    /// The leg of an INVITE that came in.
    public static SipMachine answering(Surroundings around, Incoming invite) {
        return new SipMachine(around, Optional.of(invite));
    }

    /// A leg that will be told to dial.
    public static SipMachine calling(Surroundings around) {
        return new SipMachine(around, Optional.empty());
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
        if (talk.over || parts.ending.isUnderWay()) {
            return Standing.OVER;
        }
        if (parts.openCaller().isPresent()) {
            return Standing.EARLY_OF_PEER;
        }
        return parts.openCallee().isPresent() ? Standing.EARLY : Standing.CONFIRMED;
    }

    /// Reports the call that came in, unless it was ended before.
    ///
    /// - Errors: its offer cannot be taken; nothing was reported then.
    public List<Output> begin() throws PeerFault {
        if (parts.caller.isPresent() && !talk.over) {
            parts.caller.get().begin();
        }
        return talk.taken();
    }

    public List<Output> step(Input input) {
        switch (input) {
            case Input.Ordered(var command) -> ordered(command);
            case Input.Received(var incoming) -> requests.received(incoming);
            case Input.Cancelled(var cancel, _) -> requests.cancelled(cancel);
            case Input.Acknowledged(var ack) -> requests.acknowledged(ack);
            case Input.Replied(int ticket, var response) -> replies.replied(ticket, response);
            case Input.Unanswered(int ticket, boolean unreachable) ->
                    replies.unanswered(ticket, unreachable);
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
        if (talk.over || parts.ending.isUnderWay()) {
            return; // late commands are normal
        }
        switch (command) {
            case LegCommand.Dial(var request) -> callee(c -> c.dial(request));
            case LegCommand.Release(var cause) -> parts.release(cause);
            case LegCommand.Proceed() -> talk.decide("100 Trying was sent on arrival");
            case LegCommand.AskForDigits() -> caller(InviteReceived::askForDigits);
            case LegCommand.Progress progress -> caller(c -> c.progress(progress));
            case LegCommand.Ring ring -> caller(c -> c.ring(ring));
            case LegCommand.Answer answer -> caller(c -> c.answer(answer));
            case LegCommand.Redirect(var targets, var cause) ->
                    caller(c -> c.redirect(targets, cause));
            case LegCommand.SendDialledDigits(var dialled, boolean complete) ->
                    callee(c -> c.dialOn(dialled, complete));
            case LegCommand.OfferMedia(var offer) ->
                    parts.changes.want(new Change.Media(offer, true));
            case LegCommand.AnswerMedia answer -> answerMedia(answer);
            case LegCommand.RefuseMedia(var cause) -> refuseMedia(cause);
            case LegCommand.Hold() -> parts.changes.want(new Change.Direction(true));
            case LegCommand.Resume() -> parts.changes.want(new Change.Direction(false));
            case LegCommand.UpdateIdentity(var party) ->
                    parts.changes.want(new Change.Identity(party));
            case LegCommand.SendDigit digit -> parts.digits.send(digit);
            case LegCommand.AskForKeyFrame() -> parts.keyFrames.ask();
            case LegCommand.TellTransfer news -> parts.referral.tell(news);
            case LegCommand.TellMeeting _ -> talk.decide("nobody asked for a meeting by SIP");
            case LegCommand.Transfer _ -> talk.decide("no transfer by SIP yet: left aside");
        }
    }

    private void caller(Consumer<InviteReceived> action) {
        parts.caller.ifPresent(action);
    }

    private void callee(Consumer<InviteSent> action) {
        parts.callee.ifPresent(action);
    }

    private void answerMedia(LegCommand.AnswerMedia command) {
        if (parts.owingCallee().isPresent()) {
            parts.owingCallee().get().answerMedia(command.answer());
            parts.afterEstablished();
        } else if (parts.peerChanges.isOwed()) {
            parts.peerChanges.answer(command.answer());
        } else if (talk.hasMedia()
                && talk.media().agreed().isPresent()
                && !talk.current().usesTheSameAs(command.answer())) {
            // settled otherwise before
            parts.changes.want(new Change.Media(command.answer(), false));
        }
    }

    private void refuseMedia(Cause cause) {
        if (parts.owingCallee().isPresent()) {
            parts.owingCallee().get().refuseMedia(cause);
        } else {
            parts.peerChanges.refuse(cause);
        }
    }

    private void gone(Cause cause) {
        parts.peerChanges.cancelled();
        parts.ended(parts.ending.why().orElse(cause));
    }

    private void expired(Timer timer) {
        switch (timer) {
            case REPLY, RING -> callee(c -> c.expired(timer));
            case DIGITS -> {
                caller(InviteReceived::noMoreDigits);
                callee(c -> c.expired(timer));
            }
            case RESEND_OK -> {
                if (parts.acceptance.isLost()) {
                    talk.decide("the 200 was never acknowledged (RFC 3261 §13.3.1.4)");
                    talk.established = true;
                    parts.ending.now(parts.ending.why().orElse(Cause.TIMER_EXPIRED));
                }
            }
            case RESEND_RELIABLE -> caller(InviteReceived::repeatReliable);
            case REPEAT_PROVISIONAL -> caller(InviteReceived::repeatProvisional);
            case ANSWER_OWED -> {
                callee(InviteSent::answerOverdue);
                parts.peerChanges.answerOverdue();
            }
            case GLARE -> parts.changes.glareOver();
            case REFRESH -> parts.changes.want(new Change.Refresh());
            case KEEP_ALIVE -> parts.changes.want(new Change.Probe());
            case EXPIRY -> {
                talk.decide("the session was not refreshed (RFC 4028 §10)");
                if (!parts.ending.isUnderWay()) {
                    parts.release(Cause.TIMER_EXPIRED);
                }
            }
            case END -> {
                if (parts.openCallee().isPresent()) {
                    parts.openCallee().get().endOverdue();
                } else {
                    parts.ending.confirmed();
                }
            }
        }
    }
}
