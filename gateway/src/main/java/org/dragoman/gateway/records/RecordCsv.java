package org.dragoman.gateway.records;

import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.gateway.rest.RecordView;

/// Records as comma-separated values, for spreadsheets and billing programs: a heading with the
/// names of the columns, then a line for each call, or for each leg.
///
/// - Source: RFC 4180.
public final class RecordCsv {
    private static final String LINE_END = "\r\n"; // RFC 4180 §2.1
    private static final Pattern HARMLESS = Pattern.compile("[+-]?[0-9.]*");
    private static final String FORMULA = "=+-@";

    private final PrintWriter out;
    private final boolean legs;

    /// - {@code legs}: a line for each leg, with the call it is of in front.
    public RecordCsv(PrintWriter out, boolean legs) {
        this.out = out;
        this.legs = legs;
    }

    /// The names of the columns.
    public void heading() {
        line(
                legs
                        ? Stream.concat(
                                        Stream.of("call_id", "offered_at"),
                                        RecordStore.LEG.names().stream())
                                .toList()
                        : RecordStore.CALL.names());
    }

    public void print(RecordView record) {
        if (!legs) {
            line(RecordStore.CALL.written(record));
            return;
        }
        var call = List.of(record.callId(), record.offeredAt());
        for (var leg : record.legs()) {
            line(Stream.concat(call.stream(), RecordStore.LEG.written(leg).stream()).toList());
        }
    }

    private void line(List<String> values) {
        out.print(values.stream().map(RecordCsv::field).collect(Collectors.joining(",")));
        out.print(LINE_END);
    }

    private static String field(String value) {
        var plain = isFormula(value) ? "'" + value : value;
        boolean quoted =
                plain.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
    }

    /// A caller may call itself what a spreadsheet would take for a formula.
    private static boolean isFormula(String value) {
        return !value.isEmpty()
                && FORMULA.indexOf(value.charAt(0)) >= 0
                && !HARMLESS.matcher(value).matches();
    }
}
