package org.dragoman.gateway.config;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.gateway.docs.MarkdownTable;
import org.dragoman.rules.Mappings;

/// Prints the configuration reference, {@code docs/configuration.md}.
public final class ReferencePrinter {
    private static final String INTRODUCTION =
            """
            # Configuration

            Generated from the code that reads `dragoman.yaml`; a test fails when the two differ. Every key has a
            default, but for those that say "must be given". A key that is not listed here is a mistake, and so is one
            that stands twice. `dragoman check` tells all mistakes of a file at once, with file, line, key, and what is
            allowed.

            Times are written as `500ms`, `30s`, `5m`, `2h`; lists as `[a, b]`, a single item may stand alone. A value
            with a colon, a `#` or a `*` in front needs quotes.
            """;

    private ReferencePrinter() {}

    public static void print(PrintWriter out, Mappings mappings) {
        var reference = new ConfigurationReader(mappings).reference();
        out.println(INTRODUCTION);
        for (var part : reference.parts()) {
            out.println("## " + part.section());
            out.println();
            out.println(part.meaning());
            out.println();
            var lines = new ArrayList<List<String>>();
            lines.add(List.of("key", "allowed", "default", "meaning"));
            for (var setting : reference.settingsOf(part.section())) {
                lines.add(
                        List.of(
                                "`" + setting.key() + "`",
                                setting.allowed(),
                                setting.otherwise(),
                                setting.meaning()));
            }
            if (lines.size() > 1) {
                MarkdownTable.print(out, lines);
                out.println();
            }
        }
    }
}
