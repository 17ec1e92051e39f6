package org.dragoman.media.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LossBurstsTest {
    private static final int MILLIS = 20;

    private final LossBursts bursts = new LossBursts();

    /// The example pattern of RFC 3611 §4.7.2: density 0.33; two bursts, two isolated
    /// losses.
    @Test
    void the_example_of_the_standard() {
        feed("11110111111111111111111X111X1011110111111111111111111X111111111".replace('0', 'X'));
        assertThat(bursts.burstMillis(MILLIS)).isEqualTo(12 * MILLIS);
        assertThat(bursts.burstDensity()).isEqualTo(4 * 256 / 12);
        assertThat(bursts.gapDensity()).isEqualTo(2 * 256 / 51);
        assertThat(bursts.gapMillis(MILLIS)).isEqualTo(51 * MILLIS / 2);
    }

    @Test
    void no_loss_is_one_long_gap() {
        feed("1".repeat(100));
        assertThat(bursts.burstMillis(MILLIS)).isZero();
        assertThat(bursts.burstDensity()).isZero();
        assertThat(bursts.gapDensity()).isZero();
        assertThat(bursts.gapMillis(MILLIS)).isEqualTo(2_000);
        assertThat(bursts.burstRatio()).isEqualTo(1);
    }

    @Test
    void losses_in_a_row_are_a_burst_of_nothing_else() {
        bursts.received();
        bursts.lost(5);
        feed("1".repeat(LossBursts.LEAST_GAP));
        assertThat(bursts.burstDensity()).isEqualTo(255);
        assertThat(bursts.burstMillis(MILLIS)).isEqualTo(5 * MILLIS);
    }

    @Test
    void sixteen_packets_end_a_burst_and_fifteen_do_not() {
        feed("XX" + "1".repeat(15) + "X" + "1".repeat(16) + "X" + "1".repeat(16));
        assertThat(bursts.burstMillis(MILLIS)).isEqualTo(18 * MILLIS);
        assertThat(bursts.gapDensity()).isEqualTo(256 / 33);
    }

    @Test
    void random_loss_has_a_ratio_of_one_and_loss_in_runs_more() {
        var random = new Random(3611);
        for (int i = 0; i < 200_000; i++) {
            feed(random.nextInt(10) == 0 ? "X" : "1");
        }
        assertThat(bursts.burstRatio()).isEqualTo(1, within(0.02));
        var runs = new LossBursts();
        for (int i = 0; i < 1_000; i++) {
            runs.lost(4);
            for (int k = 0; k < 36; k++) {
                runs.received();
            }
        }
        assertThat(runs.burstRatio()).isEqualTo(3.6, within(0.001));
    }

    private void feed(String pattern) {
        for (char c : pattern.toCharArray()) {
            if (c == '1') {
                bursts.received();
            } else {
                bursts.lost(1);
            }
        }
    }
}
