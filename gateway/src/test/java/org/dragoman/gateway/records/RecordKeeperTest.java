package org.dragoman.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.gateway.rest.RecordQuestion;
import org.dragoman.gateway.rest.RecordView;
import org.dragoman.gateway.rest.SampleRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Records while the database is away, and afterwards.
class RecordKeeperTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STARTED = "2026-11-22T00:00:00.000Z";
    private static final RecordQuestion ALL =
            new RecordQuestion(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    RecordQuestion.MOST,
                    Optional.empty());

    private RecordsFolder folder;
    private boolean away;

    @BeforeEach
    void begin() throws Exception {
        folder = new RecordsFolder();
    }

    @AfterEach
    void end() throws Exception {
        folder.close();
    }

    private RecordKeeper keeper(String startedAt) throws Exception {
        return new RecordKeeper(this::open, WriterPlace.take(folder.path()), "gw", startedAt);
    }

    private RecordStore open() throws SQLException {
        if (away) {
            throw new SQLException("it is away, as the test wants it");
        }
        return RecordStore.open(folder.config());
    }

    private List<RecordView> found() throws Exception {
        return new RecordReader(folder.config()).find(ALL).records();
    }

    private static RecordView call(int number) {
        return SampleRecords.ended(
                "%012x".formatted(number),
                "2026-11-22T09:%02d:%02d.000Z".formatted(number / 60, number % 60));
    }

    private static RecordView open(int number, String updatedAt) {
        return SampleRecords.of(
                Map.of(
                        "callId",
                        "%012x".formatted(number),
                        "offeredAt",
                        "2026-11-22T09:00:00.000Z",
                        "gateway",
                        "gw",
                        "startedAt",
                        STARTED,
                        "state",
                        "open",
                        "updatedAt",
                        updatedAt,
                        "answeredAt",
                        "2026-11-22T09:00:01.000Z",
                        "billableMillis",
                        59_000L),
                List.of(SampleRecords.leg(Map.of("leg", 0, "role", "caller"))));
    }

    @Test
    void what_comes_while_it_is_away_is_there_once_afterwards_and_in_order() throws Exception {
        try (var keeper = keeper(STARTED)) {
            keeper.comeBack();
            keeper.keep(List.of(call(1), call(2)));
        }
        away = true;
        try (var keeper = keeper(STARTED)) {
            keeper.comeBack();
            assertThat(keeper.isAway()).isTrue();
            assertThat(keeper.health().away()).contains("it is away, as the test wants it");
            keeper.keep(List.of(call(3)));
            keeper.keep(List.of(call(4), call(3)));
            assertThat(keeper.health().spilled()).isEqualTo(3);
            assertThat(Files.readAllLines(folder.path().resolve("spill.jsonl"))).hasSize(3);
            away = false;
            keeper.comeBack();
            assertThat(keeper.isAway()).isFalse();
            assertThat(found())
                    .extracting(RecordView::callId)
                    .containsExactly(
                            call(4).callId(), call(3).callId(), call(2).callId(), call(1).callId());
            assertThat(found().getFirst().legs()).isEqualTo(call(4).legs());
            assertThat(folder.path().resolve("spill.jsonl")).doesNotExist();
        }
    }

    @Test
    void what_the_last_run_could_not_write_is_taken_up_by_the_next() throws Exception {
        away = true;
        try (var keeper = keeper(STARTED)) {
            keeper.comeBack();
            keeper.keep(List.of(call(1)));
        }
        // the machine lost its power in the middle of the second
        Files.writeString(
                folder.path().resolve("spill.jsonl"),
                "{\"callId\":\"0000",
                StandardOpenOption.APPEND);
        try (var keeper = keeper(STARTED)) {
            keeper.comeBack();
            keeper.keep(List.of(call(2)));
            away = false;
            keeper.comeBack();
            assertThat(found()).isEqualTo(List.of(call(2), call(1)));
        }
    }

    @Test
    void what_a_newer_version_spilled_is_taken_up_as_far_as_it_is_known() throws Exception {
        var newer = JSON.writeValueAsString(call(1)).replaceFirst("\\{", "{\"mood\":\"good\",");
        Files.writeString(folder.path().resolve("spill.jsonl"), newer + "\n");
        try (var keeper = keeper(STARTED)) {
            keeper.comeBack();
            assertThat(found()).isEqualTo(List.of(call(1)));
        }
    }

    @Test
    void a_record_that_lacks_what_every_record_has_is_put_aside_and_holds_up_no_other()
            throws Exception {
        var older = "{\"callId\":\"%012x\",\"legs\":[]}\n".formatted(1);
        Files.writeString(
                folder.path().resolve("spill.jsonl"),
                older + JSON.writeValueAsString(call(2)) + "\n");
        try (var keeper = keeper(STARTED)) {
            keeper.comeBack();
            keeper.keep(List.of(call(3)));
            assertThat(found()).isEqualTo(List.of(call(3), call(2)));
            assertThat(keeper.health().refused()).isEqualTo(1);
            assertThat(Files.readAllLines(folder.path().resolve("refused.jsonl"))).hasSize(1);
        }
    }

    @Test
    void what_a_killed_gateway_left_open_ends_at_its_last_update() throws Exception {
        try (var keeper = keeper(STARTED)) {
            keeper.comeBack();
            keeper.keep(List.of(open(1, "2026-11-22T09:01:00.000Z"), call(2)));
        }
        try (var keeper = keeper("2026-11-22T10:00:00.000Z")) {
            keeper.comeBack();
            keeper.keep(List.of());
        }
        var left = found().stream().filter(r -> !r.equals(call(2))).toList();
        assertThat(left).hasSize(1);
        assertThat(left.getFirst().state()).isEqualTo("interrupted");
        assertThat(left.getFirst().endedAt()).isEqualTo("2026-11-22T09:01:00.000Z");
        assertThat(left.getFirst().endedBy()).isEqualTo("restart");
        assertThat(left.getFirst().billableMillis()).isEqualTo(59_000);
        assertThat(left.getFirst().legs().getFirst().endedBy()).isEqualTo("restart");
        assertThat(found()).contains(call(2));
    }

    @Test
    void another_gateway_that_lives_keeps_what_it_has_open() throws Exception {
        try (var one = keeper(STARTED)) {
            one.comeBack();
            one.keep(List.of(open(1, "2026-11-22T09:01:00.000Z")));
            try (var other = keeper("2026-11-22T10:00:00.000Z")) {
                other.comeBack();
                assertThat(found().getFirst().state()).isEqualTo("open");
            }
        }
    }

    @Test
    void what_has_ended_does_not_open_again() throws Exception {
        try (var keeper = keeper(STARTED)) {
            keeper.comeBack();
            var ended = SampleRecords.ended("%012x".formatted(1), "2026-11-22T09:00:00.000Z");
            keeper.keep(List.of(ended));
            keeper.keep(List.of(open(1, "2026-11-22T09:01:00.000Z")));
            assertThat(found()).extracting(RecordView::state).containsExactly("ended");
        }
    }

    @Test
    void old_records_are_deleted_with_their_legs() throws Exception {
        try (var keeper = keeper(STARTED)) {
            keeper.comeBack();
            keeper.keep(List.of(call(1), call(2)));
            keeper.purge(call(2).offeredAt());
            assertThat(found()).isEqualTo(List.of(call(2)));
        }
        try (var reader = RecordStore.reader(folder.config());
                var ask = reader.createStatement();
                var rows = ask.executeQuery("SELECT COUNT(*) FROM call_legs")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }
}
