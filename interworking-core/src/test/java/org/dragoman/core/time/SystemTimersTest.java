package org.dragoman.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The running program's timers.
class SystemTimersTest {
    @Test
    void tasksRunInTheOrderGivenAndTheClockIsTheOneGiven() throws InterruptedException {
        var ran = new ArrayList<Integer>();
        var done = new CountDownLatch(1);
        try (var timers = new SystemTimers(() -> Instant.EPOCH)) {
            assertThat(timers.instant()).isEqualTo(Instant.EPOCH);
            for (int task : List.of(1, 2, 3)) {
                timers.after(Duration.ZERO, () -> ran.add(task));
            }
            timers.after(Duration.ZERO, done::countDown);
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ran).containsExactly(1, 2, 3);
        }
    }

    @Test
    void whatIsCancelledLeavesNothingBehind() {
        try (var timers = new SystemTimers()) {
            var alarm = timers.after(Duration.ofHours(1), () -> {});
            assertThat(timers.waiting()).isEqualTo(1);
            alarm.cancel();
            assertThat(timers.waiting()).isZero();
        }
    }

    @Test
    void afterTheEndNothingFiresAndNothingIsThrown() {
        var fired = new AtomicInteger();
        var timers = new SystemTimers();
        timers.after(Duration.ofHours(1), fired::incrementAndGet);
        timers.close();
        timers.after(Duration.ZERO, fired::incrementAndGet).cancel();
        assertThat(timers.waiting()).isZero();
        assertThat(fired).hasValue(0);
    }
}
