package org.dragoman.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.junit.jupiter.api.Test;

class LegHarnessTest {
    private final FakeTime time = new FakeTime();
    private final LegHarness harness = LegHarness.callee("trunk", time);

    @Test
    void runsTasksOneAfterTheOther() {
        var order = new ArrayList<String>();
        harness.loop()
                .execute(
                        () -> {
                            harness.loop().execute(() -> order.add("inner"));
                            order.add("outer");
                        });
        assertThat(order).containsExactly("outer", "inner");
    }

    @Test
    void firesTimersInOrderOfTime() {
        var order = new ArrayList<String>();
        harness.timers().after(Duration.ofSeconds(2), () -> order.add("late"));
        harness.timers().after(Duration.ofSeconds(1), () -> order.add("early"));
        harness.timers().after(Duration.ofSeconds(1), () -> order.add("cancelled")).cancel();
        var start = time.instant();
        time.advance(Duration.ofSeconds(3));
        assertThat(order).containsExactly("early", "late");
        assertThat(time.instant()).isEqualTo(start.plusSeconds(3));
        assertThat(time.waiting()).isZero();
    }

    @Test
    void handsOutEventsInOrder() {
        var leg = new FakeLeg(harness, FakeLeg.OBEDIENT);
        leg.emit(new LegEvent.Proceeding(leg.id()));
        harness.execute(leg, new LegCommand.Release(Cause.NO_ANSWER));
        assertThat(harness.take(LegEvent.Proceeding.class).leg()).isEqualTo(leg.id());
        assertThat(harness.takeAll())
                .isEqualTo(List.of(new LegEvent.Released(leg.id(), Cause.NO_ANSWER)));
    }

    @Test
    void refusesWhatNoLegMayDo() {
        var released = new LegEvent.Released(harness.id(), Cause.NO_ANSWER);
        harness.emit(released);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> harness.emit(released));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> harness.take(LegEvent.Answered.class));
    }
}
