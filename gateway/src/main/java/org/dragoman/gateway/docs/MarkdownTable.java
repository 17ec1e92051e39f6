package org.dragoman.gateway.docs;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A Markdown table with its columns aligned.
public final class MarkdownTable {
    private static final int WIDEST = 60; // columns; a longer cell sticks out

    private MarkdownTable() {}

    /// - {@code lines}: the headings, then the rows; all of the same length.
    public static void print(PrintWriter out, List<List<String>> lines) {
        int columns = lines.getFirst().size();
        var widths =
                IntStream.range(0, columns)
                        .map(c -> lines.stream().mapToInt(l -> cell(l, c).length()).max().orElse(0))
                        .map(w -> Math.clamp(w, 3, WIDEST))
                        .toArray();
        print(out, lines.getFirst(), widths);
        out.println(
                IntStream.of(widths)
                        .mapToObj("-"::repeat)
                        .collect(Collectors.joining("-|-", "|-", "-|")));
        lines.stream().skip(1).forEach(line -> print(out, line, widths));
    }

    private static void print(PrintWriter out, List<String> line, int[] widths) {
        out.println(
                IntStream.range(0, widths.length)
                        .mapToObj(c -> pad(cell(line, c), widths[c]))
                        .collect(Collectors.joining(" | ", "| ", " |")));
    }

    private static String cell(List<String> line, int column) {
        return line.get(column).replace("|", "\\|").replace('\n', ' ');
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
