package org.dragoman.h323.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.call.LoopRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Loops of calls on the threads of connections.
@Timeout(30)
class SignallingThreadsTest {
    @Test
    void turnsComeOneAfterAnotherAndNoneIsLost() throws InterruptedException {
        try (var threads = new SignallingThreads(2)) {
            var inside = new AtomicInteger();
            var together = new AtomicInteger();
            var asked = new AtomicInteger();
            var seen = new AtomicInteger();
            var place =
                    threads.place(
                            "call",
                            () -> {
                                if (inside.incrementAndGet() > 1) {
                                    together.incrementAndGet();
                                }
                                seen.set(asked.get());
                                inside.decrementAndGet();
                            });
            var callers = new ArrayList<Thread>();
            for (int i = 0; i < 4; i++) {
                callers.add(Thread.startVirtualThread(() -> ask(place, asked)));
            }
            for (var caller : callers) {
                caller.join();
            }
            turn(place, threads);
            assertThat(together).hasValue(0);
            assertThat(seen).hasValue(40_000); // the last to ask was heard
        }
    }

    private static void ask(LoopRunner.Place place, AtomicInteger asked) {
        for (int i = 0; i < 10_000; i++) {
            asked.incrementAndGet();
            place.wake();
        }
    }

    /// Waits until all turns asked for before are over: what was given to a thread first is first.
    private static void turn(LoopRunner.Place place, SignallingThreads threads)
            throws InterruptedException {
        place.wake();
        var over = new CountDownLatch(2);
        threads.group().forEach(each -> each.execute(over::countDown));
        assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCallStaysOnTheThreadOnWhichItCameInAndHandsNothingOver() throws Exception {
        try (var threads = new SignallingThreads(3)) {
            var came = new CompletableFuture<Thread>();
            var turned = new CompletableFuture<Thread>();
            threads.group()
                    .next()
                    .execute(
                            () -> {
                                came.complete(Thread.currentThread());
                                threads.place("call", () -> turned.complete(thread(threads)))
                                        .wake();
                            });
            var both = List.of(came.get(20, TimeUnit.SECONDS), turned.get(20, TimeUnit.SECONDS));
            assertThat(both.get(1)).isSameAs(both.get(0));
        }
    }

    /// The thread of those a connection would be dialled on, which must be the one that asks.
    private static Thread thread(SignallingThreads threads) {
        assertThat(threads.here().inEventLoop()).isTrue();
        return Thread.currentThread();
    }

    @Test
    void whatBeginsKeepsToTheFirstThreadThatIsNotBehind() throws InterruptedException {
        try (var threads = new SignallingThreads(3)) {
            var first = threads.here();
            assertThat(threads.here()).isSameAs(first);
            var busy = new CountDownLatch(1);
            var done = new CountDownLatch(24);
            for (int i = 0; i < 24; i++) {
                first.execute(
                        () -> {
                            awaitQuietly(busy);
                            done.countDown();
                        });
            }
            var second = threads.here();
            assertThat(second).isNotSameAs(first);
            assertThat(threads.here()).isSameAs(second);
            busy.countDown();
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(threads.here()).isSameAs(first);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void afterTheEndThereAreNoTurnsAndNothingIsThrown() {
        var threads = new SignallingThreads(1);
        var turns = new AtomicInteger();
        var place = threads.place("call", turns::incrementAndGet);
        threads.close();
        place.wake();
        assertThat(turns).hasValue(0);
    }
}
