package org.dragoman.core.call;

import java.util.Optional;
import org.dragoman.core.media.MediaDescription;

/// The part of {@link CallMachine} that begins a call by calling its first party. When that one has
/// answered it is the caller, and the second is dialled as in a transfer ({@link CallTransfer}),
/// with nobody who stands aside.
final class CallStart {
    private CallStart() {}

    static void begin(CallDraft d, CallOrder order) {
        var call = CallRequest.of(order.shownToSecond(), order.second(), Optional.empty());
        d.request = Optional.of(call);
        d.parties = new Parties(order.first(), order.second());
        d.transfer = Optional.of(new Transfer(Optional.empty(), Optional.empty(), call, false));
        d.callerOver = true; // it is not called yet
        d.phase = Phase.AWAITING_FIRST_PARTY;
        d.decide(d.caller, "the gateway begins this call: the first party is called");
        var first = CallRequest.of(order.shownToFirst(), order.first(), Optional.empty());
        d.put(new CallOutput.FindRoute(first, Optional.empty()));
    }

    static void routed(CallDraft d, CallInput.Routed routed) {
        d.targets.clear();
        d.targets.addAll(routed.targets());
        d.failover = routed.failover();
        dialNext(d, Cause.NO_ROUTE, Optional.empty());
    }

    private static void dialNext(CallDraft d, Cause last, Optional<Side> by) {
        if (d.targets.isEmpty()) {
            d.end(last, by);
            return;
        }
        var target = d.targets.removeFirst();
        d.caller = new LegId(d.caller.call(), d.dialled++);
        d.callerPolicy = target.policy();
        d.callerOver = false;
        d.callerUses = Optional.empty();
        d.waitFor(Wait.Kind.NEW_PARTY, target.policy().setup());
        var offer = Optional.of(Negotiation.own(target.policy().codecs()));
        d.put(new CallOutput.MakeLeg(d.caller, target.trunk()));
        d.order(d.caller, new LegCommand.Dial(target.request().withMedia(offer)));
    }

    /// What the first party does until it has answered.
    static void happened(CallDraft d, Side side, LegEvent event) {
        switch (event) {
            case LegEvent.Progress e -> sign(d, e.media(), e.inBand());
            case LegEvent.Ringing e -> sign(d, e.media(), true);
            case LegEvent.Answered e -> answered(d, e);
            case LegEvent.MoreDigits _ -> giveUp(d, Cause.INCOMPLETE_NUMBER);
            case LegEvent.Redirected e -> giveUp(d, e.cause());
            case LegEvent.MediaOffered e ->
                    d.order(e.leg(), new LegCommand.RefuseMedia(Cause.TEMPORARY_FAILURE));
            case LegEvent.Held _ -> d.callerHolds = d.callerHolds.byPeer(true);
            case LegEvent.Resumed _ -> d.callerHolds = d.callerHolds.byPeer(false);
            case LegEvent.IdentityChanged e -> d.parties = d.parties.withCaller(e.party());
            case LegEvent.Released e -> CallMachine.released(d, side, e);
            case LegEvent.Offered _,
                    LegEvent.Replacing _, // none of these triggers anything, as EventTable says
                    LegEvent.Proceeding _,
                    LegEvent.DialledDigits _,
                    LegEvent.MediaAnswered _,
                    LegEvent.MediaRefused _,
                    LegEvent.Digit _,
                    LegEvent.TransferRequested _,
                    LegEvent.MeetingRequested _,
                    LegEvent.KeyFrameWanted _ -> {}
        }
    }

    /// - {@code alerted}: the party rings, or there is something to hear there.
    private static void sign(CallDraft d, Optional<MediaDescription> described, boolean alerted) {
        learn(d, described);
        if (alerted && !d.waitsFor(Wait.Kind.NEW_PARTY_ANSWER)) {
            d.waitFor(Wait.Kind.NEW_PARTY_ANSWER, d.callerPolicy.noAnswer());
        }
    }

    private static void learn(CallDraft d, Optional<MediaDescription> described) {
        d.callerUses =
                described.flatMap(m -> m.codecs().stream().findFirst()).or(() -> d.callerUses);
    }

    private static void answered(CallDraft d, LegEvent.Answered e) {
        learn(d, e.media());
        if (d.callerUses.isEmpty()) {
            d.decide(e.leg(), "answered without saying with what media");
            giveUp(d, Cause.PROTOCOL_ERROR);
            return;
        }
        d.callerSettled = true;
        d.targets.clear();
        d.failover = java.util.Set.of();
        d.phase = Phase.AWAITING_NEW_PARTY;
        d.decide(e.leg(), "the first party is there: the second one is called");
        NewParty.findRoute(d);
    }

    static void giveUp(CallDraft d, Cause why) {
        var leg = d.caller;
        d.order(leg, new LegCommand.Release(why));
        d.givenUp.add(leg);
        d.callerOver = true;
        failed(d, leg, why, Optional.empty());
    }

    /// The first party cannot be had there.
    static void failed(CallDraft d, LegId leg, Cause why, Optional<Side> by) {
        if (!d.targets.isEmpty() && d.failover.contains(why.q850())) {
            d.decide(leg, "cause " + why.q850() + ": the next target is tried");
            dialNext(d, why, by);
        } else {
            d.end(why, by);
        }
    }
}
