package org.dragoman.gateway.service;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/// Whether a thread takes tasks: it is given one that does nothing, and the next when that is done.
public final class Pulse implements LifeSign {
    private final String name;
    private final Executor thread;
    private final LongSupplier nanos;
    private volatile boolean owed;
    private long asked;

    public Pulse(String name, Executor thread) {
        this(name, thread, System::nanoTime);
    }

    Pulse(String name, Executor thread, LongSupplier nanos) {
        this.name = name;
        this.thread = thread;
        this.nanos = nanos;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized Duration silence() {
        long now = nanos.getAsLong();
        if (owed) {
            return Duration.ofNanos(now - asked);
        }
        owed = true;
        asked = now;
        try {
            thread.execute(() -> owed = false);
        } catch (RejectedExecutionException _) {
            // it has ended, and owes an answer from now on
        }
        return Duration.ZERO;
    }
}
