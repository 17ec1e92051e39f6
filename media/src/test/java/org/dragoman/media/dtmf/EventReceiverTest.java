package org.dragoman.media.dtmf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.dragoman.media.rtp.Rtp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// S13: one digit comes out for one key pressed, whatever its packets look like.
class EventReceiverTest {
    private static final int CLOCK_HZ = 8_000;
    private static final long MILLI = 1_000_000;

    private final List<String> heard = new ArrayList<>();
    private final EventReceiver receiver =
            new EventReceiver((digit, millis) -> heard.add(digit + " " + millis));
    private long now = 1_000_000_000;

    @ParameterizedTest
    @CsvSource({"sipp,1 280;2 280;# 280;* 280", "asterisk,1 60;2 60;* 60;0 60"})
    void captures_give_each_digit_once(String sender, String digits) throws Exception {
        try (var in = getClass().getResourceAsStream("/golden/telephone-events.csv")) {
            var lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines();
            lines.filter(line -> line.startsWith(sender + ","))
                    .map(line -> line.split(","))
                    .forEach(row -> play(Long.parseLong(row[1]), row[2]));
        }
        receiver.tick(now + EventReceiver.SILENCE_NANOS);
        assertThat(heard).containsExactly(digits.split(";"));
    }

    @Test
    void an_end_that_comes_three_times_is_one_digit() {
        event(5, false, 160, 1_000);
        event(5, false, 320, 1_000);
        for (int i = 0; i < 3; i++) {
            event(5, true, 480, 1_000);
        }
        assertThat(heard).containsExactly("5 60");
    }

    @Test
    void the_first_end_reports_at_once() {
        event(5, true, 800, 1_000);
        assertThat(heard).containsExactly("5 100");
    }

    @Test
    void a_digit_whose_ends_are_lost_ends_by_silence() {
        event(9, false, 160, 1_000);
        event(9, false, 640, 1_000);
        now += EventReceiver.SILENCE_NANOS - MILLI;
        receiver.tick(now);
        assertThat(heard).isEmpty();
        now += MILLI;
        receiver.tick(now);
        assertThat(heard).containsExactly("9 80");
        event(9, true, 800, 1_000); // the end, after all
        assertThat(heard).hasSize(1);
    }

    @Test
    void a_digit_whose_ends_are_lost_ends_with_the_next() {
        event(1, false, 640, 1_000);
        event(1, false, 160, 3_000);
        event(1, true, 640, 3_000);
        assertThat(heard).containsExactly("1 80", "1 80");
    }

    @Test
    void a_late_packet_of_the_digit_before_is_no_new_digit() {
        event(1, true, 640, 1_000);
        event(2, false, 160, 3_000);
        event(1, true, 640, 1_000);
        event(2, true, 640, 3_000);
        assertThat(heard).containsExactly("1 80", "2 80");
    }

    @Test
    void the_same_timestamp_with_another_key_is_another_digit() {
        event(1, true, 640, 1_000);
        event(2, true, 640, 1_000);
        assertThat(heard).containsExactly("1 80", "2 80");
    }

    @Test
    void a_key_held_longer_than_16_bits_is_one_digit() { // RFC 4733 §2.5.1.3
        event(7, false, 0xFFFF, 1_000);
        event(7, false, 8_000, 1_000 + 0xFFFF);
        event(7, true, 16_000, 1_000 + 0xFFFF);
        assertThat(heard).containsExactly("7 " + (0xFFFF + 16_000) / 8);
    }

    @Test
    void durations_are_in_the_clock_that_was_agreed() {
        var memory = payload(3, true, 4_800);
        receiver.accept(memory, 0, 4, 1_000, 48_000, now);
        assertThat(heard).containsExactly("3 100");
    }

    @Test
    void every_event_that_is_a_digit_has_its_character() {
        for (int code = 0; code <= 16; code++) {
            event(code, true, 800, 1_000 + code * 2_000);
        }
        assertThat(heard.stream().map(h -> h.substring(0, 1)).toList())
                .containsExactly("0123456789*#ABCD!".split(""));
    }

    @Test
    void other_events_and_stumps_are_no_digits() {
        event(36, true, 800, 1_000); // CED, a tone of fax machines
        var memory = payload(1, true, 800);
        for (int length = 0; length < 4; length++) {
            assertThat(receiver.accept(memory, 0, length, 5, CLOCK_HZ, now)).isFalse();
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void random_packets_give_digits_or_nothing() {
        var random = new Random(4_733);
        try (var arena = Arena.ofConfined()) {
            var room = arena.allocate(9);
            for (int i = 0; i < 200_000; i++) {
                int length = random.nextInt(9);
                var memory = room.asSlice(0, length);
                for (int at = 0; at < length; at++) {
                    memory.set(JAVA_BYTE, at, (byte) random.nextInt());
                }
                receiver.accept(memory, 0, length, random.nextInt(50), CLOCK_HZ, now);
                now += random.nextInt(50) * MILLI;
                receiver.tick(now);
            }
        }
        assertThat(heard).isNotEmpty().allMatch(h -> h.matches("[0-9A-D*#!] [0-9]+"));
    }

    private void play(long micros, String hex) {
        now = 1_000_000_000 + micros * 1_000;
        receiver.tick(now);
        var memory = MemorySegment.ofArray(HexFormat.of().parseHex(hex));
        int length = (int) memory.byteSize();
        int header = Rtp.headerLength(memory, 0, length);
        receiver.accept(memory, header, length - header, Rtp.timestamp(memory, 0), CLOCK_HZ, now);
    }

    private void event(int code, boolean end, int duration, int timestamp) {
        receiver.accept(payload(code, end, duration), 0, 4, timestamp, CLOCK_HZ, now);
    }

    private static MemorySegment payload(int code, boolean end, int duration) {
        return MemorySegment.ofArray(
                new byte[] {
                    (byte) code, (byte) (end ? 0x8A : 0x0A), (byte) (duration >> 8), (byte) duration
                });
    }
}
