package org.dragoman.core.call;

import java.util.Optional;
import java.util.Set;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;

/// The part of {@link CallMachine} for a call that comes in to take the place of a leg in another
/// one: a phone that somebody else's phone gives its call to, or one that picks up what rings
/// elsewhere. The two calls stay two, joined by a {@link CallBridge}; the leg replaced ends.
///
/// - Source: RFC 3891 §3, §5.
final class CallReplace {
    private CallReplace() {}

    /// In the call that comes in: the other call is asked for its party.
    static void begin(CallDraft d, LegEvent.Replacing e) {
        d.request = Optional.of(e.request());
        d.parties = new Parties(e.request().from(), e.request().to());
        d.phase = Phase.AWAITING_ROUTE;
        d.decide(e.leg(), "takes the place of leg " + e.replaced());
        var own = Optional.of(Negotiation.own(d.callerCodecs()));
        CallJoin.ask(d, e.replaced(), e.request().media().or(() -> own));
    }

    /// In the call that came in: the other one gave its party, which counts as a destination that
    /// answered.
    static void joined(CallDraft d, CallInput.Joined joined) {
        var given = joined.given();
        var seat = new LegId(d.caller.call(), ++d.dialled);
        var uses = given.uses().map(MediaDescription::of);
        d.callee = Optional.of(new CallState.Callee(seat, given.policy(), uses));
        d.calleeHolds = Holds.NOT.byPeer(given.holds());
        d.request = d.request.map(r -> r.withTo(given.party()));
        d.put(new CallOutput.SeatBridge(seat, joined.end()));
        d.waitForever();
        CallSetup.answered(d, new LegEvent.Answered(seat, uses, Optional.of(given.party())));
    }

    /// Whether a leg is one that was dialled and has not answered: in the words of RFC 3891 §3, an
    /// early dialog that we began.
    static boolean isAwaited(CallDraft d, Optional<Side> side) {
        return side.equals(Optional.of(Side.CALLEE)) && d.phase.isDialled();
    }

    /// In the call that is asked, where the leg only rings: whoever asks answers in its place.
    static void pickUp(CallDraft d, CallInput.TakeOver asked) {
        var wish = asked.wish();
        var theirs = theirs(d, wish);
        if (theirs.isEmpty()) {
            d.decide(asked.leg(), "no codec goes together with that of the other call");
            CallJoin.answer(d, asked, new CallBridge.No(Cause.BEARER_NOT_IMPLEMENTED));
            return;
        }
        d.decide(asked.leg(), "somebody else answers in its place");
        d.targets.clear();
        d.failover = Set.of();
        d.redirects = Redirects.NONE;
        d.giveUpCallee(Cause.ANSWERED_ELSEWHERE);
        var seat = new LegId(d.caller.call(), ++d.dialled);
        var media = theirs.map(MediaDescription::of);
        d.callee = Optional.of(new CallState.Callee(seat, wish.policy(), media));
        d.put(new CallOutput.SeatBridge(seat, asked.bridge().giving()));
        var given =
                new CallBridge.Given(
                        d.caller,
                        d.callerPolicy,
                        ours(d, theirs.get(), wish),
                        d.parties.caller(),
                        d.callerHolds.any());
        CallJoin.answer(d, asked, new CallBridge.Yes(given));
        CallSetup.answered(d, new LegEvent.Answered(seat, media, Optional.of(wish.party())));
    }

    /// What the one who answers is to use: best what the caller can pass through.
    private static Optional<Codec> theirs(CallDraft d, CallBridge.Wish wish) {
        var policy = wish.policy().codecs();
        var caller =
                settled(d)
                        .map(MediaDescription::of)
                        .or(() -> d.request.flatMap(CallRequest::media))
                        .orElseGet(() -> Negotiation.own(d.callerCodecs()));
        var can = wish.can().orElseThrow().codecs();
        return d.negotiation.offer(caller, d.callerCodecs(), policy).stream()
                .flatMap(offer -> offer.codecs().stream())
                .filter(c -> can.stream().anyMatch(c::matches))
                .findFirst();
    }

    /// What the caller will use beside that.
    private static Optional<Codec> ours(CallDraft d, Codec theirs, CallBridge.Wish wish) {
        return settled(d)
                .or(
                        () ->
                                d.request
                                        .flatMap(CallRequest::media)
                                        .flatMap(
                                                offer ->
                                                        d.negotiation.answer(
                                                                MediaDescription.of(theirs),
                                                                offer,
                                                                wish.policy().codecs(),
                                                                d.callerCodecs()))
                                        .map(MediaDescription::first))
                .or(() -> Optional.of(theirs));
    }

    private static Optional<Codec> settled(CallDraft d) {
        return d.callerSettled ? d.callerUses : Optional.empty();
    }
}
