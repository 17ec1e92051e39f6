package org.dragoman.gateway.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.route.PrefixTable;
import org.dragoman.core.route.Rate;
import org.dragoman.core.route.RateTable;

/// Reads what a carrier takes: columns prefix, price, currency, from, until.
final class RateReader {
    private static final int PRICE = 20; // characters

    private RateReader() {}

    static Optional<RateTable> read(Section s) {
        return s.optional(
                        "rates",
                        "unknown",
                        "the name of a CSV file, beside the configuration",
                        "What a minute costs: a CSV with the columns prefix (of the number as rules"
                                + " have made it; the longest counts), price, currency, and from"
                                + " and until (days as 2026-12-31, in UTC) if it has them.",
                        text -> Optional.of(text).filter(t -> !t.isBlank()))
                .filter(_ -> !s.isDocumenting())
                .flatMap(text -> read(s.file(text), s.problems()));
    }

    private static Optional<RateTable> read(Path file, Problems problems) {
        var rates = new PrefixTable<List<Rate>>();
        boolean read =
                CsvFile.read(
                        file,
                        problems,
                        List.of("prefix", "price", "currency"),
                        List.of("from", "until", "comment"),
                        (_, row) -> rate(row).ifPresent(r -> enter(rates, row, r)));
        return read ? Optional.of(new RateTable(file.toString(), rates)) : Optional.empty();
    }

    private static void enter(PrefixTable<List<Rate>> rates, CsvFile.Row row, Rate rate) {
        var there = rates.get(rate.prefix()).orElse(List.of());
        there.stream()
                .filter(r -> overlap(r, rate))
                .findFirst()
                .ifPresent(
                        r ->
                                row.problem(
                                        "prefix",
                                        "%s has a rate for the same days on line %d"
                                                .formatted(rate.prefix(), r.place().line())));
        var all = new ArrayList<>(there);
        all.add(rate);
        rates.put(rate.prefix(), List.copyOf(all));
    }

    private static boolean overlap(Rate one, Rate other) {
        return !one.from().orElse(LocalDate.MIN).isAfter(other.until().orElse(LocalDate.MAX))
                && !other.from().orElse(LocalDate.MIN).isAfter(one.until().orElse(LocalDate.MAX));
    }

    private static Optional<Rate> rate(CsvFile.Row row) {
        var prefix = row.cell("prefix");
        boolean right = true;
        if (prefix.isEmpty() || !TelephoneNumber.areDigits(prefix)) {
            row.problem("prefix", "\"" + prefix + "\" is wrong; allowed are digits");
            right = false;
        }
        if (!row.cell("price").matches("\\d+(\\.\\d+)?") || row.cell("price").length() > PRICE) {
            row.problem("price", "\"" + row.cell("price") + "\" is wrong; allowed is 0.0123");
            right = false;
        }
        if (!row.cell("currency").matches("[A-Z]{3}")) {
            row.problem(
                    "currency",
                    "\"" + row.cell("currency") + "\" is wrong; allowed are three letters, as EUR");
            right = false;
        }
        right &= isDay(row, "from") & isDay(row, "until");
        return right
                ? Optional.of(
                        new Rate(
                                prefix,
                                new BigDecimal(row.cell("price")),
                                row.cell("currency"),
                                day(row.cell("from")),
                                day(row.cell("until")),
                                row.place()))
                : Optional.empty();
    }

    private static boolean isDay(CsvFile.Row row, String column) {
        boolean right = row.cell(column).isEmpty() || day(row.cell(column)).isPresent();
        if (!right) {
            row.problem(
                    column,
                    "\"" + row.cell(column) + "\" is wrong; allowed is a day, as 2026-12-31");
        }
        return right;
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(text).filter(t -> !t.isEmpty()).map(LocalDate::parse);
        } catch (DateTimeException e) {
            return Optional.empty(); // the caller tells
        }
    }
}
