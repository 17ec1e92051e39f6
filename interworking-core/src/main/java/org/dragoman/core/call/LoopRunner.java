package org.dragoman.core.call;

import java.util.concurrent.locks.ReentrantLock;

/// What gives the loops of calls their turns: the threads that bring what happens to them, a
/// virtual thread, or the thread of a test.
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
