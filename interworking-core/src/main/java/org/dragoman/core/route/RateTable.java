package org.dragoman.core.route;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What a carrier takes for a minute, by the beginnings of international numbers.
public record RateTable(String file, PrefixTable<List<Rate>> rates) {
    /// The rate of the longest beginning that has one on that day.
    public Optional<Rate> rate(String number, LocalDate day) {
        var last = new AtomicReference<Optional<Rate>>(Optional.empty());
        rates.along(
                number,
                of ->
                        of.stream()
                                .filter(r -> r.holds(day))
                                .findFirst()
                                .ifPresent(r -> last.set(Optional.of(r))));
        return last.get();
    }
}
