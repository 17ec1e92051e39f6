package org.dragoman.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dragoman.gateway.rest.SampleRecords;
import org.junit.jupiter.api.Test;

/// Fields of records are columns: of the database too, whose tables are written by hand.
class LayoutTest {
    @Test
    void columns_are_named_after_fields() {
        assertThat(RecordStore.CALL.names())
                .startsWith("call_id", "offered_at", "gateway")
                .contains("billable_millis")
                .doesNotContain("legs");
        assertThat(RecordStore.LEG.names())
                .contains("h225_call_identifier", "sip_call_id", "mos_received");
    }

    @Test
    void the_tables_have_all_columns_and_no_more() throws Exception {
        try (var folder = new RecordsFolder();
                var store = RecordStore.open(folder.config());
                var reader = RecordStore.reader(folder.config())) {
            assertThat(store.answers()).isTrue();
            assertThat(columns(reader, RecordStore.CALLS))
                    .containsExactlyInAnyOrderElementsOf(RecordStore.CALL.names());
            var legs = new ArrayList<>(RecordStore.LEG.names());
            legs.addAll(List.of("call_id", "offered_at"));
            assertThat(columns(reader, RecordStore.LEGS)).containsExactlyInAnyOrderElementsOf(legs);
        }
    }

    private static List<String> columns(java.sql.Connection database, String table)
            throws Exception {
        var names = new ArrayList<String>();
        try (var ask = database.createStatement();
                var rows = ask.executeQuery("SELECT * FROM " + table)) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                names.add(rows.getMetaData().getColumnName(i));
            }
        }
        return names;
    }

    @Test
    void what_is_not_known_is_not_written() {
        var record = SampleRecords.of(Map.of("callId", "0123456789ab", "cause", 17));
        var written = RecordStore.CALL.written(record);
        assertThat(written.get(RecordStore.CALL.names().indexOf("cause"))).isEqualTo("17");
        assertThat(written.get(RecordStore.CALL.names().indexOf("transfers"))).isEmpty();
    }
}
