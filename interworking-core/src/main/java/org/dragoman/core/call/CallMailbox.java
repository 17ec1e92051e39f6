package org.dragoman.core.call;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// What is to be done on the loop of one call: tasks of the legs, bounded, and the core's own, few
/// and never dropped, which go first. Filled by any thread, emptied by the loop.
final class CallMailbox {
    private static final int TASKS = 256; // more than this is a flood, not a call

    private final Runnable wake;
    private final Runnable flood;
    private final Consumer<Throwable> bugs;
    private final Queue<Runnable> tasks = new ArrayBlockingQueue<>(TASKS);
    private final Queue<Runnable> urgent = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean flooded = new AtomicBoolean();
    private final ReentrantLock late = new ReentrantLock(); // taken when the call is over
    private volatile boolean closed;

    /// - {@code wake}: run when there is something to do.
    /// - {@code flood}: done on the loop when tasks found no room; the others were dropped then.
    /// - {@code bugs}: told what a task threw that came too late.
    CallMailbox(Runnable wake, Runnable flood, Consumer<Throwable> bugs) {
        this.wake = wake;
        this.flood = flood;
        this.bugs = bugs;
    }

    boolean isClosed() {
        return closed;
    }

    /// Adds a task.
    ///
    /// - Returns: false where this one found no room, and is the first since that was told.
    boolean add(Runnable task) {
        if (closed) {
            runLate(task);
            return true;
        }
        boolean first = false;
        if (tasks.offer(task)) {
            if (closed && tasks.remove(task)) {
                runLate(task); // the call ended meanwhile
            }
        } else if (flooded.compareAndSet(false, true)) {
            first = true;
            urgent(this::drainFlood);
        }
        wake.run();
        return !first;
    }

    private void drainFlood() {
        tasks.clear();
        flood.run();
        flooded.set(false);
    }

    private void runLate(Runnable task) {
        late.lock();
        try {
            task.run();
        } catch (RuntimeException | Error bug) {
            bugs.accept(bug);
        } finally {
            late.unlock();
        }
    }

    void urgent(Runnable task) {
        if (!closed) {
            urgent.add(task);
            wake.run();
        }
    }

    /// For tasks whose sender must know: where the call is over, or ends before it comes to the
    /// task, {@code tooLate} runs instead, on any thread.
    void lastWord(Runnable task, Runnable tooLate) {
        var word = new LastWord(task, tooLate, new AtomicBoolean());
        urgent(word);
        if (closed) {
            word.giveUp();
        }
    }

    private record LastWord(Runnable task, Runnable tooLate, AtomicBoolean done)
            implements Runnable {
        @Override
        public void run() {
            if (done.compareAndSet(false, true)) {
                task.run();
            }
        }

        void giveUp() {
            if (done.compareAndSet(false, true)) {
                tooLate.run();
            }
        }
    }

    /// On the loop: has all there is to do done, what is urgent before each of the others.
    void empty(Consumer<Runnable> loop) {
        emptyUrgent(loop);
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            loop.accept(task);
            emptyUrgent(loop);
        }
    }

    private void emptyUrgent(Consumer<Runnable> loop) {
        for (var task = urgent.poll(); task != null; task = urgent.poll()) {
            loop.accept(task);
        }
    }

    /// On the loop, as its last act: what comes later is done where it comes from.
    void close() {
        closed = true;
        for (var task = urgent.poll(); task != null; task = urgent.poll()) {
            if (task instanceof LastWord word) {
                word.giveUp();
            }
        }
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            runLate(task);
        }
    }
}
