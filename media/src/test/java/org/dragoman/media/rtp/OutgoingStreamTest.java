package org.dragoman.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the peer sees has no seam, whatever feeds the stream.
class OutgoingStreamTest {
    private static final int CLOCK_HZ = 8_000;
    private static final long PACKET = 20_000_000; // nanoseconds
    private static final int A = 0xAAAA;
    private static final int B = 0xBBBB;

    private final OutgoingStream stream = new OutgoingStream(0x1234_5678_9ABC_DEF0L);
    private long now = 1_000_000_000_000L;

    @Test
    void a_loss_before_us_stays_a_loss_after_us() {
        pass(100, 16_000, A);
        int first = stream.sequence();
        int timestamp = stream.timestamp();
        pass(103, 16_480, A);
        assertThat(stream.sequence() - first).isEqualTo(3);
        assertThat(stream.timestamp() - timestamp).isEqualTo(480);
    }

    @Test
    void packets_out_of_order_stay_so() {
        pass(100, 0, A);
        int first = stream.sequence();
        pass(102, 320, A);
        pass(101, 160, A);
        assertThat(stream.sequence() - first).isEqualTo(1);
        pass(103, 480, A);
        assertThat(stream.sequence() - first).isEqualTo(3);
    }

    @Test
    void another_source_continues_with_the_next_number_and_the_time_gone_by() {
        pass(100, 16_000, A);
        int sequence = stream.sequence();
        int timestamp = stream.timestamp();
        now += 10 * PACKET;
        pass(60_000, 999_999, B);
        assertThat(stream.sequence()).isEqualTo(sequence + 1);
        assertThat(stream.timestamp() - timestamp).isEqualTo(11 * 160);
        assertThat(stream.marker()).isTrue();
    }

    @Test
    void a_digit_between_packets_leaves_no_gap_and_time_goes_on() {
        pass(100, 16_000, A);
        int sequence = stream.sequence();
        int timestamp = stream.timestamp();
        int begin = stream.continued(now, CLOCK_HZ);
        assertThat(begin - timestamp).isEqualTo(160);
        for (int i = 0; i < 5; i++) {
            stream.own(begin, i == 0, now);
            stream.skip(101 + i, A);
            now += PACKET;
        }
        assertThat(stream.sequence()).isEqualTo(sequence + 5);
        pass(106, 16_960, A);
        assertThat(stream.sequence()).isEqualTo(sequence + 6);
        assertThat(stream.timestamp() - timestamp).isEqualTo(960); // the source's own time
    }

    @Test
    void what_is_late_over_a_seam_is_not_sent() {
        pass(100, 16_000, A);
        stream.skip(102, A);
        stream.own(stream.continued(now, CLOCK_HZ), true, now);
        assertThat(map(101, 16_160, A)).isFalse();
        assertThat(map(103, 16_480, A)).isTrue();
        assertThat(map(102, 16_320, A)).isFalse();
    }

    @Test
    void time_never_runs_back_when_the_source_has_stood_still() {
        pass(100, 16_000, A);
        int timestamp = stream.timestamp();
        int tone = stream.continued(now, CLOCK_HZ);
        for (int i = 0; i < 50; i++) {
            stream.own(tone + i * 160, i == 0, now);
            now += PACKET;
        }
        int last = stream.timestamp();
        assertThat(last - timestamp).isEqualTo(50 * 160);
        pass(101, 16_160, A); // its clock stopped while the tone was played
        assertThat(stream.timestamp() - last).isEqualTo(160);
    }

    @Test
    void a_source_that_starts_again_is_followed() {
        pass(50_000, 16_000, A);
        int sequence = stream.sequence();
        pass(7, 99, A);
        assertThat(stream.sequence()).isEqualTo(sequence + 1);
        pass(8, 259, A);
        assertThat(stream.sequence()).isEqualTo(sequence + 2);
    }

    @Test
    void numbers_go_on_over_the_end_of_16_bits() {
        int before = -1;
        for (int i = 0; i < 100_000; i++) {
            pass(i, i * 160, A);
            if (before >= 0) {
                assertThat(stream.sequence() - before).isEqualTo(1);
            }
            before = stream.sequence();
        }
    }

    @Test
    void after_a_bye_the_stream_has_another_name() {
        pass(100, 0, A);
        stream.sent(1, 160);
        stream.renew(99);
        assertThat(stream.ssrc()).isEqualTo(99);
        assertThat(stream.packets()).isZero();
    }

    private void pass(int extended, int timestamp, int ssrc) {
        assertThat(map(extended, timestamp, ssrc)).isTrue();
        now += PACKET;
    }

    private boolean map(int extended, int timestamp, int ssrc) {
        return stream.map(extended, timestamp, ssrc, false, now, CLOCK_HZ);
    }
}
