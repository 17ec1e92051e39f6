package org.dragoman.sip.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.nist.javax.sip.stack.SIPStackTimerTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WheelTimerTest {
    private static final long SOON = 10; // seconds; on a machine that is busy with other tests

    private final WheelTimer timer = new WheelTimer();
    private final LinkedBlockingQueue<String> rung = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() {
        timer.begin();
    }

    @AfterEach
    void stop() {
        timer.stop();
    }

    private SIPStackTimerTask task(String name) {
        return new SIPStackTimerTask() {
            @Override
            public void runTask() {
                rung.add(name);
            }

            @Override
            public Object getThreadHash() {
                return name;
            }
        };
    }

    private String next() throws InterruptedException {
        return String.valueOf(rung.poll(SOON, TimeUnit.SECONDS));
    }

    @Test
    void rings_in_order_and_never_early() throws Exception {
        long began = System.nanoTime();
        timer.schedule(task("second"), 180);
        timer.schedule(task("first"), 60);
        assertThat(next()).isEqualTo("first");
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(60_000_000L);
        assertThat(next()).isEqualTo("second");
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(180_000_000L);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void rings_again_until_it_is_cancelled() throws Exception {
        var again = task("again");
        timer.scheduleWithFixedDelay(again, 0, 20);
        for (int i = 0; i < 3; i++) {
            assertThat(next()).isEqualTo("again");
        }
        assertThat(timer.cancel(again)).isTrue();
        assertThat(timer.cancel(again)).isFalse();
        rung.clear(); // it may have been ringing meanwhile
        timer.schedule(task("last"), 100);
        assertThat(rung.poll(SOON, TimeUnit.SECONDS)).isIn("again", "last");
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void what_is_cancelled_does_not_ring() throws Exception {
        var cancelled = task("cancelled");
        timer.schedule(cancelled, 40);
        timer.schedule(task("other"), 100);
        assertThat(timer.cancel(cancelled)).isTrue();
        assertThat(next()).isEqualTo("other");
        assertThat(rung).isEmpty();
    }

    @Test
    void a_task_that_fails_does_not_stop_the_others() throws Exception {
        timer.schedule(
                new SIPStackTimerTask() {
                    @Override
                    public void runTask() {
                        throw new IllegalStateException("as planned");
                    }

                    @Override
                    public Object getThreadHash() {
                        return "";
                    }
                },
                0);
        timer.schedule(task("next"), 40);
        assertThat(next()).isEqualTo("next");
    }

    @Test
    void takes_nothing_when_it_is_stopped() {
        timer.stop();
        assertThat(timer.isStarted()).isFalse();
        assertThatThrownBy(() -> timer.schedule(task("late"), 0))
                .isInstanceOf(IllegalStateException.class);
    }
}
