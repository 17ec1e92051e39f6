package org.dragoman.core.call;

import java.util.concurrent.locks.ReentrantLock;

/// What gives the loops of calls their turns: the threads that bring what happens to them, a
/// virtual thread, or the one thread that a test or a replay has.
@FunctionalInterface
public interface LoopRunner {
    /// A place for the loop of a call that begins.
    ///
    /// - {@code turn}: does all there is to do and returns.
    Place place(String name, Runnable turn);

    /// Where a call's loop has its turns, one after the other. Safe from any thread.
    @FunctionalInterface
    interface Place {
        /// There is something to do: a turn begins after this.
        void wake();
    }

    /// The thread that brings something to a call: its turn is there and then, or right after the
    /// turn of another call that brought it. For one thread only.
    static LoopRunner oneThread() {
        return new OneThread();
    }

    /// A virtual thread for each turn.
    static LoopRunner virtualThreads() {
        return (name, turn) -> {
            var one = new ReentrantLock();
            return () ->
                    Thread.ofVirtual()
                            .name(name)
                            .start(
                                    () -> {
                                        one.lock();
                                        try {
                                            turn.run();
                                        } finally {
                                            one.unlock();
                                        }
                                    });
        };
    }
}
