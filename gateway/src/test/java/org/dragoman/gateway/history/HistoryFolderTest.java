package org.dragoman.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dragoman.webrtc.PastCall;
import org.dragoman.webrtc.PastCall.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFolderTest {
    private static final int KEPT = 5;
    private static final String ANNA = "1001";
    private static final String BORIS = "1002";

    @TempDir private Path temp;
    private final LinkedBlockingQueue<List<PastCall>> told = new LinkedBlockingQueue<>();

    private HistoryFolder start() {
        return HistoryFolder.start(temp.resolve("history"), KEPT);
    }

    private static PastCall call(int number) {
        return new PastCall(
                Direction.OUT,
                Optional.of(Integer.toString(number)),
                Optional.of("«Анна», \"A\"\n"),
                Instant.parse("2026-01-02T03:04:05.678Z").plusSeconds(number),
                Duration.ofMillis(1_500),
                "ended");
    }

    private List<PastCall> hear() throws InterruptedException {
        var next = told.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("something is told").isNotNull();
        return next;
    }

    @Test
    void the_last_calls_are_kept_newest_first_and_survive_a_restart() throws Exception {
        try (var history = start()) {
            for (int i = 0; i < 4 * KEPT; i++) {
                history.add(ANNA, call(i));
            }
        }
        assertThat(Files.readAllLines(HistoryFolder.file(temp.resolve("history"), ANNA)))
                .hasSizeBetween(KEPT, 2 * KEPT);
        try (var history = start()) {
            history.follow(ANNA, told::add);
            assertThat(hear()).containsExactly(call(19), call(18), call(17), call(16), call(15));
            history.add(ANNA, call(20));
            assertThat(hear()).startsWith(call(20), call(19)).hasSize(KEPT);
        }
    }

    @Test
    void who_follows_is_told_of_this_account_until_it_has_enough() throws Exception {
        try (var history = start()) {
            var anna = history.follow(ANNA, told::add);
            assertThat(hear()).isEmpty();
            history.add(BORIS, call(1));
            history.add(ANNA, call(2));
            assertThat(hear()).containsExactly(call(2));
            anna.close();
            history.add(ANNA, call(3));
            history.follow(BORIS, told::add);
            assertThat(hear()).containsExactly(call(1));
        }
        assertThat(told).isEmpty();
    }

    @Test
    void calls_are_forgotten_when_that_is_wanted() throws Exception {
        try (var history = start()) {
            history.add(ANNA, call(1));
            history.add(BORIS, call(2));
            history.follow(ANNA, told::add);
            assertThat(hear()).hasSize(1);
            history.forget(ANNA);
            assertThat(hear()).isEmpty();
            history.follow(BORIS, told::add);
            assertThat(hear()).containsExactly(call(2));
        }
        assertThat(HistoryFolder.file(temp.resolve("history"), ANNA)).doesNotExist();
    }

    /// As after the machine lost its power, and as after somebody edited the file.
    @Test
    void spoilt_lines_are_left_out_and_spoil_no_others() throws Exception {
        try (var history = start()) {
            history.add(ANNA, call(1));
        }
        var file = HistoryFolder.file(temp.resolve("history"), ANNA);
        var whole = Files.readString(file);
        var spoilt =
                "no json\n{}\n{\"at\":\"yesterday\"}\n[1]\n\n"
                        + whole.replace("out", "sideways")
                        + whole
                        + whole.substring(0, whole.length() / 2);
        Files.writeString(file, spoilt);
        try (var history = start()) {
            history.add(ANNA, call(2));
            history.follow(ANNA, told::add);
            assertThat(hear()).containsExactly(call(2), call(1));
        }
    }

    @Test
    void nobody_else_may_read_it() throws Exception {
        try (var history = start()) {
            history.add(ANNA, call(1));
        }
        var folder = temp.resolve("history");
        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(HistoryFolder.file(folder, ANNA))).isEqualTo("rw-------");
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void a_folder_that_cannot_be_written_disturbs_nobody() throws Exception {
        Files.writeString(temp.resolve("history"), "a file is in its place");
        try (var history = start()) {
            history.add(ANNA, call(1));
            history.forget(BORIS);
        }
        assertThat(temp.resolve("history")).isRegularFile();
    }
}
