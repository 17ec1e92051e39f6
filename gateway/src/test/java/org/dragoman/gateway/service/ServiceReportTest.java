package org.dragoman.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.h323.net.SignallingThreads;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A watchdog of 40 s: the report looks every 10 s, and a part may be silent for 20 s.
class ServiceReportTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final String ALIVE = "WATCHDOG=1 | STATUS=well";

    private final FakeTime time = new FakeTime();
    private final AtomicReference<Duration> silence = new AtomicReference<>(Duration.ZERO);
    @TempDir private Path temp;
    private Listener listener;
    private ServiceManager manager;

    @BeforeEach
    void listen() throws IOException, InterruptedException {
        listener = Listener.in(temp);
        manager = manager("40000000");
    }

    @AfterEach
    void end() {
        listener.close();
    }

    private ServiceManager manager(String micros) {
        return ServiceManager.of(
                        Map.of("NOTIFY_SOCKET", listener.place(), "WATCHDOG_USEC", micros), 1)
                .orElseThrow();
    }

    private ServiceReport begin(LifeSign... signs) {
        return ServiceReport.begin(manager, time, List.of(signs), () -> "well");
    }

    private List<String> heard(int count) {
        Eventually.isTrue(SOON, () -> listener.heard().size() >= count);
        return List.copyOf(listener.heard());
    }

    @Test
    void says_that_it_is_ready_then_that_it_lives_then_that_it_ends() {
        var report = begin(LifeSign.of("it", silence::get));
        time.advance(LOOK.multipliedBy(2));
        report.close();
        report.close();
        time.advance(LOOK.multipliedBy(5)); // nothing after the end
        assertThat(time.waiting()).isZero();
        assertThat(heard(5))
                .containsExactly(
                        "READY=1 | STATUS=well",
                        ALIVE,
                        ALIVE,
                        ALIVE,
                        "STOPPING=1 | STATUS=ends its calls");
    }

    @Test
    void gives_no_sign_of_life_while_a_part_is_silent() {
        begin(LifeSign.of("one", silence::get), LifeSign.of("other", () -> Duration.ZERO));
        time.advance(Duration.ZERO);
        silence.set(Duration.ofSeconds(20)); // as long as it may
        time.advance(LOOK);
        silence.set(Duration.ofSeconds(21));
        time.advance(LOOK);
        silence.set(Duration.ZERO);
        time.advance(LOOK);
        assertThat(heard(5))
                .containsExactly(
                        "READY=1 | STATUS=well",
                        ALIVE,
                        ALIVE,
                        "STATUS=does not answer: one",
                        ALIVE);
    }

    /// The very threads on which calls have their loops.
    @Test
    void a_hung_thread_of_calls_stops_the_signs_of_life() throws Exception {
        var free = new CountDownLatch(1);
        try (var threads = new SignallingThreads(2)) {
            var each = threads.each();
            assertThat(each).hasSize(2);
            var one = new Pulse("one", each.getFirst(), this::nanos);
            var other = new Pulse("other", each.getLast(), this::nanos);
            begin(one, other);
            each.getLast().execute(() -> hang(free));
            time.advance(Duration.ZERO); // both are asked
            for (int looks = 0; looks < 3; looks++) {
                settle(each.getFirst());
                time.advance(LOOK);
            }
            assertThat(heard(5)).last().isEqualTo("STATUS=does not answer: other");
            assertThat(listener.heard()).filteredOn(ALIVE::equals).hasSize(3);
        } finally {
            free.countDown();
        }
    }

    /// Returns when the thread has done what it was given before.
    private static void settle(Executor thread) throws Exception {
        CompletableFuture.runAsync(() -> {}, thread).get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private long nanos() {
        return Duration.between(Instant.EPOCH, time.instant()).toNanos();
    }

    private static void hang(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_thread_that_has_ended_owes_an_answer_for_ever() {
        var threads = new SignallingThreads(1);
        var thread = threads.each().getFirst();
        threads.close();
        var pulse = new Pulse("it", thread, this::nanos);
        assertThat(pulse.silence()).isZero();
        time.advance(LOOK);
        assertThat(pulse.silence()).isEqualTo(LOOK);
    }

    @Test
    void that_it_is_ready_is_said_again_until_it_is_heard() throws Exception {
        listener.close();
        var place = temp.resolve("later").toString();
        manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", place), 1).orElseThrow();
        begin();
        time.advance(LOOK);
        listener = Listener.at(place);
        time.advance(LOOK);
        assertThat(heard(2).getFirst()).isEqualTo("READY=1 | STATUS=well");
    }
}
