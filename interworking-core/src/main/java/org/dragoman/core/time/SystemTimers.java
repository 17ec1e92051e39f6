package org.dragoman.core.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The running program's time. Tasks run on one thread of its own, so they must only hand over.
public final class SystemTimers implements Timers, AutoCloseable {
    private final InstantSource clock = InstantSource.system();
    private final ScheduledThreadPoolExecutor executor;

    public SystemTimers() {
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
    public Alarm after(Duration delay, Runnable task) {
        return new Scheduled(executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    /// How many alarms are set.
    public int waiting() {
        return executor.getQueue().size();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private record Scheduled(Future<?> task) implements Alarm {
        @Override
        public void cancel() {
            task.cancel(false);
        }
    }
}
