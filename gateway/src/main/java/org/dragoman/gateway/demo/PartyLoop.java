package org.dragoman.gateway.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.time.Timers;

/// One thread for everything that happens to a party of the demonstration. After the end, what
/// comes late is dropped, as the contract of a call's loop says.
final class PartyLoop implements Executor, Timers, AutoCloseable {
    private final ScheduledExecutorService executor;
    private final InstantSource time;

    PartyLoop(String name, InstantSource time) {
        this.time = time;
        this.executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name).factory());
    }

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException _) {
            // the party is over: dropped
        }
    }

    @Override
    public Alarm after(Duration delay, Runnable task) {
        try {
            var waiting = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> waiting.cancel(false);
        } catch (RejectedExecutionException _) {
            return () -> {}; // the party is over: it never fires
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
