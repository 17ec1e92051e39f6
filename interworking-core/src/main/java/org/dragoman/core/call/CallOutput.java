package org.dragoman.core.call;

import org.dragoman.core.media.Sound;
import org.dragoman.core.media.Tone;

/// What a call's machine wants done.
sealed interface CallOutput {
    /// Ask the dial plan; its answer is the next input.
    record FindRoute(CallRequest request) implements CallOutput {}

    /// Make a leg towards a trunk. A trunk that has none to give counts as a leg that ended.
    record MakeLeg(LegId leg, String trunk) implements CallOutput {}

    /// Order a leg.
    record Order(LegId leg, LegCommand command) implements CallOutput {}

    /// Let sound flow between the caller and this leg, and no other.
    record Join(LegId leg) implements CallOutput {}

    record PlayTone(LegId leg, Tone tone) implements CallOutput {}

    record StopTone(LegId leg) implements CallOutput {}

    record PlaySound(LegId leg, Sound sound) implements CallOutput {}

    record StopSound(LegId leg) implements CallOutput {}

    /// Tell whoever asks why the call went so.
    record Decide(LegId leg, String what) implements CallOutput {}

    /// A leg reported what it may not report here.
    record Complain(LegEvent event, Phase phase) implements CallOutput {}

    /// Free what is left; the call is over.
    record Finish(Cause cause) implements CallOutput {}
}
