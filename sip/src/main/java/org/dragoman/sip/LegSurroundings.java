package org.dragoman.sip;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.time.Timers;
import org.dragoman.sip.dialog.Output;
import org.dragoman.sip.dialog.Timer;

/// What a leg's machine wants of the call around it: news told, media agreed, timers run. Used on
/// the call's loop.
final class LegSurroundings {
    private final LegContext context;
    private final Consumer<Timer> expired;
    private final Map<Timer, Timers.Alarm> alarms = new EnumMap<>(Timer.class);

    /// - {@code expired}: told of a timer that has run out.
    LegSurroundings(LegContext context, Consumer<Timer> expired) {
        this.context = context;
        this.expired = expired;
    }

    void perform(Output.OfSurroundings output) {
        switch (output) {
            case Output.Emit(var event) -> context.emit(event);
            case Output.Agree(var flow, var video) -> {
                context.media().agree(flow);
                video.ifPresent(v -> context.video().ifPresent(port -> port.agree(v)));
            }
            case Output.AskForKeyFrame() -> context.video().ifPresent(MediaPort::askForKeyFrame);
            case Output.PlayDigit(char digit, var held) -> context.media().sendDigit(digit, held);
            case Output.Start(var timer, var delay) -> {
                stop(timer);
                alarms.put(timer, context.timers().after(delay, () -> expired(timer)));
            }
            case Output.Stop(var timer) -> stop(timer);
            case Output.Decided(var kind, var what) ->
                    context.trace().decision(context.id(), kind, what);
        }
    }

    private void expired(Timer timer) {
        alarms.remove(timer);
        expired.accept(timer);
    }

    private void stop(Timer timer) {
        var alarm = alarms.remove(timer);
        if (alarm != null) {
            alarm.cancel();
        }
    }
}
