package org.dragoman.gateway.explain;

import java.util.ArrayDeque;
import java.util.Deque;
import org.dragoman.core.call.LoopRunner;

/// Gives the loops of calls their turns at once, one after the other, on the thread that asks.
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
