package org.dragoman.core.call;

import java.util.List;
import java.util.Optional;

/// A call: the caller's leg, the destinations tried one after the other, and what passes between.
/// Pure; a loop drives it. What each event does in each phase stands in
/// {@link EventTable}; how is told by {@link CallSetup} and {@link CallTalk}.
///
/// Sources: RFC 4123 §7, §9; RFC 3398 and RFC 4497 for what crosses.
final class CallMachine {
    /// What a step leads to.
    record Step(CallState next, List<CallOutput> outputs) {}

    private CallMachine() {}

    static Step step(CallState state, CallInput input) {
        var d = new CallDraft(state);
        switch (input) {
            case CallInput.Happened(var event, var at) -> {
                var side = state.side(event.leg());
                if (side.isPresent()) {
                    happened(d, side.get(), new CallInput.Happened(event, at));
                } else if (state.phase() != Phase.ENDED) {
                    d.put(new CallOutput.Complain(event, state.phase()));
                }
            }
            case CallInput.Branched _ -> {} // for the fork
            case CallInput.Heard(var leg) -> {
                if (state.side(leg).equals(Optional.of(Side.CALLEE))) {
                    CallSetup.heard(d);
                }
            }
            case CallInput.Silent(var leg, var length) -> {
                if (state.side(leg).filter(s -> s != Side.GIVEN_UP).isPresent()) {
                    CallTalk.silent(d, leg, length);
                }
            }
            case CallInput.Routed routed -> routed(d, routed);
            case CallInput.NotRouted(var cause) -> notRouted(d, cause);
            case CallInput.DigitsNeeded _ -> digitsNeeded(d);
            case CallInput.Begin(var order) -> {
                if (d.phase == Phase.AWAITING_OFFER) {
                    CallStart.begin(d, order);
                }
            }
            case CallInput.HoldBy(var held, boolean on) -> CallHold.heldBy(d, held, on);
            case CallInput.SendDigits(var to, var digits) -> CallTalk.sendDigits(d, to, digits);
            case CallInput.SendOn(var from, var to, var replaces) ->
                    CallTransfer.ordered(d, from, to, replaces);
            case CallInput.TakeOver asked -> CallJoin.takeOver(d, state.side(asked.leg()), asked);
            case CallInput.Joined joined -> CallJoin.joined(d, joined);
            case CallInput.NotJoined(var cause) -> CallJoin.notJoined(d, cause);
            case CallInput.Lend asked -> CallThreeWay.lend(d, state.side(asked.leg()), asked);
            case CallInput.Lent(var room) -> CallThreeWay.lent(d, room);
            case CallInput.NotLent _ -> CallThreeWay.notLent(d);
            case CallInput.MeetingOver(var room) -> CallThreeWay.over(d, room);
            case CallInput.Expired(int serial) -> {
                if (serial == state.waiting().serial()) {
                    expired(d);
                }
            }
            case CallInput.SoundOver(var leg) -> {
                if (leg.equals(d.caller)) {
                    CallScripted.soundOver(d);
                    CallFailure.over(d);
                }
            }
            case CallInput.Led _ -> CallScripted.lead(d);
            case CallInput.Left _ -> CallScripted.left(d);
            case CallInput.ScriptAnswers _ -> CallScripted.answer(d);
            case CallInput.ScriptPlays(var sound) -> CallScripted.play(d, sound);
            case CallInput.ScriptStops _ -> CallScripted.stopSound(d);
            case CallInput.ScriptRecalls _ -> CallScripted.recall(d);
            case CallInput.HangUp(var cause) -> d.end(cause, Optional.empty());
        }
        return d.finish();
    }

    private static void routed(CallDraft d, CallInput.Routed routed) {
        CallScripted.goOn(d);
        if (d.phase == Phase.AWAITING_ROUTE) {
            CallSetup.routed(d, routed);
        } else if (d.phase == Phase.AWAITING_FIRST_PARTY) {
            CallStart.routed(d, routed);
        } else if (d.phase == Phase.AWAITING_NEW_PARTY) {
            NewParty.routed(d, routed);
        }
    }

    private static void notRouted(CallDraft d, Cause cause) {
        CallScripted.goOn(d);
        if (d.phase == Phase.AWAITING_ROUTE) {
            CallFailure.end(d, cause, Optional.empty());
        } else if (d.phase == Phase.AWAITING_FIRST_PARTY) {
            d.end(cause, Optional.empty());
        } else if (d.phase == Phase.AWAITING_NEW_PARTY) {
            NewParty.failed(d, d.caller, cause, Optional.empty());
        }
    }

    private static void digitsNeeded(CallDraft d) {
        CallScripted.goOn(d);
        if (d.phase == Phase.AWAITING_ROUTE) {
            CallSetup.digitsNeeded(d);
        } else {
            notRouted(d, Cause.INCOMPLETE_NUMBER); // nobody can dial on here
        }
    }

    private static void happened(CallDraft d, Side side, CallInput.Happened input) {
        var event = input.event();
        switch (EventTable.effect(d.phase, side, event.getClass())) {
            case TRIGGERS -> act(d, side, input);
            case PASSES -> {}
            case ERROR -> d.put(new CallOutput.Complain(event, d.phase));
        }
    }

    private static void act(CallDraft d, Side side, CallInput.Happened input) {
        if (d.phase == Phase.AWAITING_FIRST_PARTY) {
            CallStart.happened(d, side, input.event());
            return;
        }
        if (d.phase == Phase.AWAITING_NEW_PARTY) {
            CallTransfer.happened(d, side, input.event());
            return;
        }
        if (d.phase == Phase.AWAITING_SCRIPT) {
            CallScripted.happened(d, side, input.event(), input.at());
            return;
        }
        if (CallFax.isTooEarly(d, input.event())) {
            CallFax.refuseCall(d, input.event().leg());
            return;
        }
        switch (input.event()) {
            case LegEvent.Offered e -> CallSetup.offered(d, e);
            case LegEvent.Replacing e -> CallReplace.begin(d, e);
            case LegEvent.DialledDigits e -> CallSetup.dialledDigits(d, e);
            case LegEvent.Proceeding _ -> CallSetup.proceeding(d);
            case LegEvent.MoreDigits _ -> CallSetup.moreDigits(d);
            case LegEvent.Progress e -> CallSetup.progress(d, e);
            case LegEvent.Ringing e -> CallSetup.ringing(d, e);
            case LegEvent.Answered e -> CallSetup.answered(d, e);
            case LegEvent.Redirected e -> CallSetup.redirected(d, e);
            case LegEvent.MediaOffered e -> CallTalk.mediaOffered(d, side, e);
            case LegEvent.MediaAnswered e -> CallTalk.mediaAnswered(d, side, e);
            case LegEvent.MediaRefused e -> CallTalk.mediaRefused(d, side, e);
            case LegEvent.Held _ -> CallHold.held(d, side, true);
            case LegEvent.Resumed _ -> CallHold.held(d, side, false);
            case LegEvent.Digit e -> CallTalk.digit(d, side, e, input.at());
            case LegEvent.KeyFrameWanted _ -> CallVideo.keyFrameWanted(d, side);
            case LegEvent.TransferRequested e -> CallTransfer.requested(d, side, e);
            case LegEvent.MeetingRequested e -> CallThreeWay.requested(d, e);
            case LegEvent.IdentityChanged e -> CallTalk.identityChanged(d, side, e);
            case LegEvent.Released e -> released(d, side, e);
        }
    }

    static void released(CallDraft d, Side side, LegEvent.Released e) {
        switch (side) {
            case CALLER -> {
                d.callerOver = true;
                if (d.phase == Phase.AWAITING_FIRST_PARTY) {
                    CallStart.failed(d, e.leg(), e.cause(), Optional.of(Side.CALLER));
                } else {
                    d.end(e.cause(), Optional.of(Side.CALLER));
                }
            }
            case CALLEE -> {
                boolean beforeAnswer = d.phase.isBeforeAnswer();
                d.forgetCallee();
                if (d.phase == Phase.AWAITING_NEW_PARTY) {
                    NewParty.failed(d, e.leg(), e.cause(), Optional.of(Side.CALLEE));
                } else if (beforeAnswer) {
                    CallSetup.failed(d, e.leg(), e.cause(), Optional.of(Side.CALLEE));
                } else {
                    d.end(e.cause(), Optional.of(Side.CALLEE));
                }
            }
            case TRANSFEROR -> CallTransfer.asideLeft(d);
            case GIVEN_UP -> {
                d.givenUp.remove(e.leg());
                d.finishWhenAllAreOver();
            }
        }
    }

    private static void giveUpNewParty(CallDraft d, Cause why) {
        if (d.phase == Phase.AWAITING_FIRST_PARTY) {
            CallStart.giveUp(d, why);
        } else {
            NewParty.giveUp(d, why);
        }
    }

    private static void expired(CallDraft d) {
        switch (d.waitKind()) {
            case FOREVER -> {}
            case OFFER, CALLER_MEDIA, SCRIPT -> d.end(Cause.TIMER_EXPIRED, Optional.empty());
            case DIGITS -> d.end(Cause.INCOMPLETE_NUMBER, Optional.empty());
            case SETUP -> CallSetup.silent(d);
            case ANSWER -> CallSetup.giveUp(d, Cause.NO_ANSWER);
            case MEDIA_ANSWER -> {
                if (d.phase == Phase.AWAITING_NEW_PARTY) {
                    NewParty.giveUp(d, Cause.BEARER_NOT_IMPLEMENTED);
                } else {
                    CallTalk.exchangeExpired(d);
                }
            }
            case NEW_PARTY -> giveUpNewParty(d, Cause.TIMER_EXPIRED);
            case NEW_PARTY_ANSWER -> giveUpNewParty(d, Cause.NO_ANSWER);
            case OTHER_CALL -> CallJoin.notJoined(d, Cause.TIMER_EXPIRED);
            case SOUND -> CallFailure.over(d);
            case RELEASE -> {
                d.decide(d.caller, "a leg never said that it ended; it is dropped");
                d.finishNow();
            }
        }
    }
}
