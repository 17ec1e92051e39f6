package org.dragoman.core.call;

import java.time.Duration;
import java.util.Optional;
import org.dragoman.core.time.Timers;

/// How long a call may last, where whoever was asked about it says so: the time runs from when both
/// sides talk first, and goes on whatever becomes of the call. Used on the call's loop alone.
final class CallLimit {
    private final CallLoop loop;
    private Optional<Duration> longest = Optional.empty();
    private Optional<Timers.Alarm> alarm = Optional.empty();

    CallLimit(CallLoop loop) {
        this.loop = loop;
    }

    /// What holds from now, unless the time runs already.
    void set(Optional<Duration> other) {
        longest = other;
    }

    /// After each turn of the call: the called may have answered in it.
    void watch(Phase phase) {
        if (phase == Phase.TALKING && longest.isPresent() && alarm.isEmpty()) {
            alarm = Optional.of(loop.timers().after(longest.get(), () -> loop.urgent(this::over)));
        }
    }

    private void over() {
        var talked = longest.map(Duration::toSeconds).orElseThrow();
        loop.driver().decide("the call has lasted the " + talked + " s that it may");
        loop.put(new CallInput.HangUp(Cause.NORMAL_CLEARING));
    }

    void end() {
        alarm.ifPresent(Timers.Alarm::cancel);
    }
}
