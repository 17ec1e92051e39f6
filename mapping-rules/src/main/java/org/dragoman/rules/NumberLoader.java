package org.dragoman.rules;

import java.util.Arrays;
import java.util.Map;
import org.dragoman.core.call.Party.Presentation;
import org.dragoman.core.call.Party.Screening;
import org.dragoman.core.call.TelephoneNumber.Plan;
import org.dragoman.core.call.TelephoneNumber.Type;

/// Reads the tables of what is said about numbers; each has a row for every word.
record NumberLoader(TableLoader tables) {
    NumberTables load() throws BadTable {
        return new NumberTables(types(), plans(), presentations(), screenings());
    }

    private Map<Type, NumberTables.TypeEntry> types() throws BadTable {
        return complete(
                "number-types.csv",
                Type.values(),
                tables.read(
                                "number-types.csv",
                                "type",
                                "q931",
                                "h225-public",
                                "h225-private",
                                "sip-prefix")
                        .map(
                                c -> c.word("type", Type.class),
                                c ->
                                        new NumberTables.TypeEntry(
                                                c.number("q931", 0, 7),
                                                c.text("h225-public"),
                                                c.text("h225-private"),
                                                c.text("sip-prefix"),
                                                c.row())));
    }

    private Map<Plan, Mapped<Integer>> plans() throws BadTable {
        return complete(
                "number-plans.csv",
                Plan.values(),
                tables.read("number-plans.csv", "plan", "q931")
                        .map(
                                c -> c.word("plan", Plan.class),
                                c -> new Mapped<>(c.number("q931", 0, 15), c.row())));
    }

    private Map<Presentation, NumberTables.PresentationEntry> presentations() throws BadTable {
        return complete(
                "presentation.csv",
                Presentation.values(),
                tables.read("presentation.csv", "presentation", "q931", "sip-privacy")
                        .map(
                                c -> c.word("presentation", Presentation.class),
                                c ->
                                        new NumberTables.PresentationEntry(
                                                c.number("q931", 0, 3),
                                                c.text("sip-privacy"),
                                                c.row())));
    }

    private Map<Screening, NumberTables.ScreeningEntry> screenings() throws BadTable {
        return complete(
                "screening.csv",
                Screening.values(),
                tables.read("screening.csv", "screening", "q931", "sip-header")
                        .map(
                                c -> c.word("screening", Screening.class),
                                c ->
                                        new NumberTables.ScreeningEntry(
                                                c.number("q931", 0, 3),
                                                c.text("sip-header"),
                                                c.row())));
    }

    private static <K extends Enum<K>, V> Map<K, V> complete(
            String file, K[] words, Map<K, V> table) throws BadTable {
        var missing = Arrays.stream(words).filter(w -> !table.containsKey(w)).toList();
        if (!missing.isEmpty()) {
            throw BadTable.at("rules/" + file, 1, "no row for " + missing);
        }
        return Map.copyOf(table);
    }
}
