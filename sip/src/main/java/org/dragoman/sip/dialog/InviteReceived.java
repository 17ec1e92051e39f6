package org.dragoman.sip.dialog;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.rules.ProgressTables.Event;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.SipResponse;

/// The caller's side: an INVITE that came in, until it is answered or refused.
///
/// - Source: RFC 3261 §13.3; RFC 3262 §3, §5; RFC 3578 for overlap.
final class InviteReceived {
    private final Talk talk;
    private final Acceptance acceptance;
    private final ReplyMedia media;
    private Incoming invite;
    private ReliableProvisionals reliable;
    private State state = State.ANSWER;
    private Optional<LegCommand.Answer> answerLater = Optional.empty();
    private Optional<SipResponse> repeated = Optional.empty();

    /// What is waited for.
    private enum State {
        ANSWER,
        DIGITS,
        OVER
    }

    InviteReceived(Talk talk, Acceptance acceptance, Incoming invite) {
        this.talk = talk;
        this.acceptance = acceptance;
        this.media = new ReplyMedia(talk);
        this.invite = invite;
        talk.dialog(Dialog.called(invite.request(), talk.around.token()));
        this.reliable = new ReliableProvisionals(talk, invite);
    }

    /// Whether the call is neither answered nor refused yet.
    boolean isOpen() {
        return state != State.OVER;
    }

    /// Reports the call. The endpoint has made sure that the offer, if any, can be read.
    void begin() throws PeerFault {
        var request = invite.request();
        talk.learn(request);
        media.begin(request);
        talk.sessionTimer = talk.sessionTimer.answering(request);
        var identities = talk.identities();
        var call =
                new CallRequest(
                        talk.caller(request),
                        identities.called(request),
                        identities.redirections(request.headers()),
                        !talk.peer().overlap(),
                        media.offered(),
                        request.hops(),
                        Carried.by(request.headers(), talk.around.mappings().elements()));
        talk.emit(
                leg ->
                        talk.around
                                .replaces()
                                .<LegEvent>map(r -> new LegEvent.Replacing(leg, call, r))
                                .orElseGet(() -> new LegEvent.Offered(leg, call)));
    }

    void progress(LegCommand.Progress command) {
        var reason = command.cause().map(talk::reason).orElse(Headers.NONE);
        provisional(status(Event.PROGRESS, command.inBand()), command.media(), reason);
    }

    void ring(LegCommand.Ring command) {
        provisional(status(Event.RINGING, command.inBand()), command.media(), Headers.NONE);
    }

    private int status(Event event, boolean inBand) {
        var status = talk.around.mappings().progress().sipStatus(event, inBand);
        talk.decideMeaning(event + " -> " + status.value(), status.row());
        return status.value();
    }

    private void provisional(int status, Optional<MediaDescription> told, Headers headers) {
        if (state != State.ANSWER || answerLater.isPresent()) {
            return;
        }
        var response = talk.response(status).with(talk.ownHeaders()).with(headers);
        boolean peerCan = talk.peerSupports("100rel");
        boolean off = talk.peer().reliable() == SipPeer.Reliable.OFF;
        boolean required = invite.request().headers().words("Require").contains("100rel");
        boolean reliably =
                required || peerCan && talk.peer().reliable() == SipPeer.Reliable.REQUIRED;
        var early = media.early(told, reliably, peerCan && !off);
        var complete = early.sdp().map(s -> response.withBody(Body.sdp(s.text()))).orElse(response);
        if (early.reliably()) {
            reliable.send(complete);
        } else {
            talk.respond(invite, complete);
            repeated = Optional.of(complete);
            talk.start(Timer.REPEAT_PROVISIONAL, Timer.REPEAT);
        }
    }

    void repeatProvisional() {
        if (state == State.ANSWER && repeated.isPresent()) {
            talk.respond(invite, repeated.get());
            talk.start(Timer.REPEAT_PROVISIONAL, Timer.REPEAT);
        }
    }

    void answer(LegCommand.Answer command) {
        if (state != State.ANSWER) {
            return;
        }
        if (reliable.holdsBackAnswer()) {
            answerLater = Optional.of(command); // RFC 3262 §3
            return;
        }
        boolean fresh = !media.hasAnswered();
        if (!media.canAnswer(command)) {
            talk.decide("488: the answer has no codec that was offered (RFC 3264 §6)");
            refuse(Cause.BEARER_NOT_IMPLEMENTED, talk.response(488));
            return;
        }
        var body = media.answer(command, fresh);
        close();
        boolean offered = !media.hasOffer() && body.isPresent();
        var ok =
                talk.response(200)
                        .with(talk.ownHeaders())
                        .with(talk.sessionTimer.answer(talk.peerSupports("timer")))
                        .with(connected(command.connected()));
        acceptance.begin(invite, body.map(ok::withBody).orElse(ok), offered, true);
    }

    private Headers connected(Optional<Party> party) {
        return party.map(p -> talk.writer().identity(p)).orElse(Headers.NONE);
    }

    /// A codec the core wanted that could not be said any more; for after the ACK.
    Optional<MediaDescription> change() {
        return media.change();
    }

    /// Takes a PRACK.
    void acknowledged(Incoming prack) {
        if (!reliable.acknowledged(prack.request())) {
            talk.respond(prack, 481); // RFC 3262 §3
            return;
        }
        if (talk.media().ourOffer().isPresent()) {
            try {
                var settled = media.answered(prack.request());
                talk.respond(prack, 200);
                talk.agree(settled);
                media.agreed();
                talk.emit(leg -> new LegEvent.MediaAnswered(leg, settled.media()));
            } catch (PeerFault e) {
                talk.decide("488: " + e.getMessage());
                talk.respond(prack, 488);
                refuse(Cause.BEARER_NOT_IMPLEMENTED, talk.response(488));
                return;
            }
        } else {
            talk.respond(prack, 200);
        }
        talk.settledEarly = media.isSettledEarly();
        reliable.sendNext();
        answerLater.filter(_ -> !reliable.holdsBackAnswer()).ifPresent(this::answerNow);
    }

    private void answerNow(LegCommand.Answer command) {
        answerLater = Optional.empty();
        answer(command);
    }

    void repeatReliable() {
        if (reliable.isLost()) {
            talk.decide("504: a reliable response was never acknowledged (RFC 3262 §3)");
            refuse(Cause.TIMER_EXPIRED, talk.response(504));
        }
    }

    /// The core gives the call up.
    void refuse(Cause cause) {
        var status = talk.causes().sipStatusOf(cause);
        talk.decideCause(cause.q850() + " -> " + status.value() + ": " + status.why());
        var response = talk.response(status.value()).with(talk.reason(cause));
        boolean later = status.value() == 503 && cause.equals(Cause.CONGESTION); // our own
        refuse(cause, later ? response.retryLater() : response);
    }

    private void refuse(Cause cause, SipResponse response) {
        boolean waits = state == State.ANSWER;
        close();
        if (waits) {
            talk.respond(invite, response);
        }
        talk.finish(cause);
    }

    void redirect(List<Party> targets, Cause cause) {
        var response = talk.response(302).with(talk.reason(cause));
        for (var target : targets) {
            response = response.with("Contact", "<" + talk.writer().called(target) + ">");
        }
        refuse(cause, response);
    }

    /// The peer ends the INVITE, by CANCEL or BYE.
    void ended(Cause cause) {
        refuse(cause, talk.response(487)); // RFC 3261 §9.2, §15.1.2
    }

    private void close() {
        state = State.OVER;
        reliable.stop();
        talk.stop(Timer.REPEAT_PROVISIONAL);
        talk.stop(Timer.DIGITS);
    }

    /// The number is incomplete. A caller that dials digit by digit sends another INVITE with
    /// more; for others 484 is the end (RFC 3578 §3.2).
    void askForDigits() {
        if (state != State.ANSWER) {
            return;
        }
        if (!talk.peer().overlap()) {
            refuse(Cause.INCOMPLETE_NUMBER);
            return;
        }
        talk.respond(invite, 484);
        reliable.stop();
        talk.stop(Timer.REPEAT_PROVISIONAL);
        state = State.DIGITS;
        talk.start(Timer.DIGITS, Timer.NEXT_DIGIT);
    }

    void noMoreDigits() {
        if (state == State.DIGITS) {
            refuse(Cause.INCOMPLETE_NUMBER);
        }
    }

    /// Another INVITE of the same call: true when it carries the number on.
    boolean dialledOn(Incoming next) {
        var before = talk.identities().called(invite.request()).digits();
        var after = talk.identities().called(next.request()).digits();
        boolean goesOn =
                isOpen()
                        && talk.peer().overlap()
                        && !media.hasAnswered()
                        && after.length() > before.length()
                        && after.startsWith(before);
        if (!goesOn) {
            return false;
        }
        if (state == State.ANSWER) {
            talk.respond(invite, 484); // RFC 3578 §3.2: the older one is done with
        }
        talk.respond(next, SipResponse.of(100, ""));
        talk.stop(Timer.DIGITS);
        talk.dialog(talk.dialog().heard(next.request()));
        invite = next;
        reliable = new ReliableProvisionals(talk, next);
        state = State.ANSWER;
        var digits = after.substring(before.length());
        talk.emit(leg -> new LegEvent.DialledDigits(leg, digits, false));
        return true;
    }
}
