package org.dragoman.sip.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WheelTest {
    private record Alarm(int number, long tick) implements Wheel.Due {}

    private final Wheel<Alarm> wheel = new Wheel<>();

    @Test
    void what_is_added_comes_at_its_tick_whatever_the_round() {
        var random = new Random(1);
        var expected = new ArrayList<Alarm>();
        for (int i = 0; i < 2_000; i++) {
            var alarm = new Alarm(i, 1 + random.nextInt(4 * Wheel.SLOTS));
            wheel.add(alarm);
            if (i % 3 == 0) {
                assertThat(wheel.remove(alarm)).isTrue();
                assertThat(wheel.remove(alarm)).isFalse();
            } else {
                expected.add(alarm);
            }
        }
        assertThat(wheel.size()).isEqualTo(expected.size());
        expected.sort(Comparator.comparingLong(Alarm::tick));
        var taken = new ArrayList<Alarm>();
        long tick = 0;
        for (var next = wheel.next(tick); next.isPresent(); next = wheel.next(tick)) {
            tick = next.getAsLong();
            for (var alarm : wheel.take(tick)) {
                assertThat(alarm.tick()).isEqualTo(tick);
                taken.add(alarm);
            }
        }
        assertThat(taken).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void the_next_tick_is_after_the_one_asked_for() {
        wheel.add(new Alarm(1, 5));
        assertThat(wheel.next(0)).hasValue(5);
        assertThat(wheel.next(4)).hasValue(5);
        assertThat(wheel.next(5)).hasValue(5 + Wheel.SLOTS); // it was due, and is still there
        assertThat(wheel.take(5 + Wheel.SLOTS)).isEqualTo(List.of(new Alarm(1, 5)));
        assertThat(wheel.next(5)).isEmpty();
    }
}
