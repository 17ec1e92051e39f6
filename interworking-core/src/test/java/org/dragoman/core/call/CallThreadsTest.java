package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.core.call.Placing.ANYWHERE;
import static org.dragoman.core.call.Placing.obedient;
import static org.dragoman.core.call.Placing.offer;
import static org.dragoman.core.call.Placing.place;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.dragoman.core.call.Trunks.Trunk;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.Router;
import org.dragoman.core.testing.FakeEndpoint;
import org.dragoman.core.testing.FakeLeg;
import org.dragoman.core.testing.FakeMediaPlane;
import org.dragoman.core.time.SystemTimers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Calls on threads of their own: ends that cross whatever else happens, floods, shutdown.
class CallThreadsTest {
    /// H24, S14: ten thousand calls on threads of their own, answered, failed and abandoned, with
    /// peers that hang up at any moment; nothing is left of them.
    @Test
    @Timeout(120)
    void h24_s14_nothing_is_left_of_ten_thousand_calls() throws InterruptedException {
        int total = 10_000;
        var over = new CountDownLatch(total);
        var media = new FakeMediaPlane();
        var endpoint = new FakeEndpoint("fake", CallThreadsTest::answerSomehow, false);
        try (var timers = new SystemTimers()) {
            var calls =
                    new Calls(
                            new Calls.Limits(500, 100),
                            name -> Optional.of(new Trunk(name, endpoint, TrunkPolicy.DEFAULT)),
                            new Router(DialPlan.of(ANYWHERE)),
                            media,
                            timers,
                            LoopRunner.virtualThreads(),
                            _ -> over.countDown());
            var random = new Random(4);
            long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            for (int placed = 0; placed < total; ) {
                assertThat(System.nanoTime()).as("calls end").isLessThan(latest);
                var opened = calls.open("a", c -> new FakeLeg(c, CallThreadsTest::hangUpSometimes));
                if (opened.isEmpty()) {
                    Thread.onSpinWait(); // the gateway is full; the caller tries again
                    continue;
                }
                placed++;
                offer(opened.get(), Integer.toString(random.nextInt(100)));
            }
            assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(calls.shutdown(Duration.ofSeconds(10))).isTrue();
            assertThat(calls.active()).isZero();
            assertThat(media.openPorts()).isEmpty();
            assertThat(timers.waiting()).isZero();
            var totals = calls.totals();
            assertThat(totals.ended()).isEqualTo(total);
            assertThat(totals.answered()).isBetween(1L, (long) total - 1);
            assertThat(totals.bugs()).isZero();
            assertThat(totals.floods()).isZero();
            assertThat(totals.legsDropped()).isZero();
        }
    }

    /// By the number dialled: busy, congestion, ringing only, or an answer and then the end.
    private static void answerSomehow(FakeLeg leg, LegCommand command) {
        FakeLeg.OBEDIENT.accept(leg, command);
        if (!(command instanceof LegCommand.Dial(var request))) {
            return;
        }
        int number = Integer.parseInt(request.to().digits());
        if (number < 20) {
            leg.emit(new LegEvent.Released(leg.id(), Scripts.BUSY));
        } else if (number < 30) {
            leg.emit(new LegEvent.Proceeding(leg.id()));
            leg.say(new LegEvent.Released(leg.id(), Cause.CONGESTION));
        } else {
            leg.say(new LegEvent.Ringing(leg.id(), number < 60, Optional.empty()));
            leg.say(new LegEvent.Answered(leg.id(), Optional.of(Stage.PCMU), Optional.empty()));
            if (number < 70) {
                leg.say(new LegEvent.Released(leg.id(), Cause.NORMAL_CLEARING));
            }
        }
    }

    /// A caller that hangs up as soon as it is answered, or while it rings.
    private static void hangUpSometimes(FakeLeg leg, LegCommand command) {
        FakeLeg.OBEDIENT.accept(leg, command);
        if (command instanceof LegCommand.Answer
                || command instanceof LegCommand.Ring(boolean b, _) && b) {
            leg.say(new LegEvent.Released(leg.id(), Cause.NORMAL_CLEARING));
        }
    }

    /// Whoever asks at that moment must not disturb the end, or the call is there for ever.
    @Test
    @Timeout(60)
    void a_call_is_told_of_while_it_ends() throws InterruptedException {
        var asked = new AtomicReference<>(Optional.<CallId>empty());
        var done = new AtomicBoolean();
        try (var timers = new SystemTimers()) {
            var calls = threaded(obedient(), new FakeMediaPlane(), timers);
            Runnable ask =
                    () -> {
                        while (!done.get()) {
                            asked.get().ifPresent(calls::find);
                        }
                    };
            var others = List.of(Thread.startVirtualThread(ask), Thread.ofPlatform().start(ask));
            long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
            for (int i = 0; i < 2_000 && System.nanoTime() < latest; i++) {
                var caller = calls.open("a", c -> new FakeLeg(c, FakeLeg.OBEDIENT)).orElseThrow();
                asked.set(Optional.of(caller.id().call()));
                offer(caller, "1");
                calls.hangup(caller.id().call(), Cause.NORMAL_CLEARING);
                while (calls.active() > 0 && System.nanoTime() < latest) {
                    assertThat(calls.find(caller.id().call())).isPresent();
                }
            }
            assertThat(calls.totals().bugs()).isZero();
            assertThat(calls.shutdown(Duration.ofSeconds(10))).isTrue();
            done.set(true);
            for (var other : others) {
                other.join();
            }
        } finally {
            done.set(true);
        }
    }

    @Test
    @Timeout(60)
    void a_flooded_call_ends_with_cause_42() throws InterruptedException {
        var media = new FakeMediaPlane();
        try (var timers = new SystemTimers()) {
            var calls = threaded(obedient(), media, timers);
            var caller = calls.open("a", c -> new FakeLeg(c, FakeLeg.OBEDIENT)).orElseThrow();
            var busy = new CountDownLatch(1);
            var inside = new CountDownLatch(1);
            caller.context()
                    .loop()
                    .execute(
                            () -> {
                                inside.countDown();
                                awaitQuietly(busy);
                            });
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
            var ran = new AtomicInteger();
            for (int i = 0; i < 1_000; i++) {
                caller.context().loop().execute(ran::incrementAndGet);
            }
            busy.countDown();
            assertThat(calls.shutdown(Duration.ofSeconds(10))).isTrue();
            assertThat(ran).hasValueLessThan(300);
            assertThat(calls.totals().floods()).isEqualTo(1);
            assertThat(calls.history().getFirst().cause()).contains(Cause.CONGESTION);
            assertThat(media.openPorts()).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void shutdown_ends_every_call_and_takes_no_more() throws InterruptedException {
        var media = new FakeMediaPlane();
        try (var timers = new SystemTimers()) {
            var calls = threaded(obedient(), media, timers);
            for (int i = 0; i < 50; i++) {
                place(calls, "1");
            }
            assertThat(calls.shutdown(Duration.ofSeconds(20))).isTrue();
            assertThat(calls.open("a", c -> new FakeLeg(c, FakeLeg.OBEDIENT))).isEmpty();
            assertThat(media.openPorts()).isEmpty();
            assertThat(timers.waiting()).isZero();
        }
    }

    private static Calls threaded(
            FakeEndpoint endpoint, FakeMediaPlane media, SystemTimers timers) {
        return new Calls(
                Calls.Limits.DEFAULT,
                name -> Optional.of(new Trunk(name, endpoint, TrunkPolicy.DEFAULT)),
                new Router(DialPlan.of(ANYWHERE)),
                media,
                timers);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
