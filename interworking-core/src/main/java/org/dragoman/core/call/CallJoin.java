package org.dragoman.core.call;

import java.time.Duration;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;

/// The part of {@link CallMachine} that joins two calls of one transferor (attended transfer): it
/// leaves both, and the parties that are left talk to one another over a {@link CallBridge}.
///
/// - Source: RFC 3891 for Replaces; RFC 5589 §7 for what the transferor does.
final class CallJoin {
    private static final Cause NOT_THERE = Cause.gateway(31); // Q.850: normal, unspecified
    private static final Duration OTHER_CALL = Duration.ofSeconds(5); // a loop, not a network

    private CallJoin() {}

    /// In the call that asks: its party waits, and the other call is asked for its own.
    static void ask(CallDraft d, LegId other) {
        ask(d, other, d.callerUses.map(MediaDescription::of));
    }

    /// - {@code can}: what the party that asks uses, or could.
    static void ask(CallDraft d, LegId other, Optional<MediaDescription> can) {
        d.waitFor(Wait.Kind.OTHER_CALL, OTHER_CALL);
        var wish = new CallBridge.Wish(d.callerPolicy, can, d.parties.caller());
        d.put(new CallOutput.AskCall(other, wish));
    }

    /// In the call that is asked: it gives its party where both talk and their codecs go together.
    /// A party that rings itself is nobody's to give; one that calls and waits for its answer is
    /// picked up (RFC 3891 §3).
    static void takeOver(CallDraft d, Optional<Side> side, CallInput.TakeOver asked) {
        if (CallReplace.isAwaited(d, side)) {
            CallReplace.pickUp(d, asked);
            return;
        }
        boolean talks =
                d.phase == Phase.TALKING
                        && d.exchange.isEmpty()
                        && side.filter(s -> s == Side.CALLER || s == Side.CALLEE).isPresent();
        if (!talks) {
            d.decide(d.caller, "another call asked for a party that does not talk here");
            answer(d, asked, new CallBridge.No(NOT_THERE));
            return;
        }
        boolean leaverCalled = side.get() == Side.CALLER;
        var stays = leaverCalled ? d.calleeLeg() : d.caller;
        var uses = leaverCalled ? d.calleeUses : d.callerUses;
        var policy = leaverCalled ? d.callee.orElseThrow().policy() : d.callerPolicy;
        var theirs = fitting(d, uses, policy, asked.wish());
        if (theirs.isEmpty()) {
            d.decide(asked.leg(), "no codec goes together with that of the other call");
            answer(d, asked, new CallBridge.No(Cause.BEARER_NOT_IMPLEMENTED));
            return;
        }
        CallThreeWay.leave(d);
        var party = leaverCalled ? d.parties.callee() : d.parties.caller();
        var holds = leaverCalled ? d.calleeHolds : d.callerHolds;
        d.put(new CallOutput.Part());
        d.order(asked.leg(), new LegCommand.Release(Cause.NORMAL_CLEARING));
        d.givenUp.add(asked.leg());
        replace(d, leaverCalled, asked, theirs);
        var given = new CallBridge.Given(stays, policy, uses, party, holds.any());
        answer(d, asked, new CallBridge.Yes(given));
    }

    /// What the new party uses beside the one that stays.
    private static Optional<Codec> fitting(
            CallDraft d, Optional<Codec> uses, TrunkPolicy policy, CallBridge.Wish wish) {
        return uses.flatMap(
                        used ->
                                wish.can()
                                        .flatMap(
                                                can ->
                                                        d.negotiation.answer(
                                                                MediaDescription.of(used),
                                                                can,
                                                                policy.codecs(),
                                                                wish.policy().codecs())))
                .map(MediaDescription::first);
    }

    /// The bridge takes the place of the one who leaves.
    private static void replace(
            CallDraft d, boolean leaverCalled, CallInput.TakeOver asked, Optional<Codec> theirs) {
        var seat = new LegId(d.caller.call(), ++d.dialled);
        var wish = asked.wish();
        var stays = leaverCalled ? d.calleeLeg() : d.caller;
        boolean held = (leaverCalled ? d.callerHolds : d.calleeHolds).any();
        if (leaverCalled) {
            d.caller = seat;
            d.callerPolicy = wish.policy();
            d.callerUses = theirs;
            d.callerHolds = Holds.NOT;
            d.callerDigits = DigitFilter.EMPTY;
            d.parties = d.parties.withCaller(wish.party());
        } else {
            d.callee = Optional.of(new CallState.Callee(seat, wish.policy(), Optional.empty()));
            d.calleeUses = theirs;
            d.calleeHolds = Holds.NOT;
            d.calleeDigits = DigitFilter.EMPTY;
            d.parties = d.parties.withCallee(wish.party());
        }
        d.put(new CallOutput.SeatBridge(seat, asked.bridge().giving()));
        if (held) {
            d.put(new CallOutput.StopSound(stays));
            d.order(stays, new LegCommand.Resume());
        }
        d.order(stays, new LegCommand.UpdateIdentity(wish.party()));
    }

    static void answer(CallDraft d, CallInput.TakeOver asked, CallBridge.Reply reply) {
        d.put(new CallOutput.AnswerCall(asked.bridge(), reply));
    }

    /// In the call that asked: the other one gave its party.
    static void joined(CallDraft d, CallInput.Joined joined) {
        if (!d.waitsFor(Wait.Kind.OTHER_CALL)) {
            d.put(new CallOutput.DropBridge(joined.end()));
            return;
        }
        if (d.phase == Phase.AWAITING_ROUTE) {
            CallReplace.joined(d, joined);
            return;
        }
        var given = joined.given();
        var seat = new LegId(d.caller.call(), ++d.dialled);
        d.callee = Optional.of(new CallState.Callee(seat, given.policy(), Optional.empty()));
        d.calleeUses = given.uses();
        d.calleeHolds = Holds.NOT.byPeer(given.holds());
        d.parties = d.parties.withCallee(given.party());
        d.put(new CallOutput.SeatBridge(seat, joined.end()));
        CallTransfer.done(d);
    }

    static void notJoined(CallDraft d, Cause why) {
        if (!d.waitsFor(Wait.Kind.OTHER_CALL)) {
            return;
        }
        if (d.phase == Phase.AWAITING_ROUTE) {
            d.end(why, Optional.empty());
        } else {
            NewParty.failed(d, d.caller, why, Optional.empty());
        }
    }
}
