package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final long GATHER = 400_000;

    private final Gathering gathering = new Gathering(GATHER);

    @Test
    void a_busy_loop_rests_for_what_is_left_of_the_time() {
        assertThat(gathering.restNanos(3, GATHER, 150_000)).isEqualTo(250_000);
    }

    @Test
    void an_idle_loop_carries_a_packet_at_once() {
        assertThat(gathering.restNanos(1, 2 * GATHER, 10_000)).isZero();
        assertThat(gathering.restNanos(0, GATHER, 10_000)).isZero();
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
}
