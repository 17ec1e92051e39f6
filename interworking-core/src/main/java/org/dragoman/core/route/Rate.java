package org.dragoman.core.route;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/// What a minute to some destination costs.
///
/// - {@code from}, {@code until}: the days it holds, both of them in.
public record Rate(
        String prefix,
        BigDecimal price,
        String currency,
        Optional<LocalDate> from,
        Optional<LocalDate> until,
        Place place) {

    boolean holds(LocalDate day) {
        return from.filter(day::isBefore).isEmpty() && until.filter(day::isAfter).isEmpty();
    }

    @Override
    public String toString() {
        return price.toPlainString() + " " + currency;
    }
}
