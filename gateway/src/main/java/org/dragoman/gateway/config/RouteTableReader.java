package org.dragoman.gateway.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.route.PrefixTable;
import org.dragoman.core.route.RouteTable;
import org.dragoman.core.route.Rule;
import org.dragoman.core.route.Then;

/// Reads files of routes by the beginnings of numbers: columns prefix, to and refuse.
final class RouteTableReader {
    private static final String MEANING =
            "A file of routes by the beginnings of numbers, the longest one deciding: a CSV with the"
                    + " columns prefix (* for any), to (as `to`, `;` between several) and refuse (a"
                    + " cause). Where it has no row the rules behind decide.";

    private final Map<Path, Optional<RouteTable>> known = new HashMap<>();

    /// - {@code target}: reads a name with what is changed for it.
    Optional<RouteTable> read(Section s, Function<String, Optional<Then.Target>> target) {
        return s.optional(
                        "table",
                        "there is none",
                        "the name of a CSV file, beside the configuration",
                        MEANING,
                        text -> Optional.of(text).filter(t -> !t.isBlank()))
                .filter(_ -> !s.isDocumenting())
                .flatMap(
                        text ->
                                known.computeIfAbsent(
                                        s.file(text), f -> read(f, s.problems(), target)));
    }

    private static Optional<RouteTable> read(
            Path file, Problems problems, Function<String, Optional<Then.Target>> target) {
        var rows = new PrefixTable<RouteTable.Row>();
        var thens = new HashMap<String, Optional<Then>>(); // most rows say what others say
        boolean read =
                CsvFile.read(
                        file,
                        problems,
                        List.of("prefix"),
                        List.of("to", "refuse", "comment"),
                        (_, row) -> enter(rows, row, thens, target));
        return read ? Optional.of(new RouteTable(file.toString(), rows)) : Optional.empty();
    }

    private static void enter(
            PrefixTable<RouteTable.Row> rows,
            CsvFile.Row row,
            Map<String, Optional<Then>> thens,
            Function<String, Optional<Then.Target>> target) {
        var prefix = row.cell("prefix").equals("*") ? "" : row.cell("prefix");
        if (!TelephoneNumber.areDigits(prefix) || row.cell("prefix").isEmpty()) {
            row.problem("prefix", "\"" + prefix + "\" is wrong; allowed are digits, or * for any");
            return;
        }
        var then =
                thens.computeIfAbsent(
                        row.cell("to") + "|" + row.cell("refuse"), _ -> then(row, target));
        if (then.isEmpty()) {
            row.problem("to", "\"" + row.cell("to") + "\" is wrong, or refuse beside it is");
            return;
        }
        rows.put(prefix, new RouteTable.Row(prefix, row.line(), then.get()))
                .ifPresent(
                        first ->
                                row.problem(
                                        "prefix",
                                        prefix
                                                + " stands here twice, first on line "
                                                + first.line()));
    }

    private static Optional<Then> then(
            CsvFile.Row row, Function<String, Optional<Then.Target>> target) {
        var refuse = RuleReader.cause(row.cell("refuse"));
        if (row.cell("to").isEmpty()) {
            return refuse.map(c -> new Then.Refuse(Cause.gateway(c)));
        }
        var targets = new ArrayList<Then.Target>();
        for (var one : row.cell("to").split(";")) {
            var read = target.apply(one.strip());
            if (read.isEmpty()) {
                return Optional.empty();
            }
            targets.add(read.get());
        }
        return row.cell("refuse").isEmpty()
                ? Optional.of(new Then.Send(targets, Rule.FAILOVER, Optional.empty()))
                : Optional.empty();
    }
}
