package org.dragoman.core.call;

/// What gives a call's loop its turns: a thread of its own, or the thread of a test.
public interface LoopRunner {
    /// The loop begins; {@code loop} works until the call is over.
    void start(String name, Runnable loop);

    /// There is something to do. {@code turn} does all of it and returns; a runner that gave the
    /// loop a thread has nothing to do here.
    void wake(Runnable turn);

    /// A virtual thread for each call.
    static LoopRunner virtualThreads() {
        return new LoopRunner() {
            @Override
            public void start(String name, Runnable loop) {
                Thread.ofVirtual().name(name).start(loop);
            }

            @Override
            public void wake(Runnable turn) {}
        };
    }
}
