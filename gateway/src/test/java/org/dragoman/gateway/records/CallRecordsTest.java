package org.dragoman.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;

/// Calls never wait for the database, whatever it does.
class CallRecordsTest {
    private static final int CALLS = 10_000;
    private static final Duration SOON = Duration.ofSeconds(120); // a busy machine's

    @Test
    void ten_thousand_calls_end_while_the_database_is_locked() throws Exception {
        try (var folder = new RecordsFolder()) {
            RecordStore.open(folder.config()).close(); // its tables are there
            try (var locked = RecordStore.reader(folder.config());
                    var records = CallRecords.start(folder.config(), InstantSource.system())) {
                lock(locked);
                try (var loops = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (int i = 0; i < CALLS; i++) {
                        var ended = EndedCalls.call(i);
                        loops.execute(() -> records.ended(ended));
                    }
                    loops.shutdown();
                    assertThat(loops.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
                }
                assertThat(records.health().written()).isZero(); // all went on without it
                locked.rollback();
                Eventually.isTrue(SOON, () -> records.health().written() >= CALLS);
                assertThat(records.health().lost()).isZero();
                assertThat(count(locked, "call_records")).isEqualTo(CALLS);
                assertThat(count(locked, "call_legs")).isEqualTo(CALLS);
                locked.rollback();
            }
        }
    }

    /// As a program does that writes for very long.
    private static void lock(Connection database) throws Exception {
        database.setAutoCommit(false);
        try (var write = database.createStatement()) {
            write.executeUpdate("DELETE FROM call_records");
        }
    }

    private static int count(Connection database, String table) throws Exception {
        try (var ask = database.createStatement();
                var rows = ask.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void the_end_of_the_gateway_writes_what_was_entered() throws Exception {
        try (var folder = new RecordsFolder()) {
            try (var records = CallRecords.start(folder.config(), InstantSource.system())) {
                for (int i = 0; i < 50; i++) {
                    records.ended(EndedCalls.call(i));
                }
            }
            try (var reader = RecordStore.reader(folder.config())) {
                assertThat(count(reader, "call_records")).isEqualTo(50);
            }
        }
    }
}
