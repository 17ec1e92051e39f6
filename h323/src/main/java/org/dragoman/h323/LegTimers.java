package org.dragoman.h323;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dragoman.core.time.Timers;

/// The timers of one leg, by name; none outlives the leg.
final class LegTimers {
    private final Timers timers;
    private final Runnable afterwards;
    private final Map<Object, Timers.Alarm> running = new HashMap<>();

    /// - {@code afterwards}: done after each task.
    LegTimers(Timers timers, Runnable afterwards) {
        this.timers = timers;
        this.afterwards = afterwards;
    }

    /// Starts a timer anew.
    void start(Object name, Duration delay, Runnable task) {
        stop(name);
        running.put(
                name,
                timers.after(
                        delay,
                        () -> {
                            running.remove(name);
                            task.run();
                            afterwards.run();
                        }));
    }

    void stop(Object name) {
        var alarm = running.remove(name);
        if (alarm != null) {
            alarm.cancel();
        }
    }

    void stopAll() {
        running.values().forEach(Timers.Alarm::cancel);
        running.clear();
    }
}
