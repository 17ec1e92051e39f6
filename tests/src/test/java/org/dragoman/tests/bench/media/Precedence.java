package org.dragoman.tests.bench.media;

import java.lang.foreign.Arena;
import org.dragoman.media.relay.linux.Scheduling;

/// What measures goes before what is measured, so that its own lateness is no part of the result.
final class Precedence {
    private static final int PRIORITY = 1; // of the first class: before all usual threads

    private Precedence() {}

    /// The thread that calls goes before others, where it may (as root).
    static void take() {
        try (var arena = Arena.ofConfined()) {
            if (!new Scheduling(arena).set(Scheduling.FIRST, 0, PRIORITY, 0)) {
                System.err.println("the load must share the processor: its lateness tells");
            }
        }
    }
}
