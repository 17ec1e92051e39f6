package org.dragoman.gateway.agi;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// How long a call may go on at all: {@code SET AUTOHANGUP}.
final class AgiLimit {
    private static final Duration LEAST = Duration.ofMillis(1);

    private final Supplier<Instant> clock;
    private Optional<Instant> end = Optional.empty();

    AgiLimit(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /// Zero takes it back.
    void set(Duration time) {
        end = time.isPositive() ? Optional.of(clock.get().plus(time)) : Optional.empty();
    }

    Optional<Duration> left() {
        return end.map(e -> Duration.between(clock.get(), e));
    }

    /// What they may talk who are dialled now: so long, or what is left where that is shorter.
    Optional<Duration> atMost(Optional<Duration> talk) {
        var rest = left().map(l -> l.compareTo(LEAST) > 0 ? l : LEAST);
        return Stream.of(talk, rest).flatMap(Optional::stream).min(Duration::compareTo);
    }
}
