package org.dragoman.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dragoman.core.call.CallState.Told;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.Sound;
import org.dragoman.core.route.CallScript.News;

/// The part of {@link CallMachine} where a program of the operator leads the call
/// ({@link org.dragoman.core.route.CallScript}): it may answer the caller, play to it and hear its
/// digits, before it has the call sent somewhere. Whom it names is dialled as in any other call, or
/// where the caller is answered already as the new party of a transfer by nobody. When nobody of
/// them can be had, the script leads again.
final class CallScripted {
    /// The longest that a call waits for its script. Who asks it sees to it that it is alive.
    static final Duration LONGEST = Duration.ofHours(1);

    private CallScripted() {}

    static void lead(CallDraft d) {
        if (d.phase == Phase.AWAITING_ROUTE || d.phase == Phase.AWAITING_SCRIPT) {
            d.led = true;
            await(d);
            CallSetup.tellProceeding(d);
        }
    }

    private static void await(CallDraft d) {
        d.phase = Phase.AWAITING_SCRIPT;
        d.waitFor(Wait.Kind.SCRIPT, LONGEST);
    }

    /// The script has left: the call goes on without it.
    static void left(CallDraft d) {
        d.led = false;
    }

    static void answer(CallDraft d) {
        if (d.phase != Phase.AWAITING_SCRIPT || d.waitsFor(Wait.Kind.CALLER_MEDIA)) {
            return;
        }
        if (d.told == Told.ANSWERED) {
            d.tellScript(new News.Answered());
            return;
        }
        boolean agreed = CallOffer.canSpeak(d);
        if (!agreed && d.callerOffered()) {
            d.decide(d.caller, "no codec is agreed to answer with");
            d.end(Cause.BEARER_NOT_IMPLEMENTED, Optional.empty());
            return;
        }
        if (!agreed) {
            d.forCaller = Optional.of(Negotiation.own(d.callerPolicy.codecs()));
        }
        boolean settled = d.callerSettled && !d.callerOffered();
        var media = settled ? Optional.<MediaDescription>empty() : d.forCaller;
        d.tell(Told.ANSWERED, new LegCommand.Answer(media, Optional.empty()));
        if (d.callerOffered()) {
            settle(d);
        }
        if (d.callerSettled) {
            d.tellScript(new News.Answered());
        } else {
            d.waitFor(Wait.Kind.CALLER_MEDIA, d.callerPolicy.answerMedia());
        }
    }

    private static void settle(CallDraft d) {
        d.callerSettled = true;
        d.callerUses = d.forCaller.map(MediaDescription::first);
    }

    /// A caller that is not answered yet hears sound before the answer, where it has offered media
    /// to hear it with.
    static void play(CallDraft d, Sound sound) {
        if (d.phase != Phase.AWAITING_SCRIPT) {
            return;
        }
        if (d.told != Told.ANSWERED && !d.heard && d.callerOffered() && CallOffer.canSpeak(d)) {
            d.heard = true;
            settle(d);
            d.tell(
                    Told.PROGRESS,
                    new LegCommand.Progress(true, d.forCaller, Optional.<Cause>empty()));
        }
        if (d.callerSettled) {
            d.put(new CallOutput.PlaySound(d.caller, sound));
        } else {
            d.decide(d.caller, "nothing is agreed that a sound could be heard with");
            d.tellScript(new News.Played());
        }
    }

    static void stopSound(CallDraft d) {
        if (d.phase == Phase.AWAITING_SCRIPT) {
            d.put(new CallOutput.StopSound(d.caller));
        }
    }

    /// Before what the script says is acted upon: the call waits as others do that are routed.
    static void goOn(CallDraft d) {
        if (d.phase != Phase.AWAITING_SCRIPT) {
            return;
        }
        if (d.told == Told.ANSWERED) {
            var request = d.request.orElseThrow().withMedia(Optional.empty());
            d.transfer =
                    Optional.of(new Transfer(Optional.empty(), Optional.empty(), request, false));
            d.phase = Phase.AWAITING_NEW_PARTY;
        } else {
            d.phase = Phase.AWAITING_ROUTE;
        }
    }

    /// Nobody can be had: the script leads again.
    static void takeBack(CallDraft d, Cause why) {
        d.giveUpCallee(why);
        d.targets.clear();
        d.transfer = Optional.empty();
        d.redirects = Redirects.NONE;
        d.decide(d.caller, "cause " + why.q850() + ": the script leads the call again");
        await(d);
        d.tellScript(new News.Failed(why));
    }

    /// Nobody has answered for as long as the script would wait.
    static void recall(CallDraft d) {
        if (!d.led) {
            return;
        }
        d.targets.clear();
        d.redirects = Redirects.NONE;
        if (d.phase.isDialled()) {
            CallSetup.giveUp(d, Cause.NO_ANSWER);
        } else if (d.phase == Phase.AWAITING_NEW_PARTY && d.callee.isPresent()) {
            NewParty.giveUp(d, Cause.NO_ANSWER);
        }
    }

    static void happened(CallDraft d, Side side, LegEvent event, Instant at) {
        switch (event) {
            case LegEvent.MediaOffered e -> mediaOffered(d, e);
            case LegEvent.MediaAnswered e -> mediaAnswered(d, e);
            case LegEvent.MediaRefused e -> CallTalk.mediaRefused(d, side, e);
            case LegEvent.Held _ -> CallHold.held(d, side, true);
            case LegEvent.Resumed _ -> CallHold.held(d, side, false);
            case LegEvent.Digit e -> digit(d, e, at);
            case LegEvent.TransferRequested e -> CallTransfer.refuse(d, e.leg());
            case LegEvent.Released e -> CallMachine.released(d, side, e);
            case LegEvent.Offered _,
                    LegEvent.Replacing _, // none of these triggers anything, as EventTable says
                    LegEvent.Proceeding _,
                    LegEvent.MoreDigits _,
                    LegEvent.DialledDigits _,
                    LegEvent.Progress _,
                    LegEvent.Ringing _,
                    LegEvent.Answered _,
                    LegEvent.Redirected _,
                    LegEvent.IdentityChanged _,
                    LegEvent.MeetingRequested _,
                    LegEvent.KeyFrameWanted _ -> {}
        }
    }

    /// Who repeats what it uses is answered, else has to wait.
    private static void mediaOffered(CallDraft d, LegEvent.MediaOffered e) {
        d.order(
                e.leg(),
                d.callerSettled && CallTalk.soundStays(d, Side.CALLER, e.offer())
                        ? new LegCommand.AnswerMedia(Negotiation.own(e.offer().first(), e.offer()))
                        : new LegCommand.RefuseMedia(Cause.TEMPORARY_FAILURE));
    }

    private static void mediaAnswered(CallDraft d, LegEvent.MediaAnswered e) {
        if (d.callerSettled || d.forCaller.isEmpty()) {
            return;
        }
        if (e.answer().isFax()) {
            CallFax.refuseCall(d, e.leg());
            return;
        }
        d.callerSettled = true;
        d.callerUses = Optional.of(e.answer().first());
        await(d);
        d.tellScript(new News.Answered());
    }

    private static void digit(CallDraft d, LegEvent.Digit e, Instant at) {
        var result = d.callerDigits.accept(e.digit(), e.method(), e.held(), at);
        d.callerDigits = result.next();
        if (result.fresh()) {
            d.tellScript(new News.Digit(e.digit()));
        }
    }

    static void soundOver(CallDraft d) {
        if (d.phase == Phase.AWAITING_SCRIPT) {
            d.tellScript(new News.Played());
        }
    }
}
