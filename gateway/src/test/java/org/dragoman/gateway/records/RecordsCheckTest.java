package org.dragoman.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.gateway.rest.SampleRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What `dragoman doctor` says of the database of call records.
class RecordsCheckTest {
    private RecordsFolder folder;

    @BeforeEach
    void begin() throws Exception {
        folder = new RecordsFolder();
    }

    @AfterEach
    void end() throws Exception {
        folder.close();
    }

    private RecordsConfig in(Path path, RecordsConfig.Database database) {
        return new RecordsConfig(Optional.of(database), path, "gw", 0, Duration.ofMinutes(1));
    }

    private Path file() {
        return folder.path().resolve(RecordsConfig.FILE);
    }

    @Test
    void a_gateway_that_keeps_none_needs_no_mending() {
        assertThat(RecordsCheck.of(RecordsConfig.OFF))
                .isEqualTo(new RecordsCheck(false, "none are kept (records: database: none)"));
    }

    @Test
    void before_the_first_call_it_says_where_they_will_be() {
        assertThat(RecordsCheck.of(folder.config()))
                .isEqualTo(new RecordsCheck(false, "none yet; they will be in " + file()));
        var deeper = folder.path().resolve("not/there/yet");
        assertThat(RecordsCheck.of(in(deeper, new RecordsConfig.File())).mend()).isFalse();
    }

    @Test
    void a_folder_that_cannot_be_is_to_be_mended() throws Exception {
        var notAFolder = Files.writeString(folder.path().resolve("notes"), "a file\n");
        assertThat(RecordsCheck.of(in(notAFolder.resolve("records"), new RecordsConfig.File())))
                .isEqualTo(
                        new RecordsCheck(
                                true, notAFolder + " cannot be written; see records: folder"));
    }

    @Test
    void records_are_counted_and_the_last_is_named() throws Exception {
        try (var store = RecordStore.open(folder.config())) {
            assertThat(RecordsCheck.of(folder.config()).words())
                    .startsWith(file() + " has 0 records (SQLite ")
                    .endsWith(")");
            store.write(
                    List.of(
                            SampleRecords.ended("00000000000a", "2026-11-22T09:00:01.000Z"),
                            SampleRecords.ended("00000000000b", "2026-11-22T09:00:02.000Z")));
        }
        var check = RecordsCheck.of(folder.config());
        assertThat(check.mend()).isFalse();
        assertThat(check.words())
                .startsWith(file() + " has 2 records (SQLite ")
                .endsWith("), the last of 2026-11-22T09:00:02.000Z");
    }

    @Test
    void a_file_that_is_no_database_is_to_be_mended() throws Exception {
        Files.writeString(file(), "this was overwritten by somebody".repeat(100));
        var check = RecordsCheck.of(folder.config());
        assertThat(check.mend()).isTrue();
        assertThat(check.words()).startsWith(file() + " does not answer: ");
    }

    @Test
    void a_server_that_is_away_is_to_be_mended() {
        var nobody = "jdbc:postgresql://127.0.0.1:1/dragoman"; // tcpmux: nobody listens there
        var server = new RecordsConfig.Server(nobody, Optional.empty(), Optional.empty());
        var check = RecordsCheck.of(in(folder.path(), server));
        assertThat(check.mend()).isTrue();
        assertThat(check.words()).startsWith(nobody + " does not answer: ");
    }
}
