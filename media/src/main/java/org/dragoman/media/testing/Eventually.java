package org.dragoman.media.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for something that happens on another thread, with a deadline.
public final class Eventually {
    private static final long LOOK_AGAIN_NANOS = 500_000;

    private Eventually() {}

    /// Returns once the condition holds.
    ///
    /// - Errors: {@link AssertionError} when it does not within the time allowed.
    public static void isTrue(Duration within, BooleanSupplier condition) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not happen within " + within);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
