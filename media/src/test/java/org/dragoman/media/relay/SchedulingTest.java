package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.dragoman.media.relay.linux.Scheduling;
import org.junit.jupiter.api.Test;

/// What the kernel says of a thread that asked for its place.
class SchedulingTest {
    private static final Path SELF = Path.of("/proc/thread-self"); // a link to PID/task/TID
    private static final int NICENESS = 16; // words behind the name, proc_pid_stat(5) field 19

    @Test
    void a_thread_that_wants_to_is_woken_in_time() throws Exception {
        String slack =
                byItself(
                        scheduling -> {
                            assertThat(scheduling.punctual()).isTrue();
                            var thread = SELF.toRealPath().getFileName().toString();
                            return Files.readString(Path.of("/proc", thread, "timerslack_ns"));
                        });
        assertThat(slack.strip()).isEqualTo("1");
    }

    /// To stand back takes no privilege, and neither do short turns.
    @Test
    void short_turns_and_niceness_are_the_threads_own() throws Exception {
        String nice =
                byItself(
                        scheduling -> {
                            assertThat(scheduling.shortTurns(7)).isTrue();
                            return niceness();
                        });
        assertThat(nice).isEqualTo("7");
        assertThat(niceness()).as("of this thread").isNotEqualTo("7");
    }

    @Test
    void what_is_nonsense_is_refused() throws Exception {
        boolean taken = byItself(scheduling -> scheduling.set(4_711, 0, 0, 0));
        assertThat(taken).isFalse();
    }

    private static String niceness() throws IOException {
        String stat = Files.readString(SELF.resolve("stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICENESS];
    }

    private interface Of<T> {
        T apply(Scheduling scheduling) throws IOException;
    }

    private static <T> T byItself(Of<T> what) throws Exception {
        var task =
                new FutureTask<>(
                        () -> {
                            try (var arena = Arena.ofConfined()) {
                                return what.apply(new Scheduling(arena));
                            }
                        });
        Thread.ofPlatform().start(task);
        return task.get();
    }
}
