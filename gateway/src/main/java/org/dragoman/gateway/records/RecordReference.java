package org.dragoman.gateway.records;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.gateway.docs.MarkdownTable;

/// Every column of call records, for docs/record-columns.md.
public final class RecordReference {
    private static final List<String> HEADING = List.of("column", "type", "meaning");

    private RecordReference() {}

    public static void print(PrintWriter out) {
        out.println("# Columns of call records");
        out.println();
        out.println(
                "Generated from the records that the program writes. Names and order are those of"
                        + " the database's tables and of CSV; in");
        out.println(
                "JSON `call_id` is `callId`. What is not known is NULL in the database, nothing in"
                        + " CSV, an empty text or -1 in JSON.");
        table(
                out,
                "## `call_records`, `dragoman records --csv`: a line for each call",
                List.of(),
                RecordStore.CALL);
        var key =
                List.of(
                        List.of("`call_id`", "TEXT", "The call that the leg is of."),
                        List.of("`offered_at`", "TEXT", "When that call came in, in UTC."));
        table(
                out,
                "## `call_legs`, `dragoman records --csv --legs`: a line for each leg",
                key,
                RecordStore.LEG);
    }

    private static void table(
            PrintWriter out, String title, List<List<String>> first, Layout<?> layout) {
        var lines = new ArrayList<List<String>>();
        lines.add(HEADING);
        lines.addAll(first);
        lines.addAll(layout.explained());
        out.println();
        out.println(title);
        out.println();
        MarkdownTable.print(out, lines);
    }
}
