package org.dragoman.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.time.Timers;

/// The timers of all calls, on one thread that only hands over to the calls' loops.
final class ScheduledTimers implements Timers, AutoCloseable {
    private final InstantSource time;
    private final ScheduledThreadPoolExecutor executor;

    ScheduledTimers(InstantSource time) {
        this.time = time;
        this.executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("call-timers").factory());
        executor.setRemoveOnCancelPolicy(true); // most timers are cancelled; keep none of them
    }

    @Override
    public Alarm after(Duration delay, Runnable task) {
        try {
            var waiting = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> waiting.cancel(false);
        } catch (RejectedExecutionException _) {
            return () -> {}; // the gateway has ended: it never fires
        }
    }

    @Override
    public Instant instant() {
        return time.instant();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
