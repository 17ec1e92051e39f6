package org.dragoman.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EventSenderTest {
    @Test
    void a_digit_of_60_ms_is_told_each_packet_time_and_its_end_three_times() {
        assertThat(course('5', 60, 8_000, 20))
                .containsExactly("050a00a0", "050a0140", "058a01e0", "058a01e0", "058a01e0");
    }

    @Test
    void the_last_update_may_be_short() {
        assertThat(course('#', 50, 8_000, 20))
                .containsExactly("0b0a00a0", "0b0a0140", "0b8a0190", "0b8a0190", "0b8a0190");
    }

    @Test
    void durations_are_in_the_clock_of_the_sound() {
        assertThat(course('1', 40, 48_000, 20)).startsWith("010a03c0", "018a0780");
    }

    @Test
    void too_short_and_too_long_are_brought_into_the_limits() { // RFC 7874 §3
        assertThat(course('1', 1, 8_000, 20)).endsWith("018a0140"); // 40 ms
        assertThat(course('1', 60_000, 8_000, 50)).endsWith("018afa00"); // 8 s
    }

    @Test
    void s13_what_16_bits_do_not_hold_goes_on_in_another_segment() { // RFC 4733 §2.5.1.3
        var heard = new ArrayList<String>();
        var receiver = new EventReceiver((digit, millis) -> heard.add(digit + " " + millis));
        var sender = new EventSender();
        var payload = MemorySegment.ofArray(new byte[EventSender.PAYLOAD]);
        var starts = new TreeSet<Integer>();
        sender.begin(Events.codeOf('1'), 3_000, 48_000, 20);
        while (sender.isActive()) {
            int start = sender.segmentStart();
            starts.add(start);
            sender.write(payload, 0);
            receiver.accept(payload, 0, EventSender.PAYLOAD, 77_000 + start, 48_000, 0);
        }
        assertThat(starts).containsExactly(0, 0xFFFF, 2 * 0xFFFF);
        assertThat(heard).containsExactly("1 3000");
    }

    private static List<String> course(char digit, long millis, int clockHz, int packetMillis) {
        var sender = new EventSender();
        var packets = new ArrayList<String>();
        var payload = new byte[EventSender.PAYLOAD];
        sender.begin(Events.codeOf(digit), millis, clockHz, packetMillis);
        while (sender.isActive()) {
            assertThat(sender.isFirst()).isEqualTo(packets.isEmpty());
            sender.write(MemorySegment.ofArray(payload), 0);
            packets.add(HexFormat.of().formatHex(payload));
        }
        return packets;
    }
}
