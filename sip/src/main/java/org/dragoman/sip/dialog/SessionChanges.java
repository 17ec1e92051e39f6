package org.dragoman.sip.dialog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.media.sdp.SdpParser;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.Reason;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// Changes of ours to a call that stands: re-INVITE and UPDATE we send, one at a time.
///
/// - Source: RFC 3261 §14.1; RFC 3311 §5.1; RFC 4028 §7.2; RFC 6337 §3.4.
final class SessionChanges {
    private static final int WAITING = 16; // changes; more is a core gone wild

    private final Talk talk;
    private final Acceptance acceptance;
    private final boolean callIdIsOurs;
    private final Deque<Change> waiting = new ArrayDeque<>();
    private Optional<Sent> sent = Optional.empty();
    private Optional<SipRequest> ack = Optional.empty(); // of the last re-INVITE
    private boolean glare;

    private record Sent(int ticket, String method, Change change, boolean early) {}

    /// - {@code callIdIsOurs}: we made the call: decides who waits longer after a glare.
    SessionChanges(Talk talk, Acceptance acceptance, boolean callIdIsOurs) {
        this.talk = talk;
        this.acceptance = acceptance;
        this.callIdIsOurs = callIdIsOurs;
    }

    boolean owns(int ticket) {
        return sent.map(s -> s.ticket() == ticket).orElse(false);
    }

    /// Whether a re-INVITE of ours waits for its final response.
    boolean isInviting() {
        return sent.map(s -> s.method().equals("INVITE")).orElse(false);
    }

    void want(Change change) {
        if (waiting.size() < WAITING) {
            waiting.add(change);
        } else {
            talk.decide("a change was dropped: " + WAITING + " wait already");
        }
        next();
    }

    /// Sends the next change, when nothing else is going on.
    void next() {
        if (!mayChange()
                || talk.over
                || glare
                || sent.isPresent()
                || acceptance.isPending()
                || talk.media().isPending()) {
            return;
        }
        var change = waiting.poll();
        if (change != null) {
            send(change);
        }
    }

    /// Before the call is answered by UPDATE alone, and once a first offer was answered reliably
    /// (RFC 3311 §5.1).
    private boolean mayChange() {
        return talk.established || talk.settledEarly && talk.peerAllows("UPDATE");
    }

    private void send(Change change) {
        switch (change) {
            case Change.Media(var offer, _) -> {
                if (offer.isFax() && !talk.mayBeFax()) {
                    talk.decide("no T.38 with this peer");
                    report(change, Cause.BEARER_NOT_IMPLEMENTED);
                    next();
                } else {
                    offer(change, talk.shown(offer));
                }
            }
            case Change.Direction(boolean holding) -> {
                talk.holdingPeer = holding;
                offer(change, talk.current());
            }
            case Change.Refresh() -> {
                if (talk.peerAllows("UPDATE")) {
                    update(change, Headers.NONE);
                } else {
                    offer(change, talk.current());
                }
            }
            case Change.Probe() -> probe(change);
            case Change.Identity(var party) -> {
                if (talk.peerAllows("UPDATE")) {
                    update(change, talk.writer().identity(party));
                } else {
                    next(); // RFC 4916 §3: without UPDATE there is no way to say it
                }
            }
        }
    }

    /// By re-INVITE, or in an early dialog by UPDATE.
    private void offer(Change change, MediaDescription offer) {
        var made =
                talk.media()
                        .offer(talk.holdingPeer ? offer.withDirection(talk.ourDirection()) : offer);
        talk.media(made.next());
        var method = talk.established ? "INVITE" : "UPDATE";
        request(change, method, refreshing(), Optional.of(Body.sdp(made.sdp().text())));
    }

    private void request(Change change, String method, Headers headers, Optional<Body> body) {
        int ticket = talk.sendInDialog(method, headers, body);
        sent = Optional.of(new Sent(ticket, method, change, !talk.established));
    }

    // an early dialog has no session to expire (RFC 4028 §1)
    private Headers refreshing() {
        var own = talk.ownHeaders();
        return talk.established ? own.with(talk.sessionTimer.asked()) : own;
    }

    // neither touches the sound; UPDATE is better where it is known, since no peer answers it
    // without looking for the call (RFC 3311 §5.2), which some do with OPTIONS
    private void probe(Change change) {
        var method = talk.peerAllows("UPDATE") ? "UPDATE" : "OPTIONS";
        request(change, method, talk.ownHeaders(), Optional.empty());
    }

    private void update(Change change, Headers more) {
        request(change, "UPDATE", refreshing().with(more), Optional.empty());
    }

    /// A response to our change. True when it shows that the peer knows no such call (any more).
    boolean replied(SipResponse response) {
        if (response.isProvisional()) {
            return false;
        }
        var done = sent.orElseThrow();
        sent = Optional.empty();
        talk.learn(response);
        if (done.change() instanceof Change.Probe) {
            return probed(response);
        }
        if (response.isSuccess()) {
            accepted(done, response);
            return false;
        }
        if (talk.media().ourOffer().isPresent()) { // a refused refresh leaves their offer alone
            talk.media(talk.media().withdrawn());
        }
        int status = response.status();
        if (status == 481 || status == 408) {
            return true; // RFC 3261 §12.2.1.2
        }
        if (status == 491) {
            waiting.addFirst(done.change());
            glare = true;
            talk.start(Timer.GLARE, glareWait());
        } else if (status == 422) {
            talk.sessionTimer = talk.sessionTimer.raised(response);
            waiting.addFirst(done.change());
        } else {
            refused(done.change(), response);
        }
        next();
        return false;
    }

    // whatever else it says, it is there (RFC 3261 §12.2.1.2)
    private boolean probed(SipResponse response) {
        boolean gone = response.status() == 481 || response.status() == 408;
        if (!gone) {
            talk.watch();
            next();
        }
        return gone;
    }

    /// Our change could not be sent, or got no answer. True when that shows that the peer is gone:
    /// not where only a connection to it failed, which says nothing of the one it has to us.
    boolean unanswered(boolean unreachable) {
        boolean probing = sent.map(s -> s.change() instanceof Change.Probe).orElse(false);
        return replied(SipResponse.of(probing && unreachable ? 503 : 408, ""));
    }

    // RFC 3261 §14.1: in steps of 10 ms, and never both sides at the same moment
    private Duration glareWait() {
        var random = talk.around.random();
        return Duration.ofMillis(
                callIdIsOurs ? 2_100 + 10L * random.nextInt(191) : 10L * random.nextInt(201));
    }

    private void accepted(Sent done, SipResponse response) {
        talk.dialog(talk.dialog().refreshed(response));
        if (done.method().equals("INVITE")) {
            var request = talk.dialog().request("ACK", response.sequence());
            ack = Optional.of(request);
            talk.out(new Output.SendAck(request));
        }
        if (!done.early()) {
            talk.sessionTimer = talk.sessionTimer.answered(response);
            talk.watch();
        }
        if (talk.media().ourOffer().isPresent()) {
            answered(done.change(), response);
            talk.changedEarly |= done.early();
        }
        next();
    }

    private void answered(Change change, SipResponse response) {
        try {
            var settled = talk.media().answered(SdpParser.parse(response.sdp().orElse("")));
            talk.agree(settled);
            if (change instanceof Change.Media(_, var reported) && reported) {
                talk.emit(leg -> new LegEvent.MediaAnswered(leg, settled.media()));
            }
        } catch (PeerFault e) {
            talk.decide("an answer that cannot be used: " + e.getMessage());
            talk.media(talk.media().withdrawn());
            report(change, Cause.BEARER_NOT_IMPLEMENTED);
        }
    }

    private void refused(Change change, SipResponse response) {
        var mapped =
                talk.causes()
                        .causeOfSipStatus(
                                response.status(),
                                Reason.q850(response.headers()),
                                Reason.warning(response.headers()));
        talk.decideCause(response + " to a change: " + mapped.why());
        report(change, mapped.value());
    }

    private void report(Change change, Cause cause) {
        if (change instanceof Change.Media(_, var reported) && reported) {
            talk.emit(leg -> new LegEvent.MediaRefused(leg, cause));
        }
    }

    /// A 200 to a re-INVITE again: our ACK got lost.
    void repeated(SipResponse response) {
        ack.filter(a -> a.sequence() == response.sequence())
                .ifPresent(a -> talk.out(new Output.SendAck(a)));
    }

    void glareOver() {
        glare = false;
        next();
    }

    /// Whether an offer of ours is out in a request.
    boolean isOffering() {
        return sent.isPresent() && talk.media().ourOffer().isPresent();
    }

    static Optional<MediaDescription> offered(OfferAnswer media) {
        return media.theirOffer().map(OfferAnswer.TheirOffer::media);
    }
}
