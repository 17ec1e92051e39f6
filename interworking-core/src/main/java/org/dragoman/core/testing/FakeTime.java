package org.dragoman.core.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.dragoman.core.time.Timers;
import org.jspecify.annotations.Nullable;

/// Time that moves only when a test says so. Safe to set timers on from any thread; alarms run on
/// the thread that advances the time.
public final class FakeTime implements Timers {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<FakeAlarm> alarms =
            new PriorityQueue<>(
                    Comparator.comparing(FakeAlarm::due).thenComparing(FakeAlarm::number));
    private Instant now = START;
    private long numbers;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Alarm after(Duration delay, Runnable task) {
        var alarm = new FakeAlarm(this, now.plus(delay), numbers++, task);
        alarms.add(alarm);
        return alarm;
    }

    /// Moves the time, running what falls due on the way, in order.
    public void advance(Duration by) {
        var end = instant().plus(by);
        for (var alarm = nextUntil(end); alarm != null; alarm = nextUntil(end)) {
            alarm.task().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    /// Moves the time to the next alarm and runs it. False when none is set.
    public boolean advanceToNext() {
        var alarm = nextUntil(Instant.MAX);
        if (alarm == null) {
            return false;
        }
        alarm.task().run();
        return true;
    }

    /// How many alarms are set.
    public synchronized int waiting() {
        return alarms.size();
    }

    private synchronized @Nullable FakeAlarm nextUntil(Instant end) {
        var alarm = alarms.peek();
        if (alarm == null || alarm.due().isAfter(end)) {
            return null;
        }
        alarms.remove();
        now = alarm.due().isAfter(now) ? alarm.due() : now;
        return alarm;
    }

    private synchronized void drop(FakeAlarm alarm) {
        alarms.remove(alarm);
    }

    private record FakeAlarm(FakeTime time, Instant due, long number, Runnable task)
            implements Alarm {
        @Override
        public void cancel() {
            time.drop(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof FakeAlarm that && number == that.number;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }
}
