package org.dragoman.core.call;

import java.time.Duration;
import java.util.Optional;

/// The part of {@link CallMachine} where a call has failed and its caller hears so: a tone or an
/// announcement first, then the release with the cause as it was. A caller that offered no media
/// is offered some for that, which works with H.245 before the answer and with reliable responses;
/// one that does not answer in time is released without a sound.
///
/// - Source: ITU-T E.180/Q.35; RFC 3960 §3 and Q.931 §5.1.7 for sound before the answer.
final class CallFailure {
    /// How long a caller may take to agree to media, so that it can hear why its call failed: H.245
    /// over a slow network.
    private static final Duration AGREES_WITHIN = Duration.ofSeconds(3);

    private CallFailure() {}

    /// No destination is left: ends the call, at once where the caller hears nothing.
    static void end(CallDraft d, Cause why, Optional<Side> by) {
        if (d.led && !d.callerOver) {
            CallScripted.takeBack(d, why);
            return;
        }
        var sounds = d.callerPolicy.sounds();
        var sound = sounds.onFailure(why);
        boolean waits = d.phase == Phase.AWAITING_NEW_PARTY; // it has answered long ago
        if (sound.isEmpty() || d.callerOver || !waits && !d.phase.isBeforeAnswer()) {
            d.end(why, by);
            return;
        }
        d.giveUpCallee(why);
        boolean agreed = CallOffer.canSpeak(d);
        if (!agreed && d.callerOffered()) {
            d.decide(d.caller, "no codec is agreed to play a tone or an announcement in");
            d.end(why, by);
            return;
        }
        if (!agreed) {
            d.forCaller = Optional.of(Negotiation.own(d.callerPolicy.codecs()));
        }
        d.cause = Optional.of(why);
        d.endedBy = by;
        d.phase = Phase.AWAITING_SOUND;
        d.decide(d.caller, "the caller hears of it first: " + sound.get());
        if (d.phase != Phase.AWAITING_NEW_PARTY) {
            var media = CallOffer.told(d, d.forCaller);
            d.order(d.caller, new LegCommand.Progress(true, media, Optional.of(why)));
        }
        if (agreed) {
            speak(d);
        } else {
            d.waitFor(Wait.Kind.SOUND, AGREES_WITHIN);
        }
    }

    /// The caller agrees to media, or does not.
    static void answered(CallDraft d, Optional<LegEvent.MediaAnswered> agreed) {
        if (d.callerSettled) {
            return;
        }
        if (agreed.isEmpty()) {
            over(d);
            return;
        }
        d.callerSettled = true;
        d.callerUses = Optional.of(agreed.get().answer().first());
        speak(d);
    }

    /// The caller has heard enough.
    static void over(CallDraft d) {
        if (d.phase == Phase.AWAITING_SOUND) {
            var why = d.cause.orElse(Cause.TEMPORARY_FAILURE);
            d.put(new CallOutput.StopSound(d.caller));
            d.order(d.caller, new LegCommand.Release(why));
            d.awaitRelease();
        }
    }

    private static void speak(CallDraft d) {
        var sounds = d.callerPolicy.sounds();
        var sound = sounds.onFailure(d.cause.orElseThrow()).orElseThrow();
        d.put(new CallOutput.PlaySound(d.caller, sound));
        d.waitFor(Wait.Kind.SOUND, sounds.atMost(sound));
    }
}
