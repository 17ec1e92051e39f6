package org.dragoman.h323;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// Calls on their way to a connection that is there already: asked for by any thread, taken by the
/// connection's, and turned away once it is gone. None is forgotten.
final class Newcomers {
    /// A call that wants to go by a connection.
    ///
    /// - {@code made}: told its part of it; {@code otherwise}: run where it cannot be had.
    record Newcomer(SignallingLink.Sink sink, Consumer<SignallingLink> made, Runnable otherwise) {}

    private final Queue<Newcomer> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean gone;

    /// From any thread; the connection's thread is to be told.
    void add(Newcomer newcomer) {
        waiting.add(newcomer);
        if (gone) {
            turnAway(); // nobody takes it any more
        }
    }

    void take(Consumer<Newcomer> host) {
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            host.accept(next);
        }
    }

    /// The connection is gone, or about to be.
    void close() {
        gone = true;
        turnAway();
    }

    private void turnAway() {
        take(newcomer -> newcomer.otherwise().run());
    }
}
