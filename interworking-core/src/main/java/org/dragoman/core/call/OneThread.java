package org.dragoman.core.call;

import java.util.ArrayDeque;
import java.util.Deque;

/// Runs the loops of calls on the thread that brings something to one: a task given to a loop runs
/// at once, or, when given from within another task, right after it. For one thread only.
final class OneThread implements LoopRunner {
    private final Deque<Runnable> turns = new ArrayDeque<>();
    private boolean running;

    @Override
    public Place place(String name, Runnable turn) {
        return () -> wake(turn);
    }

    private void wake(Runnable turn) {
        turns.add(turn);
        if (running) {
            return;
        }
        running = true;
        try {
            for (var next = turns.poll(); next != null; next = turns.poll()) {
                next.run();
            }
        } finally {
            running = false;
        }
    }
}
