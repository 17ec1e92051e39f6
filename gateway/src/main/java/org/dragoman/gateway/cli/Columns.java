package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.dragoman.gateway.ladder.Screen;
import org.dragoman.gateway.ladder.Screen.Ink;
import org.dragoman.gateway.ladder.Wrapping;

/// Prints rows of words one below the other, the first row as a heading. Where the window is too
/// narrow the widest columns give way: what does not fit goes on below.
final class Columns {
    private static final int GAP = 2;
    private static final int LEAST = 6; // columns of a cell, in however narrow a window

    private final PrintWriter out;
    private final Screen screen;

    Columns(PrintWriter out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    /// - {@code rows}: all of one length, at least one row.
    void print(List<List<String>> rows) {
        var widths = widths(rows);
        boolean isHeading = true;
        for (var row : rows) {
            print(row, widths, isHeading);
            isHeading = false;
        }
    }

    private int[] widths(List<List<String>> rows) {
        var widths =
                IntStream.range(0, rows.getFirst().size())
                        .map(c -> rows.stream().mapToInt(r -> r.get(c).length()).max().orElse(0))
                        .toArray();
        int room = screen.columns() - GAP * (widths.length - 1);
        // lines break between words first, and inside of them where that is not enough
        shrink(
                widths,
                room,
                c -> rows.stream().mapToInt(r -> longestWord(r.get(c))).max().orElse(0));
        shrink(widths, room, _ -> LEAST);
        return widths;
    }

    private static void shrink(int[] widths, int room, IntUnaryOperator least) {
        var leasts = IntStream.range(0, widths.length).map(least).toArray();
        while (Arrays.stream(widths).sum() > room) {
            int widest =
                    IntStream.range(0, widths.length)
                            .filter(c -> widths[c] > leasts[c])
                            .reduce((a, b) -> widths[b] > widths[a] ? b : a)
                            .orElse(-1);
            if (widest < 0) {
                return;
            }
            widths[widest]--;
        }
    }

    private static int longestWord(String cell) {
        return Arrays.stream(cell.split(" ")).mapToInt(String::length).max().orElse(0);
    }

    private void print(List<String> row, int[] widths, boolean isHeading) {
        var cells =
                IntStream.range(0, widths.length)
                        .mapToObj(c -> Wrapping.of(row.get(c), Math.max(1, widths[c]), 0))
                        .toList();
        int lines = cells.stream().mapToInt(List::size).max().orElse(0);
        for (int l = 0; l < lines; l++) {
            var line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                var cell = l < cells.get(c).size() ? cells.get(c).get(l) : "";
                line.append(cell).repeat(' ', Math.max(0, widths[c] - cell.length()) + GAP);
            }
            var text = line.toString().stripTrailing();
            out.println(isHeading ? screen.paint(Ink.NAME, text) : text);
        }
    }
}
