package org.dragoman.gateway.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.dragoman.core.time.Timers;

/// The time of a capture: it moves from message to message, and alarms that fall due on the way
/// run. For one thread.
final class ReplayTime implements Timers {
    private static final int ALARMS = 100_000; // that run on the way to one message

    private final PriorityQueue<Waiting> alarms =
            new PriorityQueue<>(Comparator.comparing(Waiting::due).thenComparing(Waiting::number));
    private Instant now;
    private long numbers;

    private record Waiting(Instant due, long number, Runnable task) {}

    ReplayTime(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Alarm after(Duration delay, Runnable task) {
        var alarm = new Waiting(now.plus(delay), numbers++, task);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    /// Goes on to this moment; captures may go back a little, time does not.
    void reach(Instant moment) {
        for (int ran = 0; ran < ALARMS; ran++) {
            var next = alarms.peek();
            if (next == null || next.due().isAfter(moment)) {
                break;
            }
            alarms.remove();
            now = next.due().isAfter(now) ? next.due() : now;
            next.task().run();
        }
        now = moment.isAfter(now) ? moment : now;
    }
}
