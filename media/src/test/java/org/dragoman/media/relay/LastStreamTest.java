package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// S18: what is late, and what is a new call of a device that always has the same SSRC.
class LastStreamTest {
    private static final long SECOND = 1_000_000_000;

    private final LastStream last = new LastStream(true, 7, 65_500, 10 * SECOND);

    @Test
    void the_stream_going_on_is_late_even_over_the_end_of_16_bits() {
        assertThat(last.isContinuedBy(7, 65_501, 11 * SECOND)).isTrue();
        assertThat(last.isContinuedBy(7, 65_450, 11 * SECOND)).isTrue();
        assertThat(last.isContinuedBy(7, 100, 11 * SECOND)).isTrue();
    }

    @Test
    void another_stream_is_not() {
        assertThat(last.isContinuedBy(8, 65_501, 11 * SECOND)).isFalse();
        assertThat(LastStream.NONE.isContinuedBy(0, 0, 0)).isFalse();
    }

    @Test
    void a_device_that_begins_anew_with_the_same_ssrc_is_not() {
        var oneMinuteCall = new LastStream(true, 7, 2_999, 10 * SECOND);
        assertThat(oneMinuteCall.isContinuedBy(7, 0, 11 * SECOND)).isFalse();
    }

    @Test
    void after_a_minute_it_is_forgotten() {
        assertThat(last.isContinuedBy(7, 65_501, 71 * SECOND)).isFalse();
    }
}
