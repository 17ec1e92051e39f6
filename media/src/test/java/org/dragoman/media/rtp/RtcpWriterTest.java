package org.dragoman.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Bytes by the pictures of RFC 3550 §6.4 to §6.6 and RFC 3611 §4.7; what other programs make of
/// them is a whole-call test's.
class RtcpWriterTest {
    private static final byte[] NAME = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] room = new byte[RtcpWriter.LARGEST];
    private final RtcpWriter writer = new RtcpWriter();

    RtcpWriterTest() {
        writer.start(MemorySegment.ofArray(room), 0);
    }

    @Test
    void a_sender_report_with_a_block_and_a_name() {
        writer.senderReport(0x11223344, 0xEEACA14E5DADF40CL, 0x529DA639, 1, 160);
        writer.block(0x55667788, 0x40, 25, 65_700, 8, 0xA14E5DAD, 0x8000);
        writer.name(0x11223344, NAME);
        assertThat(hex())
                .isEqualTo(
                        "81c8000c11223344eeaca14e5dadf40c529da63900000001000000a0"
                                + "5566778840000019000100a400000008a14e5dad00008000"
                                + "81ca0006112233440110303132333435363738396162636465660000");
    }

    @Test
    void a_receiver_report_that_ends_with_a_farewell() {
        writer.receiverReport(1);
        writer.name(1, NAME);
        writer.bye(1);
        assertThat(hex()).startsWith("80c9000100000001" + "81ca0006").endsWith("81cb000100000001");
    }

    @Test
    void loss_is_what_24_bits_with_a_sign_hold() {
        writer.receiverReport(1);
        writer.block(2, 0, -3, 0, 0, 0, 0);
        assertThat(hex()).contains("00fffffd");
        writer.start(MemorySegment.ofArray(room), 0);
        writer.receiverReport(1);
        writer.block(2, 0, 1L << 40, 0, 0, 0, 0);
        assertThat(hex()).contains("007fffff");
    }

    @Test
    void voip_metrics() {
        writer.metrics(
                1,
                2,
                new VoipMetrics(
                        10, 5, 192, 3, 200, 5_000, 80, 40, 16, 82, 40, 38, 0xB0, 40, 60, 120));
        assertThat(hex())
                .isEqualTo(
                        "80cf000a00000001"
                                + "0700000800000002"
                                + "0a05c003"
                                + "00c81388"
                                + "00500028"
                                + "7f7f7f10"
                                + "527f2826"
                                + "b0000028"
                                + "003c0078");
    }

    private String hex() {
        return HexFormat.of().formatHex(Arrays.copyOf(room, writer.length()));
    }
}
