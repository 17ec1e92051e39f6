package org.dragoman.core.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.dragoman.core.time.Timers;

/// Timers whose tasks run on a loop.
record LoopTimers(Timers time, Executor loop) implements Timers {
    @Override
    public Instant instant() {
        return time.instant();
    }

    @Override
    public Alarm after(Duration delay, Runnable task) {
        return time.after(delay, () -> loop.execute(task));
    }
}
