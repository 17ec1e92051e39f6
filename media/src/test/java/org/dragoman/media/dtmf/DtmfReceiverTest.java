package org.dragoman.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dragoman.media.codec.G711;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The limits of ITU-T Q.24 Table A-1, for all sixteen digits.
class DtmfReceiverTest {
    private static final String DIGITS = "123A456B789C*0#D";

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 16_000, 48_000})
    void every_digit_is_heard_once_at_every_rate(int rateHz) {
        var signal = new Signal(rateHz).silence(50);
        for (char digit : DIGITS.toCharArray()) {
            signal.pair(digit, 50).silence(50);
        }
        assertThat(heard(signal)).isEqualTo(DIGITS);
    }

    @ParameterizedTest
    @CsvSource({
        "40,     true", "60,    true", "1000,  true", // Q.24: 40 ms must be taken
        "23,     false", "20,   false", "10,   false" // AT&T and NTT: 23 and 24 ms must not
    })
    void only_what_lasts_long_enough_counts(double millis, boolean taken) {
        everyDigit(
                taken, d -> new Signal(8_000).silence(60).pair(d, millis).silence(60), "duration");
    }

    @ParameterizedTest
    @CsvSource({
        " 0.015,  0.015, true", "-0.015, -0.015, true", " 0.015, -0.015, true",
        "-0.015,  0.015, true", " 0.035,  0,     false", "-0.035,  0,     false",
        " 0,      0.035, false", " 0,    -0.035, false", " 0.035,  0.035, false"
    })
    void frequencies_may_be_off_by_so_much(double low, double high, boolean taken) {
        everyDigit(
                taken,
                d -> new Signal(8_000).silence(60).pair(d, 60, -10, -10, low, high).silence(60),
                "off");
    }

    @ParameterizedTest
    @CsvSource({
        "  0,  0, true",
        " -3,  -3, true",
        "-25, -25, true", // AT&T: 0 to -25 dBm
        "-10, -6, true",
        " -6, -14, true",
        "-25, -21, true",
        "-17, -25, true", // twist 4 and 8 dB
        "-48, -48, false",
        "-60, -60, false",
        "-20,  -6, false",
        " -3, -20, false"
    })
    void levels_and_twist_have_limits(double low, double high, boolean taken) {
        everyDigit(
                taken,
                d -> new Signal(8_000).silence(60).pair(d, 60, low, high, 0, 0).silence(60),
                "level");
    }

    @Test
    void the_hardest_that_must_be_taken_is_taken_together() {
        everyDigit(
                true,
                d ->
                        new Signal(8_000)
                                .silence(60)
                                .pair(d, 40, -17, -25, 0.015, -0.015)
                                .silence(60)
                                .noise(-45, d),
                "worst case");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noise_15_db_below_does_not_matter(long seed) {
        var signal = new Signal(8_000).silence(40);
        for (char digit : DIGITS.toCharArray()) {
            signal.pair(digit, 50, -10, -10, 0, 0).silence(45);
        }
        assertThat(heard(signal.noise(-22, seed))).isEqualTo(DIGITS); // both: -7 dBm0
    }

    @Test
    void g711_does_not_matter() {
        for (boolean aLaw : new boolean[] {true, false}) {
            var signal = new Signal(8_000).silence(40);
            for (char digit : DIGITS.toCharArray()) {
                signal.pair(digit, 45, -20, -18, 0.01, -0.01).silence(40);
            }
            short[] pcm = signal.samples();
            for (int i = 0; i < pcm.length; i++) {
                pcm[i] =
                        (short)
                                (aLaw
                                        ? G711.expandA(G711.compressA(pcm[i]))
                                        : G711.expandMu(G711.compressMu(pcm[i])));
            }
            assertThat(heard(signal)).isEqualTo(DIGITS);
        }
    }

    @Test
    void an_interruption_of_10_ms_does_not_make_two_of_one() {
        everyDigit(
                true,
                d -> new Signal(8_000).silence(60).pair(d, 45).silence(10).pair(d, 45).silence(60),
                "interrupted");
    }

    @Test
    void a_pause_of_40_ms_makes_two_of_the_same_key() {
        for (char digit : DIGITS.toCharArray()) {
            var signal = new Signal(8_000).silence(60);
            signal.pair(digit, 40).silence(40).pair(digit, 40).silence(60);
            assertThat(heard(signal)).isEqualTo("" + digit + digit);
        }
    }

    @Test
    void one_key_upon_another_without_a_pause_are_two() {
        assertThat(heard(new Signal(8_000).silence(40).pair('1', 80).pair('6', 80).silence(60)))
                .isEqualTo("16");
    }

    @Test
    void the_time_held_is_told() {
        for (int millis : new int[] {50, 100, 400, 2_000}) {
            var ears = new Ears();
            var receiver = new DtmfReceiver(8_000, ears);
            short[] pcm = new Signal(8_000).silence(30).pair('5', millis).silence(60).samples();
            receiver.accept(pcm, 0, pcm.length);
            assertThat(ears.held).singleElement().satisfies(h -> near(h, millis));
        }
    }

    @Test
    void it_begins_within_the_shortest_digit_and_ends_soon_after() {
        var ears = new Ears();
        var receiver = new DtmfReceiver(8_000, ears);
        short[] pcm = new Signal(8_000).silence(40).pair('5', 100).silence(60).samples();
        receiver.accept(pcm, 0, 8 * (40 + 40));
        assertThat(receiver.isActive()).isTrue();
        receiver.accept(pcm, 8 * 80, 8 * 90);
        assertThat(receiver.isActive()).isFalse();
    }

    @Test
    void a_gap_in_the_packets_ends_a_digit() {
        var ears = new Ears();
        var receiver = new DtmfReceiver(8_000, ears);
        short[] pcm = new Signal(8_000).pair('5', 100).samples();
        receiver.accept(pcm, 0, pcm.length);
        receiver.reset();
        assertThat(ears.held).hasSize(1);
        receiver.accept(pcm, 0, pcm.length);
        receiver.reset();
        assertThat(ears.text.toString()).isEqualTo("55");
    }

    /// Not speech, but worse: pairs and chords of tones that glide and stay, as music has them.
    @Test
    void chords_and_glides_are_no_digits() {
        var random = new Random(24);
        var ears = new Ears();
        var receiver = new DtmfReceiver(8_000, ears);
        var pcm = new short[8_000];
        for (int second = 0; second < 600; second++) {
            double[] hertz = // three to five notes, none twice: two could be a digit's
                    random.ints(0, 40)
                            .distinct()
                            .limit(3 + random.nextInt(3))
                            .mapToDouble(note -> 200 * Math.pow(2, note / 12.0))
                            .toArray();
            double glide = random.nextInt(3) == 0 ? 0 : random.nextDouble() - 0.5;
            for (int n = 0; n < pcm.length; n++) {
                double sum = 0;
                double t = n / 8_000.0;
                for (double f : hertz) {
                    sum += Math.sin(2 * Math.PI * f * (t + glide * t * t / 2));
                }
                pcm[n] = (short) (6_000 * sum / hertz.length * 2);
            }
            receiver.accept(pcm, 0, pcm.length);
        }
        assertThat(ears.text.length()).as(ears.text.toString()).isLessThanOrEqualTo(2);
    }

    @Test
    void noise_and_single_tones_are_no_digits() {
        for (char digit : DIGITS.toCharArray()) {
            assertThat(heard(new Signal(8_000).pair(digit, 500, -10, -90, 0, 0))).isEmpty();
            assertThat(heard(new Signal(8_000).pair(digit, 500, -90, -10, 0, 0))).isEmpty();
        }
        assertThat(heard(new Signal(8_000).silence(60_000).noise(-10, 24))).isEmpty();
    }

    @Test
    void our_own_digits_are_heard_whatever_the_size_of_packets() {
        var sender = new DtmfSender(8_000);
        for (int packet : new int[] {1, 80, 160, 333}) {
            var ears = new Ears();
            var receiver = new DtmfReceiver(8_000, ears);
            var pcm = new short[packet];
            for (char digit : "0123456789*#ABCD".toCharArray()) {
                sender.begin(digit, 1);
                while (sender.isActive()) {
                    sender.read(pcm, 0, packet);
                    receiver.accept(pcm, 0, packet);
                }
            }
            assertThat(ears.text.toString()).isEqualTo("0123456789*#ABCD");
        }
    }

    @Test
    void it_allocates_nothing() {
        var ears = new Ears();
        var receiver = new DtmfReceiver(8_000, ears);
        short[] pcm = new Signal(8_000).silence(8_000).noise(-10, 1).samples();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 10 && allocated > 4_096; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            receiver.accept(pcm, 0, pcm.length);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).isLessThanOrEqualTo(4_096);
    }

    private interface Maker {
        Signal make(char digit);
    }

    private static void everyDigit(boolean taken, Maker maker, String what) {
        for (char digit : DIGITS.toCharArray()) {
            assertThat(heard(maker.make(digit)))
                    .as("%s of %s", what, digit)
                    .isEqualTo(taken ? String.valueOf(digit) : "");
        }
    }

    private static String heard(Signal signal) {
        var ears = new Ears();
        var receiver = new DtmfReceiver(signal.rateHz, ears);
        short[] pcm = signal.samples();
        receiver.accept(pcm, 0, pcm.length);
        receiver.reset();
        return ears.text.toString();
    }

    private static void near(long held, int millis) {
        assertThat(held).isBetween(millis - 8L, millis + 8L);
    }

    private static final class Ears implements DtmfReceiver.Ear {
        final StringBuilder text = new StringBuilder();
        final List<Long> held = new ArrayList<>();

        @Override
        public void began(char digit) {
            text.append(digit);
        }

        @Override
        public void ended(char digit, long heldMillis) {
            held.add(heldMillis);
        }
    }
}
