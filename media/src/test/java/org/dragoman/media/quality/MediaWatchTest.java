package org.dragoman.media.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediaWatchTest {
    private static final long MOST = 30_000;

    private final MediaWatch watch = new MediaWatch(MOST);

    @Test
    void silence_is_told_once_in_each_such_time() {
        watch.expect(true, 0);
        assertThat(watch.isTooLong(MOST - 1)).isFalse();
        assertThat(watch.isTooLong(MOST)).isTrue();
        assertThat(watch.isTooLong(MOST + 1)).isFalse();
        assertThat(watch.isTooLong(2 * MOST)).isTrue();
    }

    @Test
    void any_sign_of_life_begins_it_anew() {
        watch.expect(true, 0);
        watch.sign(MOST - 1);
        assertThat(watch.isTooLong(2 * MOST - 2)).isFalse();
        assertThat(watch.isTooLong(2 * MOST - 1)).isTrue();
    }

    @Test
    void one_who_need_not_send_may_be_silent() {
        assertThat(watch.isTooLong(10 * MOST)).isFalse();
        watch.expect(true, 0);
        watch.expect(false, 1);
        assertThat(watch.isTooLong(10 * MOST)).as("on hold").isFalse();
        watch.expect(true, 10 * MOST);
        assertThat(watch.isTooLong(10 * MOST + 1)).as("just taken off hold").isFalse();
        watch.expect(true, 11 * MOST - 1); // agreed anew, without a change
        assertThat(watch.isTooLong(11 * MOST)).isTrue();
    }

    @Test
    void no_time_is_no_watch() {
        var never = new MediaWatch(0);
        never.expect(true, 0);
        assertThat(never.isTooLong(Long.MAX_VALUE / 2)).isFalse();
    }
}
