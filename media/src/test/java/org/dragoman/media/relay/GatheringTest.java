package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final long GATHER = 200_000;
    private static final int LONG = 1_000; // turns, until it knows how often packets come
    private static final int COUNTED = 100; // of them
    private static final long CARRY = 10_000; // nanoseconds a packet

    private final Gathering gathering = new Gathering(GATHER);

    @Test
    void a_busy_loop_wakes_for_a_few_packets_at_once() {
        assertThat(waits(40_000)).isCloseTo(4 * 40_000, within(20_000.0));
    }

    @Test
    void the_more_packets_the_shorter_they_wait() {
        assertThat(waits(20_000)).isCloseTo(4 * 20_000, within(10_000.0));
    }

    @Test
    void rare_packets_are_carried_at_once() {
        assertThat(waits(60_000)).isEqualTo(60_000);
        assertThat(waits(20_000_000)).isEqualTo(20_000_000);
    }

    @Test
    void a_loop_that_has_just_begun_carries_at_once() {
        assertThat(gathering.restNanos(0, 0, CARRY)).isZero();
        assertThat(new Gathering(0).restNanos(1, CARRY, CARRY)).isZero();
    }

    @Test
    void what_was_long_ago_says_nothing() {
        waits(10_000);
        assertThat(waits(1_000_000)).isEqualTo(1_000_000);
    }

    @Test
    void a_loop_that_is_late_looks_again_at_once() {
        assertThat(gathering.restNanos(40, GATHER, GATHER)).isZero();
    }

    @Test
    void a_loop_that_stays_behind_lets_the_compiler_work() {
        long turn = 5_000_000;
        for (int i = 0; i < Gathering.MOST_WORK_NANOS / turn; i++) {
            assertThat(gathering.restNanos(100, turn, turn)).isZero();
        }
        assertThat(gathering.restNanos(100, turn, turn)).isEqualTo(Gathering.TURN_NANOS);
        assertThat(gathering.restNanos(100, turn, turn)).as("and works on").isZero();
    }

    @Test
    void a_loop_that_catches_up_is_not_behind() {
        long turn = Gathering.MOST_WORK_NANOS;
        gathering.restNanos(100, turn, turn);
        gathering.restNanos(1, turn, 100_000);
        assertThat(gathering.restNanos(100, turn, turn)).isZero();
    }

    /// Plays a loop to which packets come at this distance; how long from one waking to the next,
    /// in the end.
    private double waits(long apart) {
        long now = 0;
        long carried = 0; // packets
        long woken = 0;
        long begin = 0;
        for (int turn = 0; turn < LONG; turn++) {
            long last = woken;
            woken = Math.max(now, (carried + 1) * apart); // it waits where there is none
            int count = (int) (woken / apart - carried);
            carried += count;
            now = woken + count * CARRY;
            now += gathering.restNanos(count, woken - last, now - woken);
            if (turn == LONG - 1 - COUNTED) {
                begin = woken;
            }
        }
        return (double) (woken - begin) / COUNTED;
    }
}
