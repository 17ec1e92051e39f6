package org.dragoman.rules;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// A CSV file read: lines that start with # are comments, the first other line names the columns,
/// a cell in double quotes may hold commas. Collects every mistake before it complains.
///
/// Every table has a {@code source} column, and every row fills it.
final class CsvTable {
    private static final int LINES = 5_000;
    private static final int LINE_LENGTH = 1_000; // characters
    private static final int PROBLEMS = 50; // more than anyone reads at once

    private final String file;
    private final List<Line> lines = new ArrayList<>();
    private final List<BadTable.Mistake> problems = new ArrayList<>();

    /// - {@code layer}: 0 for the table itself, higher for what is over it.
    private record Line(String file, int number, int layer, Map<String, String> cells) {
        Line over(int other) {
            return new Line(file, number, other, cells);
        }
    }

    private CsvTable(String file) {
        this.file = file;
    }

    /// One row while it is made into a mapping. A cell that cannot be read is noted as a problem.
    final class Cells {
        private final Line line;

        private Cells(Line line) {
            this.line = line;
        }

        String text(String column) {
            return line.cells().getOrDefault(column, "");
        }

        boolean isAny(String column) {
            return text(column).equals("*");
        }

        int number(String column, int least, int most) {
            try {
                int value = Integer.parseInt(text(column));
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException notANumber) {
                // told below, with the range
            }
            bad(column + " is " + text(column) + ", allowed are " + least + " to " + most);
            return least;
        }

        <E extends Enum<E>> E word(String column, Class<E> words) {
            for (var word : words.getEnumConstants()) {
                if (word.name().equals(text(column))) {
                    return word;
                }
            }
            bad(
                    column
                            + " is "
                            + text(column)
                            + ", allowed are "
                            + List.of(words.getEnumConstants()));
            return words.getEnumConstants()[0];
        }

        boolean truth(String column) {
            return switch (text(column)) {
                case "true" -> true;
                case "false" -> false;
                default -> {
                    bad(column + " is " + text(column) + ", allowed are true and false");
                    yield false;
                }
            };
        }

        void bad(String what) {
            problems.add(new BadTable.Mistake(line.file(), line.number(), what));
        }

        Row row() {
            var cells = new LinkedHashMap<>(line.cells());
            var source = Optional.ofNullable(cells.remove("source")).orElse("");
            return new Row(line.file(), line.number(), List.copyOf(cells.values()), source);
        }
    }

    /// Reads the text of a file with exactly these columns, in any order.
    static CsvTable read(String file, String text, String... columns) throws BadTable {
        var table = new CsvTable(file);
        var wanted = new TreeSet<>(Set.of(columns));
        wanted.add("source");
        List<String> names = List.of();
        int number = 0;
        for (var line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (number > LINES || table.problems.size() > PROBLEMS) {
                table.problem(number, "more than " + LINES + " lines, or too many mistakes");
                break;
            }
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var cells = table.split(number, line);
            if (names.isEmpty()) {
                names = cells;
                if (!new TreeSet<>(names).equals(wanted) || names.size() != wanted.size()) {
                    table.problem(number, "columns are " + names + ", wanted are " + wanted);
                    break;
                }
            } else if (cells.size() != names.size()) {
                table.problem(number, cells.size() + " cells, wanted are " + names.size());
            } else {
                table.add(number, names, cells);
            }
        }
        if (names.isEmpty()) {
            table.problem(1, "no line names the columns");
        }
        table.complain();
        return table;
    }

    /// The rows of another table of the same columns after these: where both have a row for the
    /// same key, the other one's counts. In a list they stand before these.
    CsvTable overlaidBy(CsvTable other) {
        var both = new CsvTable(file);
        both.lines.addAll(lines);
        int layer = 1 + (lines.isEmpty() ? 0 : lines.getLast().layer());
        other.lines.stream().map(l -> l.over(layer)).forEach(both.lines::add);
        return both;
    }

    /// Makes the mapping: one entry for each row.
    ///
    /// - Errors: {@link BadTable} when two rows of one file have the same key, or a cell is wrong.
    <K, V> Map<K, V> map(Function<Cells, K> key, Function<Cells, V> value) throws BadTable {
        var map = new LinkedHashMap<K, V>();
        var seen = new LinkedHashMap<K, Line>();
        for (var line : lines) {
            var cells = new Cells(line);
            var k = key.apply(cells);
            var before = seen.put(k, line);
            if (before != null && before.layer() == line.layer()) {
                cells.bad("the same key as line " + before.number() + ": " + k);
            }
            map.put(k, value.apply(cells));
        }
        complain();
        return map;
    }

    /// Every row as a value, in order.
    <V> List<V> list(Function<Cells, V> value) throws BadTable {
        var all = new ArrayList<V>();
        for (var line : lines.stream().sorted(comparingInt(l -> -l.layer())).toList()) {
            all.add(value.apply(new Cells(line)));
        }
        complain();
        return all;
    }

    /// Refuses a table whose row for everything else is missing.
    <K> void needsDefault(Map<K, ?> map, K key) throws BadTable {
        if (!map.containsKey(key)) {
            problem(lines.isEmpty() ? 1 : lines.getLast().number(), "no row for the rest: *");
            complain();
        }
    }

    private void add(int number, List<String> names, List<String> cells) {
        var row = new LinkedHashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), cells.get(i));
        }
        if (row.getOrDefault("source", "").isEmpty()) {
            problem(number, "no source");
        }
        lines.add(new Line(file, number, 0, row));
    }

    private List<String> split(int number, String line) {
        if (line.length() > LINE_LENGTH) {
            problem(number, "longer than " + LINE_LENGTH + " characters");
            return List.of();
        }
        var cells = CsvLine.split(line);
        if (cells.isEmpty()) {
            problem(number, "a quote is not closed");
        }
        return cells.orElse(List.of());
    }

    private void problem(int line, String what) {
        problems.add(new BadTable.Mistake(file, line, what));
    }

    private void complain() throws BadTable {
        if (!problems.isEmpty()) {
            throw new BadTable(problems);
        }
    }
}
