package org.dragoman.gateway.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.dragoman.core.route.Place;
import org.dragoman.rules.CsvLine;

/// A table of the operator, beside the configuration: the first line names the columns, lines that
/// start with # are comments. Mistakes go to the problems of the run, each with its line.
final class CsvFile {
    private static final long BYTES = 64L << 20; // a million rows with room to spare

    private final Path file;
    private final Problems problems;
    private final Map<String, Integer> columns = new HashMap<>();

    private CsvFile(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /// One row; a column that the file does not have is empty.
    final class Row {
        private final int line;
        private final List<String> cells;

        private Row(int line, List<String> cells) {
            this.line = line;
            this.cells = cells;
        }

        String cell(String column) {
            int at = columns.getOrDefault(column, Integer.MAX_VALUE);
            return at < cells.size() ? cells.get(at) : "";
        }

        int line() {
            return line;
        }

        Place place() {
            return new Place(file.toString(), line);
        }

        void problem(String column, String text) {
            problems.addIn(file.toString(), line, column, text);
        }
    }

    /// - {@code required}: columns it must have; {@code allowed}: those it may have beside them.
    /// - Returns: whether it could be read, and had the columns.
    static boolean read(
            Path file,
            Problems problems,
            List<String> required,
            List<String> allowed,
            BiConsumer<CsvFile, Row> rows) {
        var table = new CsvFile(file, problems);
        try {
            if (Files.size(file) > BYTES) {
                problems.addIn(file.toString(), 1, "", "is larger than " + BYTES + " bytes");
                return false;
            }
            return table.read(Files.readAllLines(file), required, allowed, rows);
        } catch (NoSuchFileException e) {
            problems.addIn(file.toString(), 1, "", "is not there");
        } catch (CharacterCodingException e) {
            problems.addIn(file.toString(), 1, "", "is no text in UTF-8");
        } catch (IOException e) {
            problems.addIn(file.toString(), 1, "", "cannot be read: " + e.getMessage());
        }
        return false;
    }

    private boolean read(
            List<String> lines,
            List<String> required,
            List<String> allowed,
            BiConsumer<CsvFile, Row> rows) {
        boolean named = false;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var cells = CsvLine.split(line);
            if (cells.isEmpty()) {
                problems.addIn(file.toString(), i + 1, "", "a quote is not closed");
            } else if (!named) {
                if (!columns(i + 1, cells.get(), required, allowed)) {
                    return false;
                }
                named = true;
            } else if (cells.get().size() != columns.size()) {
                problems.addIn(
                        file.toString(),
                        i + 1,
                        "",
                        cells.get().size() + " cells, the columns are " + columns.size());
            } else {
                rows.accept(this, new Row(i + 1, cells.get()));
            }
        }
        if (!named) {
            problems.addIn(file.toString(), 1, "", "no line names the columns");
        }
        return named;
    }

    private boolean columns(
            int line, List<String> names, List<String> required, List<String> allowed) {
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), i);
        }
        var all = new ArrayList<>(required);
        all.addAll(allowed);
        boolean right =
                names.containsAll(required)
                        && all.containsAll(names)
                        && columns.size() == names.size();
        if (!right) {
            problems.addIn(
                    file.toString(),
                    line,
                    "",
                    "columns are %s; needed are %s, and there may be %s"
                            .formatted(
                                    String.join(", ", names),
                                    String.join(", ", required),
                                    String.join(", ", allowed)));
        }
        return right;
    }
}
