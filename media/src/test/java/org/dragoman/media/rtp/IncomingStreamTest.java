package org.dragoman.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// RFC 3550 §A.1, §A.3, §A.8.
class IncomingStreamTest {
    private static final int SSRC = 7;

    private final IncomingStream stream = new IncomingStream();

    @Test
    void sequence_numbers_count_on_where_16_bits_wrap() {
        assertThat(stream.accept(65_534, SSRC)).isEqualTo(65_534);
        assertThat(stream.accept(65_535, SSRC)).isEqualTo(65_535);
        assertThat(stream.accept(0, SSRC)).isEqualTo(65_536);
        assertThat(stream.accept(65_535, SSRC)).isEqualTo(65_535); // late
        assertThat(stream.accept(1, SSRC)).isEqualTo(65_537);
    }

    @Test
    void gaps_are_loss_until_what_was_missing_comes() {
        stream.accept(10, SSRC);
        stream.accept(13, SSRC);
        assertThat(stream.lost()).isEqualTo(2);
        stream.accept(11, SSRC);
        assertThat(stream.lost()).isEqualTo(1);
    }

    @Test
    void loss_adds_up_over_sources_and_is_never_negative() {
        stream.accept(10, SSRC);
        stream.accept(12, SSRC);
        stream.accept(500, SSRC + 1);
        stream.accept(503, SSRC + 1);
        assertThat(stream.lost()).isEqualTo(3);
        for (int i = 0; i < 10; i++) {
            stream.accept(503, SSRC + 1); // sent again and again
        }
        assertThat(stream.lost()).as("what comes again is not what is missing").isEqualTo(3);
        assertThat(stream.missing()).as("but reports count it").isEqualTo(-8);
    }

    @Test
    void a_source_that_starts_again_has_lost_nothing() {
        stream.accept(100, SSRC);
        stream.accept(40_000, SSRC);
        assertThat(stream.lost()).isZero();
    }

    @Test
    void an_even_pace_has_no_jitter_and_an_uneven_one_has() {
        long nanos = 5_000_000_000L;
        for (int i = 0; i < 100; i++) {
            stream.arrived(160 * i, nanos + i * 20_000_000L, 8_000);
        }
        assertThat(stream.jitterMicros()).isZero();
        for (int i = 100; i < 500; i++) {
            long late = i % 2 == 0 ? 0 : 5_000_000L;
            stream.arrived(160 * i, nanos + i * 20_000_000L + late, 8_000);
        }
        assertThat(stream.jitterMicros()).isBetween(4_700L, 5_000L); // every difference is 5 ms
    }

    @Test
    void late_packets_and_repeated_ones_are_told_apart() {
        for (int sequence : new int[] {10, 11, 14, 12, 12, 13, 14, 15, 11}) {
            stream.accept(sequence, SSRC);
        }
        assertThat(stream.outOfOrder()).isEqualTo(2);
        assertThat(stream.duplicates()).isEqualTo(3);
        assertThat(stream.lost()).isZero();
    }

    /// RFC 3550 §A.3: the fraction is of what was expected since the last report.
    @Test
    void the_fraction_lost_is_of_each_interval() {
        for (int sequence = 0; sequence < 100; sequence++) {
            if (sequence % 4 != 1) {
                stream.accept(sequence, SSRC);
            }
        }
        assertThat(stream.takeFraction()).isEqualTo(64);
        assertThat(stream.missing()).isEqualTo(25);
        for (int sequence = 100; sequence < 150; sequence++) {
            stream.accept(sequence, SSRC);
        }
        assertThat(stream.takeFraction()).isZero();
        assertThat(stream.takeFraction()).as("nothing expected").isZero();
    }

    @Test
    void loss_in_runs_shows() {
        for (int sequence = 0; sequence < 1_000; sequence += 10) {
            for (int i = 0; i < 7; i++) {
                stream.accept(sequence + i, SSRC);
            }
        }
        assertThat(stream.burstRatio()).isGreaterThan(2);
    }
}
