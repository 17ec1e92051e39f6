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
            with a colon, a `#` or a `*` in front needs quotes. The data folder is what `DRAGOMAN_DATA` of the environment
            says, else `/var/lib/dragoman` for root and `~/.local/share/dragoman` for others.
            """;

    private ReferencePrinter() {}

    public static void print(PrintWriter out, Mappings mappings) {
        var reference = new ConfigurationReader(mappings).reference();
        out.println(INTRODUCTION);
        print(out, "The top of the file", "Keys outside of sections.", settings(reference, ""));
        for (var part : reference.parts()) {
            print(out, part.section(), part.meaning(), settings(reference, part.section()));
        }
    }

    private static void print(
            PrintWriter out, String heading, String meaning, List<List<String>> settings) {
        out.println("## " + heading);
        out.println();
        out.println(meaning);
        out.println();
        if (settings.isEmpty()) {
            return;
        }
        var lines = new ArrayList<>(List.of(List.of("key", "allowed", "default", "meaning")));
        lines.addAll(settings);
        MarkdownTable.print(out, lines);
        out.println();
    }

    private static List<List<String>> settings(Reference reference, String section) {
        return reference.settingsOf(section).stream()
                .map(s -> List.of("`" + s.key() + "`", s.allowed(), s.otherwise(), s.meaning()))
                .toList();
    }
}
