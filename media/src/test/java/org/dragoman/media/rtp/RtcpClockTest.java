package org.dragoman.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The wall clock of reports, and when they are due.
class RtcpClockTest {
    private static final double COMPENSATION = Math.E - 1.5; // RFC 3550 §6.3.1

    /// RFC 868: 2 208 988 800 is 1 January 1970, 00:00 UTC.
    @Test
    void seconds_count_from_1900() {
        var clock = new NtpClock(Instant.EPOCH, 1_000);
        assertThat(clock.at(1_000)).isEqualTo(2_208_988_800L << 32);
        assertThat(clock.at(500_001_000)).isEqualTo(2_208_988_800L << 32 | 0x8000_0000L);
        assertThat(clock.at(-999_999_000)).isEqualTo(2_208_988_799L << 32);
        assertThat(NtpClock.middle(clock.at(1_250_001_000))).isEqualTo(0x7E81_4000);
    }

    /// The example of RFC 3550 figure 2: LSR and DLSR of 5.250 s, arrival at 3 573.125.
    @Test
    void spans_are_units_of_a_65536th_of_a_second() {
        assertThat(NtpClock.units(5_250_000_000L)).isEqualTo(0x0005_4000);
        assertThat(NtpClock.spanNanos(0xB710_8000 - 0x0005_4000 - 0xB705_2000))
                .isEqualTo(6_125_000_000L);
        assertThat(NtpClock.units(Long.MAX_VALUE)).isNegative(); // as much as 32 bits hold
    }

    @Test
    void intervals_spread_from_half_to_one_and_a_half_of_the_least() {
        double least = 4.5; // 360 over 80 kbit/s, RFC 3550 §6.2
        var random = new Random(3_550);
        var interval = new RtcpInterval();
        double first = interval.nanos(random.nextLong()) / 1e9;
        assertThat(first).isBetween(least / 4 / COMPENSATION, least * 0.75 / COMPENSATION);
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            double seconds = interval.nanos(random.nextLong()) / 1e9;
            assertThat(seconds).isBetween(least / 2 / COMPENSATION, least * 1.5 / COMPENSATION);
            sum += seconds;
        }
        assertThat(sum / 10_000).isEqualTo(least / COMPENSATION, within(0.05));
    }

    @Test
    void large_reports_are_sent_less_often() {
        var interval = new RtcpInterval();
        interval.nanos(0);
        for (int i = 0; i < 200; i++) {
            interval.passed(1_400);
        }
        assertThat(interval.nanos(0))
                .isCloseTo((long) (5.712 / 2 / COMPENSATION * 1e9), within(50_000_000L));
    }
}
