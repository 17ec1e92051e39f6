package org.dragoman.core.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Runs tasks later. A leg's timers run on its call's loop; a test's run when the test says so.
public interface Timers extends InstantSource {
    /// How long some moment is past, on a clock that nobody sets: only differences mean something.
    /// A clock that is all there is may be taken for one.
    default Duration monotonic() {
        return Duration.between(Instant.EPOCH, instant());
    }

    /// Runs the task once after the delay, unless cancelled first.
    Alarm after(Duration delay, Runnable task);

    /// A task that waits.
    interface Alarm {
        /// Harmless when the task has run or was cancelled already.
        void cancel();
    }
}
