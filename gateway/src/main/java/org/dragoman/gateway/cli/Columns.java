package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;

/// Prints rows of words one below the other.
final class Columns {
    private static final int GAP = 2;

    private Columns() {}

    /// - {@code rows}: all of one length, at least one row.
    static void print(PrintWriter out, List<List<String>> rows) {
        var widths =
                IntStream.range(0, rows.getFirst().size())
                        .map(c -> rows.stream().mapToInt(r -> r.get(c).length()).max().orElse(0))
                        .toArray();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                line.append(row.get(c)).repeat(' ', widths[c] - row.get(c).length() + GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
