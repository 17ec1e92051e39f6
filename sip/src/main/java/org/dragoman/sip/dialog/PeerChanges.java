package org.dragoman.sip.dialog;

import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.media.sdp.SdpParser;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// Changes of the peer to the session: re-INVITE and UPDATE we receive. Hold, resume, a moved
/// address and a refresh are answered at once; a codec that is not in use is the core's to decide.
///
/// - Source: RFC 3261 §14.2; RFC 3264 §8.4; RFC 3311 §5.2; RFC 4028 §9; RFC 6337 §3.4.
final class PeerChanges {
    private final Talk talk;
    private final Acceptance acceptance;
    private final SessionChanges ours;
    private Optional<Incoming> waiting = Optional.empty(); // for the core's answer

    PeerChanges(Talk talk, Acceptance acceptance, SessionChanges ours) {
        this.talk = talk;
        this.acceptance = acceptance;
        this.ours = ours;
    }

    /// Whether the core owes us an answer for the peer.
    boolean isOwed() {
        return waiting.isPresent();
    }

    void received(Incoming incoming) {
        var request = incoming.request();
        if (request.is("INVITE") && isBusy(incoming) || isGlare(incoming)) {
            return;
        }
        if (SessionTimer.isTooShort(request)) {
            talk.respond(
                    incoming,
                    talk.response(422)
                            .with(
                                    "Min-SE",
                                    Long.toString(talk.sessionTimer.minimum().toSeconds())));
            return;
        }
        identity(request);
        if (request.sdp().isEmpty()) {
            withoutOffer(incoming);
            return;
        }
        try {
            talk.media(talk.media().offered(SdpParser.parse(request.sdp().get())));
            offered(incoming);
        } catch (PeerFault.Malformed e) {
            talk.decide("400: " + e.getMessage());
            talk.respond(incoming, 400);
        } catch (PeerFault e) {
            talk.decide("488: " + e.getMessage());
            talk.respond(incoming, notAcceptable());
        }
    }

    private boolean isBusy(Incoming incoming) {
        if (ours.isInviting()) {
            talk.respond(incoming, 491); // RFC 3261 §14.2
            return true;
        }
        if (acceptance.isPending() || waiting.isPresent()) {
            later(incoming);
            return true;
        }
        return false;
    }

    private boolean isGlare(Incoming incoming) {
        if (incoming.request().sdp().isEmpty()) {
            return false;
        }
        if (talk.hasMedia() && talk.media().ourOffer().isPresent()) {
            talk.respond(incoming, 491); // RFC 3311 §5.2
            return true;
        }
        if (talk.hasMedia() && talk.media().theirOffer().isPresent()) {
            later(incoming);
            return true;
        }
        if (talk.media().agreed().isEmpty()) {
            talk.respond(incoming, 491); // RFC 3311 §5.1: the INVITE's own offer comes first
            return true;
        }
        return false;
    }

    private void later(Incoming incoming) {
        int seconds = talk.around.random().nextInt(11); // RFC 3261 §14.2: 0 to 10
        talk.respond(incoming, talk.response(500).with("Retry-After", Integer.toString(seconds)));
    }

    private void identity(SipRequest request) {
        talk.identities()
                .connected(request)
                .filter(p -> request.is("UPDATE") && request.sdp().isEmpty())
                .ifPresent(p -> talk.emit(leg -> new LegEvent.IdentityChanged(leg, p)));
    }

    private void withoutOffer(Incoming incoming) {
        if (incoming.request().is("UPDATE")) {
            accept(incoming, Optional.empty());
            return;
        }
        var made = talk.media().offer(talk.current().isFax() ? talk.current() : allSound());
        talk.media(made.next());
        acceptance.begin(incoming, ok(incoming).withBody(Body.sdp(made.sdp().text())), true, false);
        talk.watch();
    }

    /// For 3pcc: what is in use, and then the rest the peer is configured with.
    private MediaDescription allSound() {
        var codecs = new java.util.ArrayList<>(talk.current().codecs());
        talk.peer().codecs().stream()
                .filter(c -> codecs.stream().noneMatch(c::matches))
                .forEach(codecs::add);
        return talk.current().withCodecs(codecs);
    }

    private void offered(Incoming incoming) {
        var offer = talk.media().theirOffer().map(OfferAnswer.TheirOffer::media).orElseThrow();
        var inUse = talk.media().agreed();
        if (inUse.isPresent() && offer.takes(inUse.get())) {
            answer(incoming, talk.current());
            return;
        }
        if (offer.isFax() && !talk.mayBeFax()) {
            talk.decide("488: no T.38 with this peer");
            talk.media(talk.media().withdrawn());
            talk.respond(incoming, notAcceptable());
            return;
        }
        waiting = Optional.of(incoming);
        talk.start(
                Timer.ANSWER_OWED,
                incoming.request().is("INVITE") ? Timer.CORE_ANSWERS : Timer.UPDATE_ANSWERS);
        talk.emit(leg -> new LegEvent.MediaOffered(leg, offer));
    }

    private void answer(Incoming incoming, MediaDescription media) {
        var theirs = talk.media().theirOffer().orElseThrow().media().direction();
        var settled = talk.media().answer(talk.shown(media));
        if (settled.isEmpty()) {
            talk.media(talk.media().withdrawn());
            talk.respond(incoming, notAcceptable());
            return;
        }
        talk.agree(settled.get());
        talk.changedEarly |= !talk.established;
        accept(incoming, Optional.of(Body.sdp(settled.get().sdp().text())));
        held(!theirs.receives());
    }

    private void held(boolean now) {
        if (now != talk.heldByPeer) {
            talk.heldByPeer = now;
            talk.emit(leg -> now ? new LegEvent.Held(leg) : new LegEvent.Resumed(leg));
        }
    }

    private SipResponse ok(Incoming incoming) {
        talk.sessionTimer = talk.sessionTimer.answering(incoming.request());
        return talk.response(200)
                .with(talk.ownHeaders())
                .with(talk.sessionTimer.answer(talk.peerSupports("timer")));
    }

    private void accept(Incoming incoming, Optional<Body> body) {
        var ok = ok(incoming);
        var response = body.map(ok::withBody).orElse(ok);
        if (incoming.request().is("INVITE")) {
            acceptance.begin(incoming, response, false, false);
        } else {
            talk.respond(incoming, response);
        }
        if (talk.established) { // an early dialog has no session to expire (RFC 4028 §1)
            talk.watch();
        }
    }

    private SipResponse notAcceptable() {
        return talk.response(488)
                .with(
                        "Warning",
                        "304 " + talk.around.localHost() + " \"Media type not available\"");
    }

    /// The core answers.
    void answer(MediaDescription media) {
        var incoming = waiting.orElseThrow();
        done();
        answer(incoming, media);
        ours.next();
    }

    void refuse(Cause cause) {
        waiting.ifPresent(
                incoming -> {
                    done();
                    talk.media(talk.media().withdrawn());
                    talk.respond(incoming, notAcceptable().with(talk.reason(cause)));
                });
        ours.next();
    }

    /// The core did not answer in time: the change is refused, the call goes on as it was.
    void answerOverdue() {
        if (waiting.isPresent()) {
            talk.decide("488: no answer to the change from the other side of the call in time");
            refuse(Cause.TIMER_EXPIRED);
        }
    }

    /// The peer takes its re-INVITE back, or ends the call over it.
    void cancelled() {
        waiting.ifPresent(
                incoming -> {
                    done();
                    talk.media(talk.media().withdrawn());
                    talk.respond(incoming, 487);
                });
    }

    private void done() {
        waiting = Optional.empty();
        talk.stop(Timer.ANSWER_OWED);
    }

    /// The ACK to a 200 that carried our offer.
    void offerAnswered(Acceptance.Wait wait, SipRequest ack) throws PeerFault {
        var before = talk.media().agreed();
        if (ack.sdp().isEmpty()) {
            throw new PeerFault.Unexpected(
                    PeerFault.Scope.CALL, "an ACK without the answer (RFC 3261 §13.2.2.4)");
        }
        var settled = talk.media().answered(SdpParser.parse(ack.sdp().get()));
        talk.agree(settled);
        var media = settled.media();
        if (wait.initial()) {
            talk.emit(leg -> new LegEvent.MediaAnswered(leg, media));
        } else if (before.isPresent() && !before.get().usesTheSameAs(media)) {
            talk.emit(leg -> new LegEvent.MediaOffered(leg, media)); // AnswerMedia confirms it
        }
        held(!media.direction().receives());
    }
}
