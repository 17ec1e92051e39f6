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
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.media.sdp.SdpParser;
import org.dragoman.media.sdp.SessionDescription;
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
    private Incoming invite;
    private ReliableProvisionals reliable;
    private State state = State.ANSWER;
    private Optional<OfferAnswer.TheirOffer> offer = Optional.empty();
    private Optional<Said> said = Optional.empty();
    private Optional<MediaDescription> ourOffer = Optional.empty(); // not sent yet
    private boolean offerAnswered; // ours went out reliably and the PRACK answered it
    private Optional<LegCommand.Answer> answerLater = Optional.empty();
    private Optional<SipResponse> repeated = Optional.empty();
    private Optional<MediaDescription> change = Optional.empty();

    /// What is waited for.
    private enum State {
        ANSWER,
        DIGITS,
        OVER
    }

    /// The answer the peer was given already.
    private record Said(SessionDescription sdp, MediaDescription media, boolean reliably) {}

    InviteReceived(Talk talk, Acceptance acceptance, Incoming invite) {
        this.talk = talk;
        this.acceptance = acceptance;
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
        if (request.sdp().isPresent()) {
            talk.media(talk.media().offered(SdpParser.parse(request.sdp().get())));
            offer = talk.media().theirOffer();
        }
        talk.sessionTimer = talk.sessionTimer.answering(request);
        var identities = talk.identities();
        var call =
                new CallRequest(
                        talk.caller(request),
                        identities.called(request),
                        identities.redirections(request.headers()),
                        !talk.peer().overlap(),
                        offer.map(OfferAnswer.TheirOffer::media),
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

    private void provisional(int status, Optional<MediaDescription> media, Headers headers) {
        if (state != State.ANSWER || answerLater.isPresent()) {
            return;
        }
        var response = talk.response(status).with(talk.ownHeaders()).with(headers);
        boolean peerCan = talk.peerSupports("100rel");
        boolean off = talk.peer().reliable() == SipPeer.Reliable.OFF;
        boolean required = invite.request().headers().words("Require").contains("100rel");
        boolean reliably =
                required || peerCan && talk.peer().reliable() == SipPeer.Reliable.REQUIRED;
        var sdp = Optional.<SessionDescription>empty();
        if (offer.isPresent()) {
            if (media.isPresent() && said.isEmpty()) {
                sdp = settle(media.get(), reliably).map(Said::sdp);
            } else if (!reliably) {
                sdp = said.map(Said::sdp); // a repeated preview hurts nobody (RFC 6337 §3.1.1)
            }
        } else if (media.isPresent() && !talk.media().isPending() && !offerAnswered) {
            if (peerCan && !off) {
                var offered = talk.media().offer(media.get());
                talk.media(offered.next());
                sdp = Optional.of(offered.sdp());
                reliably = true; // RFC 3262 §5: an offer must not get lost
                ourOffer = Optional.empty();
            } else {
                ourOffer = media; // waits for the 200
            }
        }
        var complete = sdp.map(s -> response.withBody(Body.sdp(s.text()))).orElse(response);
        if (reliably) {
            reliable.send(complete);
        } else {
            talk.respond(invite, complete);
            repeated = Optional.of(complete);
            talk.start(Timer.REPEAT_PROVISIONAL, Timer.REPEAT);
        }
    }

    private Optional<Said> settle(MediaDescription media, boolean reliably) {
        var settled = talk.media().answer(media);
        settled.ifPresent(talk::agree);
        said = settled.map(s -> new Said(s.sdp(), s.media(), reliably));
        return said;
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
        var body = offer.isPresent() ? answerBody(command) : offerBody(command);
        if (state == State.OVER) {
            return; // nothing in common: refused on the way
        }
        close();
        boolean offered = offer.isEmpty() && body.isPresent();
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

    private Optional<Body> answerBody(LegCommand.Answer command) {
        if (said.isEmpty()) {
            var media = command.media().orElseGet(talk::standard);
            if (settle(media, false).isEmpty()) {
                talk.decide("488: the answer has no codec that was offered (RFC 3264 §6)");
                refuse(Cause.BEARER_NOT_IMPLEMENTED, talk.response(488));
                return Optional.empty();
            }
            return said.map(s -> Body.sdp(s.sdp().text()));
        }
        var early = said.get();
        var stands = talk.changedEarly ? talk.current() : early.media();
        boolean differs = command.media().map(m -> !m.usesTheSameAs(stands)).orElse(false);
        if (differs && early.reliably()) {
            change = command.media(); // by a re-INVITE, once the call stands
        } else if (differs) {
            talk.media(again(command.media().orElseThrow()));
            settle(command.media().orElseThrow(), false);
        }
        return early.reliably() && !differs
                ? Optional.empty()
                : said.filter(s -> !s.reliably()).map(s -> Body.sdp(s.sdp().text()));
    }

    // the early answer was only a preview: the offer is open until the 200 (RFC 6337 §3.1.1)
    private OfferAnswer again(MediaDescription media) {
        var reopened = offer.orElseThrow();
        try {
            var negotiation = talk.media().offered(reopened.sdp());
            return negotiation.answer(media).isPresent() ? negotiation : talk.media();
        } catch (PeerFault e) {
            throw new IllegalStateException("an offer that was taken once", e);
        }
    }

    private Optional<Body> offerBody(LegCommand.Answer command) {
        if (offerAnswered) {
            change = command.media().filter(m -> !m.usesTheSameAs(talk.current()));
            return Optional.empty();
        }
        var media = command.media().or(() -> ourOffer).orElseGet(talk::standard);
        var offered = talk.media().offer(media);
        talk.media(offered.next());
        return Optional.of(Body.sdp(offered.sdp().text()));
    }

    /// A codec the core wanted that could not be said any more; for after the ACK.
    Optional<MediaDescription> change() {
        return change;
    }

    /// Takes a PRACK.
    void acknowledged(Incoming prack) {
        if (!reliable.acknowledged(prack.request())) {
            talk.respond(prack, 481); // RFC 3262 §3
            return;
        }
        if (talk.media().ourOffer().isPresent()) {
            try {
                var sdp = prack.request().sdp();
                if (sdp.isEmpty()) {
                    throw new PeerFault.Unexpected(
                            PeerFault.Scope.CALL, "a PRACK without the answer (RFC 3262 §5)");
                }
                var settled = talk.media().answered(SdpParser.parse(sdp.get()));
                talk.respond(prack, 200);
                talk.agree(settled);
                offerAnswered = true;
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
        talk.settledEarly = offerAnswered || said.filter(Said::reliably).isPresent();
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
        refuse(cause, talk.response(status.value()).with(talk.reason(cause)));
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
                        && said.isEmpty()
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
