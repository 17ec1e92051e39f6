package org.dragoman.media.rtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What peers report, in the bytes of other stacks.
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

    /// The VoIP metrics block of an XR packet, by the picture of RFC 3611 §4.7.
    private static final String METRICS =
            "80cf000a4e7e0abe"
                    + "07000008"
                    + "0e05384e"
                    + "0a05c003"
                    + "00c81388"
                    + "00500028"
                    + "7f7f7f10"
                    + "527f2826"
                    + "b0000028"
                    + "003c0078";

    private final RtcpReport report = new RtcpReport();

    @Test
    void a_sender_report_has_the_clock_of_the_peer_and_what_it_hears() {
        assertThat(read(H323PLUS, 0xB61F_9A82)).isTrue();
        assertThat(report.isFromSender()).isTrue();
        assertThat(report.ntp()).isEqualTo(0xEEAC_A14E_5DAD_F40CL);
        assertThat(NtpClock.middle(report.ntp())).isEqualTo(0xA14E_5DAD);
        assertThat(report.isAboutUs()).isTrue();
        assertThat(report.lost()).isZero();
    }

    @Test
    void a_receiver_report_has_loss_and_jitter() {
        assertThat(read(ASTERISK, 0x0E05_384E)).isTrue();
        assertThat(report.isFromSender()).isFalse();
        assertThat(report.fraction()).isEqualTo(0xE7);
        assertThat(report.lost()).isEqualTo(0x17D);
        assertThat(report.jitter()).isZero();
        assertThat(report.lastReport()).isZero();
        assertThat(report.metrics()).isEmpty();
    }

    @Test
    void packets_that_came_twice_make_the_loss_negative() {
        read(ASTERISK.replace("e700017d", "00ffffff"), 0x0E05_384E);
        assertThat(report.lost()).isEqualTo(-1);
    }

    @Test
    void a_block_about_a_stranger_is_left_out() {
        assertThat(read(ASTERISK, 42)).isTrue();
        assertThat(report.isAboutUs()).isFalse();
    }

    @Test
    void voip_metrics_are_read_field_by_field() {
        assertThat(read(ASTERISK + METRICS, 0x0E05_384E)).isTrue();
        assertThat(report.metrics())
                .contains(
                        new VoipMetrics(
                                10, 5, 192, 3, 200, 5_000, 80, 40, 16, 82, 40, 38, 0xB0, 40, 60,
                                120));
        var heard = report.metrics().orElseThrow().heard();
        assertThat(heard.lostPercent()).isCloseTo(3.9, within(0.01));
        assertThat(heard.discardedPercent()).isCloseTo(1.95, within(0.01));
        assertThat(heard.bufferMillis()).isEqualTo(40);
        assertThat(heard.rFactor()).hasValue(82);
        assertThat(heard.listening()).hasValue(4.0);
        assertThat(heard.conversation()).hasValue(3.8);
        read(ASTERISK + METRICS.replace("527f2826", "7f7f7f7f"), 0x0E05_384E);
        var silent = report.metrics().orElseThrow().heard();
        assertThat(silent.rFactor()).isEmpty(); // 127: not available
        assertThat(silent.listening()).isEmpty();
        assertThat(silent.conversation()).isEmpty();
        read(ASTERISK + METRICS, 42);
        assertThat(report.metrics()).as("about somebody else").isEmpty();
    }

    @Test
    void a_metrics_block_that_is_cut_off_is_none() {
        var cut = "80cf00034e7e0abe" + "07000008" + "0e05384e";
        assertThat(read(ASTERISK + cut, 0x0E05_384E)).isTrue();
        assertThat(report.metrics()).isEmpty();
    }

    @Test
    void bye_is_heard() {
        read("80c90001e1b3022081cb0001e1b30220", 0);
        assertThat(report.isLeaving()).isTrue();
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
    void mutations_are_read_or_refused() {
        var random = new Random(3_550);
        byte[] original = HexFormat.of().parseHex(ASTERISK + METRICS + "81cb00014e7e0abe");
        int accepted = 0;
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(original.length);
            for (int i = 0; i < 300_000; i++) {
                MemorySegment.copy(original, 0, memory, JAVA_BYTE, 0, original.length);
                for (int change = random.nextInt(6); change >= 0; change--) {
                    int at = random.nextInt(original.length);
                    memory.set(JAVA_BYTE, at, (byte) random.nextInt());
                }
                int length = random.nextInt(original.length + 1);
                if (report.read(memory.asSlice(0, length), 0, length, 0x0E05_384E)) {
                    accepted++;
                }
            }
        }
        assertThat(accepted).isPositive();
    }

    private boolean read(String hex, int ours) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return report.read(MemorySegment.ofArray(bytes), 0, bytes.length, ours);
    }
}
