package org.dragoman.gateway.records;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.Phase;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.log.LegCourse;

/// Calls that came to nothing, one like the other but for their ids and numbers.
final class EndedCalls {
    private static final Instant BEGAN = Instant.parse("2026-11-22T09:00:00Z");

    private EndedCalls() {}

    static CallSnapshot call(int number) {
        var began = BEGAN.plusMillis(number);
        return new CallSnapshot(
                new CallId("%012x".formatted(number)),
                Phase.ENDED,
                Party.ofNumber("2000"),
                Party.ofNumber(String.format(Locale.ROOT, "%06d", number)),
                began,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(began.plusSeconds(1)),
                Optional.of(began.plusSeconds(1)),
                Duration.ZERO,
                Optional.of(Cause.NO_ROUTE),
                "gateway",
                "",
                List.of(
                        new CallSnapshot.Leg(
                                0,
                                "carrier",
                                "sip",
                                Optional.empty(),
                                Optional.of(Cause.NO_ROUTE),
                                LegCourse.of(began))),
                List.of(),
                List.of(),
                0,
                List.of());
    }
}
