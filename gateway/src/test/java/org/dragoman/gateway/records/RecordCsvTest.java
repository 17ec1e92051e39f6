package org.dragoman.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.dragoman.gateway.rest.RecordView;
import org.dragoman.gateway.rest.SampleRecords;
import org.junit.jupiter.api.Test;

/// Records for spreadsheets and billing programs (RFC 4180).
class RecordCsvTest {
    private static List<String> lines(RecordView record, boolean legs) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        var csv = new RecordCsv(out, legs);
        csv.heading();
        csv.print(record);
        out.flush();
        assertThat(text.toString()).endsWith("\r\n");
        return text.toString().lines().toList();
    }

    @Test
    void a_line_for_each_call_or_for_each_leg() {
        var record = SampleRecords.ended("0123456789ab", "2026-11-22T09:30:00.000Z");
        var calls = lines(record, false);
        assertThat(calls.getFirst()).startsWith("call_id,offered_at,gateway,");
        assertThat(calls.getLast()).startsWith("0123456789ab,2026-11-22T09:30:00.000Z,gw,");
        assertThat(calls.getLast().split(",", -1)).hasSize(calls.getFirst().split(",").length);
        var legs = lines(record, true);
        assertThat(legs.getFirst()).startsWith("call_id,offered_at,leg,role,peer,");
        assertThat(legs.getLast())
                .startsWith("0123456789ab,2026-11-22T09:30:00.000Z,0,caller,carrier,");
    }

    @Test
    void what_a_caller_calls_itself_breaks_nothing() {
        var record =
                SampleRecords.of(
                        Map.of(
                                "callId", "0123456789ab",
                                "calling", "+74951234567",
                                "callingName", "=cmd(), \"Anna\""));
        assertThat(lines(record, false).getLast())
                .contains(",+74951234567,\"'=cmd(), \"\"Anna\"\"\",");
    }
}
