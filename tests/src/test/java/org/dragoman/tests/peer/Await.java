package org.dragoman.tests.peer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what another program does, where it sends no event: looks again and again until it is
/// so, or fails at the deadline and says what it waited for.
public final class Await {
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private Await() {}

    public static void until(Duration deadline, String what, BooleanSupplier isSo) {
        value(deadline, what, () -> isSo.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /// - {@code what}: asked for when it is too late, to say how things are by then.
    public static void until(Duration deadline, Supplier<String> what, BooleanSupplier isSo) {
        try {
            until(deadline, "it", isSo);
        } catch (AssertionError e) {
            throw new AssertionError(what.get(), e);
        }
    }

    public static <T> T value(Duration deadline, String what, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            Optional<T> seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited " + deadline.toMillis() + " ms for " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
