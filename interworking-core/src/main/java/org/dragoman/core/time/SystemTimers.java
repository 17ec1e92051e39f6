package org.dragoman.core.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The running program's time. Tasks run on one thread of its own, so they must only hand over.
/// After {@link #close} no task begins any more.
public final class SystemTimers implements Timers, AutoCloseable {
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor executor;

    public SystemTimers() {
        this(InstantSource.system());
    }

    /// Timers beside another clock, which tells the time of day only.
    public SystemTimers(InstantSource clock) {
        this.clock = clock;
        executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("timers").factory());
        executor.setRemoveOnCancelPolicy(true); // most timers of a call never fire
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public Duration monotonic() {
        return Duration.ofNanos(System.nanoTime());
    }

    @Override
    public Alarm after(Duration delay, Runnable task) {
        try {
            var waiting = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> waiting.cancel(false);
        } catch (RejectedExecutionException _) {
            return () -> {}; // closed: it never fires
        }
    }

    /// How many alarms are set.
    public int waiting() {
        return executor.getQueue().size();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
