package org.dragoman.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A line of a CSV file as its cells; a cell in double quotes may hold commas.
public final class CsvLine {
    private CsvLine() {}

    /// Nothing where a quote is not closed.
    public static Optional<List<String>> split(String line) {
        var cells = new ArrayList<String>();
        if (line.indexOf('"') < 0) {
            int from = 0;
            for (int at = line.indexOf(','); at >= 0; at = line.indexOf(',', from)) {
                cells.add(line.substring(from, at).strip());
                from = at + 1;
            }
            cells.add(line.substring(from).strip());
            return Optional.of(cells);
        }
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return quoted ? Optional.empty() : Optional.of(cells);
    }
}
