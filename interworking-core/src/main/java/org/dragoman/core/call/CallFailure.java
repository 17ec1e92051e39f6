package org.dragoman.core.call;

import java.util.Optional;
import org.dragoman.core.media.Sound;

/// The part of {@link CallMachine} where a call has failed and its caller hears so: a tone or an
/// announcement first, then the release with the cause as it was.
///
/// - Source: ITU-T E.180/Q.35; RFC 3960 §3 and Q.931 §5.1.7 for sound before the answer.
final class CallFailure {
    private CallFailure() {}

    /// No destination is left: ends the call, at once where the caller hears nothing.
    static void end(CallDraft d, Cause why, Optional<Side> by) {
        var sounds = d.callerPolicy.sounds();
        var sound = sounds.onFailure(why);
        if (sound.isEmpty() || d.callerOver || !d.phase.isBeforeAnswer()) {
            d.end(why, by);
            return;
        }
        d.giveUpCallee(why);
        if (!CallOffer.canSpeak(d)) {
            d.decide(d.caller, "no codec is agreed to play a tone or an announcement in");
            d.end(why, by);
            return;
        }
        tell(d, sound.get(), why);
        d.cause = Optional.of(why);
        d.endedBy = by;
        d.phase = Phase.AWAITING_SOUND;
        d.waitFor(Wait.Kind.SOUND, sounds.atMost(sound.get()));
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

    private static void tell(CallDraft d, Sound sound, Cause why) {
        d.decide(d.caller, "the caller hears of it first: " + sound);
        var media = CallOffer.told(d, d.forCaller);
        d.order(d.caller, new LegCommand.Progress(true, media, Optional.of(why)));
        d.put(new CallOutput.PlaySound(d.caller, sound));
    }
}
