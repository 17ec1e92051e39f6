package org.dragoman.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.time.Timers;

/// The timers of one leg: they fire on the call's loop, and none does once the leg is over. Used
/// on that loop.
final class LegTimers implements Timers {
    private static final int ALARMS = 64; // timers of one leg at a time

    private final LegId leg;
    private final CallLoop loop;
    private final List<LegAlarm> alarms = new ArrayList<>();
    private boolean over;

    LegTimers(LegId leg, CallLoop loop) {
        this.leg = leg;
        this.loop = loop;
    }

    @Override
    public Instant instant() {
        return loop.timers().instant();
    }

    @Override
    public Alarm after(Duration delay, Runnable task) {
        if (over) {
            return () -> {};
        }
        if (alarms.size() >= ALARMS) {
            throw new IllegalStateException("more than " + ALARMS + " timers in " + leg);
        }
        var alarm = new LegAlarm(task);
        alarms.add(alarm);
        alarm.timer = Optional.of(loop.timers().after(delay, () -> loop.urgent(alarm)));
        return alarm;
    }

    /// The leg is over: nothing fires any more.
    void close() {
        over = true;
        alarms.forEach(alarm -> alarm.timer.ifPresent(Alarm::cancel));
        alarms.clear();
    }

    /// A timer of the leg: it runs once, unless it was cancelled or the leg is over.
    private final class LegAlarm implements Alarm, Runnable {
        private final Runnable task;
        private Optional<Alarm> timer = Optional.empty();

        LegAlarm(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (alarms.remove(this)) {
                task.run();
            }
        }

        @Override
        public void cancel() {
            if (alarms.remove(this)) {
                timer.ifPresent(Alarm::cancel);
            }
        }
    }
}
