package org.dragoman.core.call;

import java.time.Duration;
import java.util.Optional;
import org.dragoman.core.time.Timers;

/// Measures how long somebody talks, by a clock that nobody sets. Started once, stopped once;
/// further orders change nothing.
final class Stopwatch {
    private final Timers clock;
    private Optional<Duration> from = Optional.empty();
    private Optional<Duration> until = Optional.empty();

    Stopwatch(Timers clock) {
        this.clock = clock;
    }

    void start() {
        if (from.isEmpty() && until.isEmpty()) {
            from = Optional.of(clock.monotonic());
        }
    }

    void stop() {
        if (until.isEmpty()) {
            until = Optional.of(clock.monotonic());
        }
    }

    /// How long it ran, or has run until now; zero where it was never started.
    Duration run() {
        return from.map(f -> until.orElseGet(clock::monotonic).minus(f)).orElse(Duration.ZERO);
    }
}
