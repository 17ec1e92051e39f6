package org.dragoman.core.call;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.Sound;

/// The part of {@link CallMachine} that connects a party of a call to somebody new, dialled by the
/// gateway: who is transferred hears music or the ringing tone meanwhile, and keeps its call. The
/// one who talked to it stands aside; it is told how it goes, and is released when it went well,
/// or put back when not. The party that stays is the caller's side from then on.
///
/// - Source: RFC 5589 §6 and RFC 3515 §2.4 for what a transferor sees; ITU-T H.450.2 §8.
final class CallTransfer {
    private CallTransfer() {}

    static void requested(CallDraft d, Side side, LegEvent.TransferRequested e) {
        if (d.exchange.isPresent()) {
            d.decide(e.leg(), "no transfer while other media is being agreed");
            refuse(d, e.leg());
            return;
        }
        begin(d, side, e.to(), e.replaces(), true);
    }

    /// Somebody else than the party itself wants it, who was told already whether that can be.
    static void ordered(CallDraft d, Side from, Party to, Optional<LegId> replaces) {
        if (d.phase == Phase.TALKING && d.exchange.isEmpty()) {
            begin(d, from, to, replaces, false);
        }
    }

    private static void begin(
            CallDraft d, Side from, Party to, Optional<LegId> replaces, boolean asked) {
        var leaves = from == Side.CALLER ? d.caller : d.calleeLeg();
        standAside(d, from, asked);
        var request =
                CallRequest.of(d.parties.caller(), to, Optional.empty())
                        .withMaxForwards(d.request.orElseThrow().maxForwards() - 1);
        var aside = d.transfer.orElseThrow().aside();
        d.transfer = Optional.of(new Transfer(aside, Optional.of(leaves), request, false));
        d.redirects = Redirects.NONE;
        d.targets.clear();
        d.failover = Set.of();
        d.phase = Phase.AWAITING_NEW_PARTY;
        d.put(new CallOutput.Part());
        waitWithMusic(d, aside.orElseThrow());
        tell(d, TransferStatus.TRYING, Optional.empty());
        if (replaces.isPresent()) {
            d.decide(leaves, "transfers the other side to the party of another call");
            CallJoin.ask(d, replaces.get());
        } else {
            d.decide(leaves, "transfers the other side: the gateway dials the new party");
            findRoute(d);
        }
    }

    /// The one who leaves stands aside; who stays is the caller from now on.
    private static void standAside(CallDraft d, Side from, boolean asked) {
        if (from == Side.CALLER) {
            swap(d);
        }
        var leaves = d.callee.orElseThrow();
        var aside =
                new Transfer.Aside(
                        leaves.leg(),
                        leaves.policy(),
                        from == Side.CALLER,
                        asked,
                        d.callerHolds.any(),
                        d.calleeUses,
                        d.calleeHolds,
                        d.calleeDigits,
                        d.parties.callee());
        var nobody = CallRequest.of(Party.UNKNOWN, Party.UNKNOWN, Optional.empty());
        d.transfer = Optional.of(new Transfer(Optional.of(aside), Optional.empty(), nobody, false));
        d.forgetCallee();
    }

    /// The two sides change places.
    private static void swap(CallDraft d) {
        var other = d.callee.orElseThrow();
        d.callee = Optional.of(new CallState.Callee(d.caller, d.callerPolicy, Optional.empty()));
        d.caller = other.leg();
        d.callerPolicy = other.policy();
        var uses = d.callerUses;
        d.callerUses = d.calleeUses;
        d.calleeUses = uses;
        var video = d.callerVideo;
        d.callerVideo = d.calleeVideo;
        d.calleeVideo = video;
        var holds = d.callerHolds;
        d.callerHolds = d.calleeHolds;
        d.calleeHolds = holds;
        var digits = d.callerDigits;
        d.callerDigits = d.calleeDigits;
        d.calleeDigits = digits;
        d.parties = d.parties.swapped();
    }

    private static void waitWithMusic(CallDraft d, Transfer.Aside aside) {
        if (aside.holds().any()) {
            d.order(d.caller, new LegCommand.Resume()); // music goes on, if there was any
        } else {
            d.callerPolicy
                    .sounds()
                    .music()
                    .ifPresent(m -> d.put(new CallOutput.PlaySound(d.caller, new Sound.Music(m))));
        }
    }

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

    /// What happens while a new party is awaited.
    static void happened(CallDraft d, Side side, LegEvent event) {
        switch (event) {
            case LegEvent.Progress e -> progress(d, e);
            case LegEvent.Ringing e -> ringing(d, e);
            case LegEvent.Answered e -> answered(d, e);
            case LegEvent.MoreDigits _ -> giveUp(d, Cause.INCOMPLETE_NUMBER);
            case LegEvent.Redirected e -> redirected(d, e);
            case LegEvent.MediaOffered e -> mediaOffered(d, side, e);
            case LegEvent.MediaAnswered e -> mediaAnswered(d, e);
            case LegEvent.MediaRefused e -> mediaRefused(d, e);
            case LegEvent.Held _ -> held(d, side, true);
            case LegEvent.Resumed _ -> held(d, side, false);
            case LegEvent.TransferRequested e -> refuse(d, e.leg());
            case LegEvent.IdentityChanged e -> identityChanged(d, side, e.party());
            case LegEvent.Released e -> CallMachine.released(d, side, e);
            case LegEvent.Offered _,
                    LegEvent.Replacing _, // none of these triggers anything, as EventTable says
                    LegEvent.Proceeding _,
                    LegEvent.DialledDigits _,
                    LegEvent.Digit _,
                    LegEvent.KeyFrameWanted _ -> {}
        }
    }

    private static void progress(CallDraft d, LegEvent.Progress e) {
        if (take(d, e.media())) {
            listen(d, e.inBand(), e.media().isPresent());
        }
    }

    private static void ringing(CallDraft d, LegEvent.Ringing e) {
        if (!take(d, e.media())) {
            return;
        }
        if (!d.waitsFor(Wait.Kind.NEW_PARTY_ANSWER)) {
            d.waitFor(Wait.Kind.NEW_PARTY_ANSWER, d.callee.orElseThrow().policy().noAnswer());
            tell(d, TransferStatus.RINGING, Optional.empty());
            reach(d, CallState.Told.RINGING, new LegCommand.Ring(false, Optional.empty()));
        }
        if (!e.inBand() && !d.calleeSounds) {
            d.playRingback();
        }
        listen(d, e.inBand(), e.media().isPresent());
    }

    /// Sound of the new party reaches the one who waits where their codecs go together.
    private static void listen(CallDraft d, boolean inBand, boolean described) {
        if (inBand) {
            silence(d);
        }
        if ((inBand || described) && fits(d)) {
            d.put(new CallOutput.Join(d.calleeLeg()));
        }
    }

    private static void silence(CallDraft d) {
        d.tone = false;
        d.put(new CallOutput.StopSound(d.caller));
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

    private static void answered(CallDraft d, LegEvent.Answered e) {
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
            done(d);
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

    private static void mediaAnswered(CallDraft d, LegEvent.MediaAnswered e) {
        if (!e.leg().equals(d.caller) || !d.transfer.orElseThrow().awaitsMedia()) {
            return;
        }
        d.callerUses = e.answer().codecs().stream().findFirst();
        if (fits(d)) {
            done(d);
        } else {
            giveUp(d, Cause.BEARER_NOT_IMPLEMENTED);
        }
    }

    private static void mediaRefused(CallDraft d, LegEvent.MediaRefused e) {
        if (e.leg().equals(d.caller) && d.transfer.orElseThrow().awaitsMedia()) {
            giveUp(d, Cause.BEARER_NOT_IMPLEMENTED);
        }
    }

    /// Both talk.
    static void done(CallDraft d) {
        var aside = d.transfer.orElseThrow().aside();
        silence(d);
        d.put(new CallOutput.Join(d.calleeLeg()));
        tell(d, TransferStatus.DONE, Optional.empty());
        aside.ifPresent(
                a -> {
                    d.order(a.leg(), new LegCommand.Release(Cause.NORMAL_CLEARING));
                    d.givenUp.add(a.leg());
                });
        boolean begun = d.told != CallState.Told.ANSWERED;
        d.transfer = Optional.empty();
        d.order(d.caller, new LegCommand.UpdateIdentity(d.parties.callee()));
        if (begun) {
            reach(
                    d,
                    CallState.Told.ANSWERED,
                    new LegCommand.Answer(Optional.empty(), Optional.empty()));
        } else {
            d.put(new CallOutput.Transferred(d.caller, d.calleeLeg()));
            d.decide(d.calleeLeg(), "talks to the party that was transferred");
        }
        CallTalk.begin(d);
    }

    /// A call that the gateway began gets on: nobody needs to be told.
    private static void reach(CallDraft d, CallState.Told sign, LegCommand as) {
        if (d.told.compareTo(sign) < 0) {
            d.told = sign;
            d.put(new CallOutput.Milestone(as));
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
            putBack(d, why);
        } else {
            d.transfer = Optional.empty();
            silence(d);
            CallFailure.end(d, why, by);
        }
    }

    private static void putBack(CallDraft d, Cause why) {
        var aside = d.transfer.flatMap(Transfer::aside).orElseThrow();
        d.decide(aside.leg(), "the transfer failed, cause " + why.q850() + ": all is as before");
        tell(d, TransferStatus.FAILED, Optional.of(why));
        silence(d);
        if (aside.held() && !d.callerHolds.any()) {
            d.order(aside.leg(), new LegCommand.Resume());
        }
        d.callee = Optional.of(new CallState.Callee(aside.leg(), aside.policy(), Optional.empty()));
        d.calleeUses = aside.uses();
        d.calleeHolds = aside.holds();
        d.calleeDigits = aside.digits();
        d.parties = d.parties.withCallee(aside.party());
        d.transfer = Optional.empty();
        if (aside.wasCaller()) {
            swap(d);
        }
        d.put(new CallOutput.Join(d.calleeLeg()));
        d.phase = Phase.TALKING;
        d.waitForever();
        holdAgain(d, aside);
    }

    private static void holdAgain(CallDraft d, Transfer.Aside aside) {
        var back = aside.wasCaller() ? Side.CALLER : Side.CALLEE;
        if (aside.holds().any()) {
            d.opposite(back).ifPresent(other -> CallTalk.hold(d, back, other, true));
        }
        var stayed = aside.wasCaller() ? d.calleeHolds : d.callerHolds;
        if (stayed.any() && !aside.held()) {
            d.order(aside.leg(), new LegCommand.Hold());
        }
    }

    /// The new party says to call elsewhere.
    private static void redirected(CallDraft d, LegEvent.Redirected e) {
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
    private static void mediaOffered(CallDraft d, Side side, LegEvent.MediaOffered e) {
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

    private static void held(CallDraft d, Side side, boolean holds) {
        switch (side) {
            case CALLER -> d.callerHolds = d.callerHolds.byPeer(holds);
            case CALLEE -> d.calleeHolds = d.calleeHolds.byPeer(holds);
            case TRANSFEROR -> aside(d, a -> a.withHolds(a.holds().byPeer(holds)));
            case GIVEN_UP -> {}
        }
    }

    private static void identityChanged(CallDraft d, Side side, Party party) {
        switch (side) {
            case CALLER -> d.parties = d.parties.withCaller(party);
            case CALLEE -> d.connected = Optional.of(party);
            case TRANSFEROR -> aside(d, a -> a.withParty(party));
            case GIVEN_UP -> {}
        }
    }

    private static void aside(CallDraft d, UnaryOperator<Transfer.Aside> change) {
        d.transfer = d.transfer.map(t -> t.withAside(t.aside().map(change)));
    }

    /// The transferor hung up: what it began goes on without it (RFC 5589 §6.1).
    static void asideLeft(CallDraft d) {
        d.transfer = d.transfer.map(t -> t.withAside(Optional.empty()));
        if (d.waitsFor(Wait.Kind.OTHER_CALL)) {
            return;
        }
        d.decide(d.caller, "the transferor has left; the transfer goes on");
    }

    /// The call ends: who stands aside ends with it.
    static void forgetAside(CallDraft d, Cause why) {
        tell(d, TransferStatus.FAILED, Optional.of(why));
        d.transfer
                .flatMap(Transfer::aside)
                .ifPresent(
                        a -> {
                            d.order(a.leg(), new LegCommand.Release(why));
                            d.givenUp.add(a.leg());
                        });
        d.transfer = Optional.empty();
    }

    private static void refuse(CallDraft d, LegId leg) {
        d.order(
                leg,
                new LegCommand.TellTransfer(
                        TransferStatus.FAILED, Optional.of(Cause.TEMPORARY_FAILURE)));
    }

    private static void tell(CallDraft d, TransferStatus status, Optional<Cause> cause) {
        d.transfer
                .flatMap(Transfer::aside)
                .filter(Transfer.Aside::asked)
                .ifPresent(a -> d.order(a.leg(), new LegCommand.TellTransfer(status, cause)));
    }
}
