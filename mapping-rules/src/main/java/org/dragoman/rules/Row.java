package org.dragoman.rules;

import java.util.List;

/// Where a mapping comes from: shown to whoever asks why a call was mapped so.
///
/// - {@code file}, {@code line}: where the row stands.
/// - {@code cells}: the row as written, without its source.
/// - {@code source}: the document that says so.
public record Row(String file, int line, List<String> cells, String source) {
    static final String SHIPPED = "rules/";

    public Row {
        cells = List.copyOf(cells);
    }

    /// Whether it came with the program; else the operator wrote it.
    public boolean isShipped() {
        return file.startsWith(SHIPPED);
    }

    @Override
    public String toString() {
        return String.join(" ", cells) + " (" + source + "; " + file + ":" + line + ")";
    }
}
