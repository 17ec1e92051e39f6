package org.dragoman.media.rtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// RTCP crosses with the SSRCs, counts and numbers of the side it goes to. Two streams cross a
/// relay: that of {@link #LEFT} and that of {@link #RIGHT}.
class RtcpReportTest {
    /// Sender report with a block about us, and SDES, of H323Plus 1.28 (capture
    /// 00-nogk-faststart-tunnel, frame 64).
    private static final String H323PLUS =
            "81c8000ce1b30220eeaca14e5dadf40c529da63900000001000000a0b61f9a82000000000000000000000000"
                    + "000000000000000081ca0008e1b30220010a726f6f7440766d202020060a68333233706565722020"
                    + "00000000";

    /// Receiver report with loss, and SDES, of Asterisk 16.28 (capture ast16_dtmf_sip2833, frame
    /// 82).
    private static final String ASTERISK =
            "81c900074e7e0abe0e05384ee700017d000020d400000000000000000000000081ca000b4e7e0abe01246534"
                    + "3038623138642d313863392d343730392d623264652d3665653163623438316234620000";

    private static final int LEFT = 0xE1B3_0220;
    private static final int RIGHT = 0x5678;
    private static final byte[] NAME = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final IncomingStream fromLeft = new IncomingStream();
    private final IncomingStream fromRight = new IncomingStream();
    private final OutgoingStream toLeft = new OutgoingStream(0x1111_0000_B61F_9A82L);
    private final OutgoingStream toRight = new OutgoingStream(0x2222_0000_2222_2222L);
    private final RtcpReport report = new RtcpReport();

    RtcpReportTest() {
        int extended = fromLeft.accept(500, LEFT);
        toRight.map(extended, 1_000, LEFT, false, 1_000_000, 8_000);
        toRight.sent(1, 160);
        extended = fromRight.accept(900, RIGHT);
        toLeft.map(extended, 5_000, RIGHT, false, 1_000_000, 8_000);
    }

    @Test
    void a_sender_report_carries_our_ssrc_counts_and_time() {
        assertThat(read(H323PLUS, toLeft.ssrc())).isTrue();
        var out = write();
        assertThat(word(out, 0)).isEqualTo(0x81C8_000C);
        assertThat(word(out, 4)).isEqualTo(toRight.ssrc());
        assertThat(word(out, 8)).isEqualTo(0xEEAC_A14E); // the clock is the sender's own
        assertThat(word(out, 12)).isEqualTo(0x5DAD_F40C);
        assertThat(word(out, 16)).isEqualTo(0x529D_A639 + toRight.timestampShift());
        assertThat(word(out, 20)).isEqualTo(1);
        assertThat(word(out, 24)).isEqualTo(160);
        assertThat(word(out, 28)).isEqualTo(RIGHT); // the block is about what the right side sends
        assertThat(word(out, 36)).isEqualTo(-toLeft.sequenceShift());
    }

    @Test
    void the_name_of_one_side_is_not_told_to_the_other() {
        read(H323PLUS, toLeft.ssrc());
        var out = write();
        assertThat(new String(out, StandardCharsets.US_ASCII))
                .contains("0123456789abcdef")
                .doesNotContain("root@vm")
                .doesNotContain("h323peer");
    }

    @Test
    void a_receiver_report_keeps_its_loss_and_names_the_stream_the_other_side_knows() {
        assertThat(read(ASTERISK, 0x0E05_384E)).isTrue();
        var out = write();
        assertThat(word(out, 0)).isEqualTo(0x81C9_0007);
        assertThat(word(out, 4)).isEqualTo(toRight.ssrc());
        assertThat(word(out, 8)).isEqualTo(RIGHT);
        assertThat(word(out, 12)).isEqualTo(0xE700_017D);
        assertThat(word(out, 16)).isEqualTo(8_404 - toLeft.sequenceShift());
    }

    @Test
    void a_block_about_a_stranger_is_left_out() {
        assertThat(read(ASTERISK, 42)).isTrue();
        assertThat(word(write(), 0)).isEqualTo(0x80C9_0001);
    }

    @Test
    void a_sender_report_of_a_stream_that_does_not_pass_becomes_a_receiver_report() {
        read(H323PLUS, toLeft.ssrc());
        toRight.detach();
        assertThat(word(write(), 0)).isEqualTo(0x81C9_0007);
    }

    @Test
    void bye_crosses() {
        read("80c90001e1b3022081cb0001e1b30220", 0);
        assertThat(report.isLeaving()).isTrue();
        var out = write();
        assertThat(word(out, out.length - 8)).isEqualTo(0x81CB_0001);
        assertThat(word(out, out.length - 4)).isEqualTo(toRight.ssrc());
        read(H323PLUS, 0);
        assertThat(report.isLeaving()).isFalse();
    }

    @Test
    void what_is_no_compound_packet_is_refused() {
        assertThat(read("81ca0001e1b30220", 0)).isFalse(); // begins with no report
        assertThat(read("81c90001e1b30220", 0)).isFalse(); // has no room for its block
        assertThat(read("80c90002e1b30220", 0)).isFalse(); // longer than it is
        assertThat(read("80c90000", 0)).isFalse();
        assertThat(read("40c90001e1b30220", 0)).isFalse(); // version 1
        for (int length = 0; length < H323PLUS.length() / 2; length++) {
            if (length != 52) { // where the first packet of the compound ends
                assertThat(read(H323PLUS.substring(0, 2 * length), 0)).as("%d", length).isFalse();
            }
        }
    }

    @Test
    void mutations_never_write_more_than_their_room() {
        var random = new Random(3_550);
        byte[] original = HexFormat.of().parseHex(H323PLUS + "81cb0001e1b30220");
        int accepted = 0;
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(original.length);
            var room = arena.allocate(RtcpReport.LARGEST);
            for (int i = 0; i < 300_000; i++) {
                MemorySegment.copy(original, 0, memory, JAVA_BYTE, 0, original.length);
                for (int change = random.nextInt(6); change >= 0; change--) {
                    int at = random.nextInt(original.length);
                    memory.set(JAVA_BYTE, at, (byte) random.nextInt());
                }
                int length = random.nextInt(original.length + 1);
                if (report.read(memory.asSlice(0, length), 0, length, toLeft.ssrc())) {
                    accepted++;
                    report.write(room, 0, toRight, fromRight, toLeft, NAME);
                }
            }
        }
        assertThat(accepted).isPositive();
    }

    private boolean read(String hex, int ours) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return report.read(MemorySegment.ofArray(bytes), 0, bytes.length, ours);
    }

    private byte[] write() {
        var bytes = new byte[RtcpReport.LARGEST];
        var memory = MemorySegment.ofArray(bytes);
        int length = report.write(memory, 0, toRight, fromRight, toLeft, NAME);
        return Arrays.copyOf(bytes, length);
    }

    private static int word(byte[] bytes, int at) {
        return MemorySegment.ofArray(bytes).get(Rtp.INT, at);
    }
}
