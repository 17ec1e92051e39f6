package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.dragoman.media.relay.linux.Epoll;
import org.dragoman.media.relay.linux.Scheduling;
import org.junit.jupiter.api.Test;

/// Where a loop's thread stands among all threads, as the kernel says it.
class LoopPrecedenceTest {
    private static final long PID = ProcessHandle.current().pid();
    private static final int FIFO = 1; // sched(7): SCHED_FIFO
    private static final int PRIORITY_FIELD = 40; // proc_pid_stat(5), counted from 1
    private static final int POLICY_FIELD = 41;

    private record Place(String words, int policy, int priority) {}

    @Test
    void without_a_limit_of_its_own_it_is_no_real_time_thread_even_of_root() throws Exception {
        assertThat(limited("0:")).isTrue(); // whoever started the tests may have given one
        assertThat(Scheduling.mostPriority()).isZero();
        var place = placeOfALoop();
        assertThat(place.policy()).isNotEqualTo(FIFO);
        assertThat(place.words()).doesNotContain("real time");
    }

    /// Who may not raise the limit of a process, or not use it, sees the same as without.
    @Test
    void with_a_limit_it_is_one_of_a_priority_below_it() throws Exception {
        boolean possible = ran("prlimit", "--rtprio=20:20", "chrt", "--fifo", "10", "true");
        try {
            assertThat(limited("20:20") || !possible).isTrue();
            var place = placeOfALoop();
            if (possible) {
                assertThat(place).isEqualTo(new Place("real time, SCHED_FIFO 10", FIFO, 10));
            } else {
                assertThat(place.policy()).isNotEqualTo(FIFO);
            }
        } finally {
            limited("0:");
        }
    }

    private static Place placeOfALoop() throws Exception {
        Rehearsal.begin();
        Rehearsal.over().get(100, TimeUnit.SECONDS);
        var asked = new FutureTask<>((Callable<Place>) LoopPrecedenceTest::take);
        Thread.ofPlatform().daemon().start(asked);
        return asked.get(20, TimeUnit.SECONDS);
    }

    private static Place take() throws Exception {
        try (var arena = Arena.ofConfined()) {
            var epoll = new Epoll(arena);
            try {
                var precedence = new LoopPrecedence(epoll, arena, 0, false);
                precedence.begin();
                precedence.look();
                var fields = Files.readString(Path.of("/proc/thread-self/stat")).split(" ");
                return new Place(
                        precedence.place(),
                        Integer.parseInt(fields[fields.length - 52 + POLICY_FIELD - 1]),
                        Integer.parseInt(fields[fields.length - 52 + PRIORITY_FIELD - 1]));
            } finally {
                epoll.close();
            }
        }
    }

    /// - {@code limit}: soft and hard, as prlimit(1) takes them.
    private static boolean limited(String limit) throws Exception {
        return ran("prlimit", "--pid", Long.toString(PID), "--rtprio=" + limit);
    }

    private static boolean ran(String... command) throws Exception {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
