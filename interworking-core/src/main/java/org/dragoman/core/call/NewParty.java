package org.dragoman.core.call;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;

/// The part of {@link CallMachine} that calls a new party in the course of a {@link CallTransfer}:
/// targets in their order, redirections, sound before the answer, and a codec that goes together
/// with that of the party who waits.
///
/// - Source: RFC 5589 §6 and RFC 3515 §2.4 for what a transferor sees.
final class NewParty {
    private NewParty() {}

    static void findRoute(CallDraft d) {
        var transfer = d.transfer.orElseThrow();
        d.put(new CallOutput.FindRoute(transfer.request(), transfer.by()));
    }

    static void routed(CallDraft d, CallInput.Routed routed) {
        d.targets.clear();
        d.targets.addAll(routed.targets());
        d.failover = routed.failover();
        dialNext(d, Cause.NO_ROUTE, Optional.empty());
    }

    private static void dialNext(CallDraft d, Cause last, Optional<Side> by) {
        if (d.targets.isEmpty()) {
            failed(d, d.caller, last, by);
            return;
        }
        var target = d.targets.removeFirst();
        var leg = new LegId(d.caller.call(), ++d.dialled);
        var offer = offer(d, target.policy());
        d.callee = Optional.of(new CallState.Callee(leg, target.policy(), Optional.of(offer)));
        d.parties = d.parties.withCallee(target.request().to());
        d.waitFor(Wait.Kind.NEW_PARTY, target.policy().setup());
        d.put(new CallOutput.MakeLeg(leg, target.trunk()));
        d.order(leg, new LegCommand.Dial(target.request().withMedia(Optional.of(offer))));
    }

    /// What the new party is offered: what the one who waits uses, and what that can become; else
    /// the gateway's own, and the one who waits changes its codec.
    private static MediaDescription offer(CallDraft d, TrunkPolicy policy) {
        return d.callerUses
                .flatMap(
                        used ->
                                d.negotiation.offer(
                                        MediaDescription.of(used).withVideo(d.callerVideo),
                                        d.callerCodecs(),
                                        policy.codecs()))
                .orElseGet(() -> Negotiation.own(policy.codecs()));
    }

    static void progress(CallDraft d, LegEvent.Progress e) {
        if (take(d, e.media())) {
            listen(d, e.inBand(), e.media().isPresent());
        }
    }

    static void ringing(CallDraft d, LegEvent.Ringing e) {
        if (!take(d, e.media())) {
            return;
        }
        if (!d.waitsFor(Wait.Kind.NEW_PARTY_ANSWER)) {
            d.waitFor(Wait.Kind.NEW_PARTY_ANSWER, d.callee.orElseThrow().policy().noAnswer());
            CallTransfer.tell(d, TransferStatus.RINGING, Optional.empty());
            CallTransfer.reach(
                    d, CallState.Told.RINGING, new LegCommand.Ring(false, Optional.empty()));
        }
        if (!e.inBand() && !d.calleeSounds) {
            d.playRingback();
        }
        listen(d, e.inBand(), e.media().isPresent());
    }

    /// Sound of the new party reaches the one who waits where their codecs go together.
    private static void listen(CallDraft d, boolean inBand, boolean described) {
        if (inBand) {
            CallTransfer.silence(d);
        }
        if ((inBand || described) && fits(d)) {
            d.put(new CallOutput.Join(d.calleeLeg()));
        }
    }

    /// Takes a description of the new party. False: it has answered already, or is given up.
    private static boolean take(CallDraft d, Optional<MediaDescription> described) {
        if (d.transfer.orElseThrow().awaitsMedia()) {
            return false;
        }
        if (described.filter(MediaDescription::isFax).isPresent()) {
            giveUp(d, Cause.BEARER_NOT_IMPLEMENTED);
            return false;
        }
        d.calleeUses = described.map(MediaDescription::first).or(() -> d.calleeUses);
        d.calleeVideo = described.map(MediaDescription::video).orElse(d.calleeVideo);
        return true;
    }

    private static boolean fits(CallDraft d) {
        return d.callerUses.isPresent()
                && d.calleeUses.isPresent()
                && d.fit(d.callerUses.get(), d.calleeUses.get());
    }

    static void answered(CallDraft d, LegEvent.Answered e) {
        if (!take(d, e.media())) {
            return;
        }
        d.parties =
                d.parties.withCallee(
                        e.connected().or(() -> d.connected).orElse(d.parties.callee()));
        if (d.calleeUses.isEmpty()) {
            d.decide(e.leg(), "answered without saying with what media");
            giveUp(d, Cause.PROTOCOL_ERROR);
        } else if (fits(d)) {
            CallTransfer.done(d);
        } else {
            changeCodec(d);
        }
    }

    /// Nothing turns the one codec into the other: the party that waits is asked to change.
    private static void changeCodec(CallDraft d) {
        var theirs = MediaDescription.of(d.calleeUses.orElseThrow());
        var offer = d.negotiation.offer(theirs, d.calleeCodecs(), d.callerCodecs());
        if (offer.isEmpty()) {
            giveUp(d, Cause.BEARER_NOT_IMPLEMENTED);
            return;
        }
        d.transfer = d.transfer.map(t -> t.awaitingMedia(true));
        d.order(d.caller, new LegCommand.OfferMedia(offer.get()));
        d.waitFor(Wait.Kind.MEDIA_ANSWER, CallTalk.MEDIA_ANSWER);
    }

    static void mediaAnswered(CallDraft d, LegEvent.MediaAnswered e) {
        if (!e.leg().equals(d.caller) || !d.transfer.orElseThrow().awaitsMedia()) {
            return;
        }
        d.callerUses = e.answer().codecs().stream().findFirst();
        if (fits(d)) {
            CallTransfer.done(d);
        } else {
            giveUp(d, Cause.BEARER_NOT_IMPLEMENTED);
        }
    }

    static void mediaRefused(CallDraft d, LegEvent.MediaRefused e) {
        if (e.leg().equals(d.caller) && d.transfer.orElseThrow().awaitsMedia()) {
            giveUp(d, Cause.BEARER_NOT_IMPLEMENTED);
        }
    }

    /// The new party is told to end.
    static void giveUp(CallDraft d, Cause why) {
        var leg = d.callee.map(CallState.Callee::leg).orElse(d.caller);
        d.giveUpCallee(why);
        failed(d, leg, why, Optional.empty());
    }

    /// A new party cannot be had: the next target is tried, or all is as it was before.
    static void failed(CallDraft d, LegId leg, Cause why, Optional<Side> by) {
        d.transfer = d.transfer.map(t -> t.awaitingMedia(false));
        if (!d.targets.isEmpty() && d.failover.contains(why.q850())) {
            d.decide(leg, "cause " + why.q850() + ": the next target is tried");
            dialNext(d, why, by);
            return;
        }
        if (CallSetup.goesOn(d, why)) {
            d.decide(leg, "cause " + why.q850() + ": the next contact is tried");
            sendOn(d, d.redirects.further());
            return;
        }
        d.targets.clear();
        if (d.transfer.flatMap(Transfer::aside).isPresent()) {
            CallTransfer.putBack(d, why);
        } else {
            d.transfer = Optional.empty();
            CallTransfer.silence(d);
            CallFailure.end(d, why, by);
        }
    }

    /// The new party says to call elsewhere.
    static void redirected(CallDraft d, LegEvent.Redirected e) {
        d.giveUpCallee(e.cause());
        if (e.targets().isEmpty() || !d.redirects.mayGoOn()) {
            d.decide(e.leg(), "redirected too often, or to nobody");
            failed(d, e.leg(), e.cause(), Optional.of(Side.CALLEE));
            return;
        }
        d.decide(e.leg(), "redirected; the gateway dials there itself");
        var request = d.transfer.orElseThrow().request();
        sendOn(d, e.targets().stream().map(t -> CallSetup.sentOn(request, e, t)).toList());
    }

    private static void sendOn(CallDraft d, List<CallRequest> requests) {
        d.redirects = d.redirects.to(requests);
        d.transfer = d.transfer.map(t -> t.withRequest(requests.getFirst()));
        findRoute(d);
    }

    /// Who repeats what it uses is answered; all else has to wait until it is clear who talks.
    static void mediaOffered(CallDraft d, Side side, LegEvent.MediaOffered e) {
        var uses =
                switch (side) {
                    case CALLER -> d.callerUses;
                    case CALLEE -> d.calleeUses;
                    case TRANSFEROR ->
                            d.transfer.flatMap(Transfer::aside).flatMap(Transfer.Aside::uses);
                    case GIVEN_UP -> Optional.<Codec>empty();
                };
        boolean repeats =
                !e.offer().isFax()
                        && uses.isPresent()
                        && e.offer().first().matches(uses.get())
                        && !d.transfer.orElseThrow().awaitsMedia();
        d.order(
                e.leg(),
                repeats
                        ? new LegCommand.AnswerMedia(Negotiation.own(e.offer().first(), e.offer()))
                        : new LegCommand.RefuseMedia(Cause.TEMPORARY_FAILURE));
    }
}
