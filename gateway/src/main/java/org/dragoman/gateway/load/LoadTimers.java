package org.dragoman.gateway.load;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.time.Timers;

/// Timers that fire on the loop of one call.
record LoadTimers(InstantSource time, ScheduledExecutorService clock, Executor loop)
        implements Timers {
    @Override
    public Instant instant() {
        return time.instant();
    }

    @Override
    public Alarm after(Duration delay, Runnable task) {
        var waiting =
                clock.schedule(() -> loop.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> waiting.cancel(false);
    }
}
