package org.dragoman.core.route;

import java.util.List;
import java.util.Optional;

/// What holds for calls to a trunk, whichever rule sends them there. Emergency numbers pass all of
/// it.
///
/// - {@code mostCalls}: at a time, both ways.
/// - {@code callsPerSecond}: sent to it.
/// - {@code blocked}: numbers that are never sent there.
/// - {@code rates}: what it costs.
public record TrunkTerms(
        Optional<Integer> mostCalls,
        Optional<Integer> callsPerSecond,
        List<NumberPattern> blocked,
        Optional<RateTable> rates) {
    public static final TrunkTerms NONE =
            new TrunkTerms(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    public TrunkTerms {
        blocked = List.copyOf(blocked);
    }
}
