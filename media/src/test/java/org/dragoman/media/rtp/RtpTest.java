package org.dragoman.media.rtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpTest {
    /// A telephone event of Asterisk 16.28 (capture ast16_dtmf_rfc2833).
    private static final String EVENT = "80e5758e000001283a80a130010a00a0";

    @Test
    void reads_what_another_program_wrote() {
        var packet = bytes(EVENT);
        assertThat(Rtp.isVersion2(packet, 0, 16)).isTrue();
        assertThat(Rtp.isRtcp(packet, 0)).isFalse();
        assertThat(Rtp.marker(packet, 0)).isTrue();
        assertThat(Rtp.payloadType(packet, 0)).isEqualTo(101);
        assertThat(Rtp.sequence(packet, 0)).isEqualTo(0x758E);
        assertThat(Rtp.timestamp(packet, 0)).isEqualTo(0x128);
        assertThat(Rtp.ssrc(packet, 0)).isEqualTo(0x3A80_A130);
        assertThat(Rtp.headerLength(packet, 0, 16)).isEqualTo(12);
        assertThat(Rtp.padding(packet, 0, 16, 12)).isZero();
    }

    @Test
    void writes_what_another_program_wrote() {
        var packet = bytes("000000000000000000000000010a00a0");
        Rtp.write(packet, 0, true, 101, 0x758E, 0x128, 0x3A80_A130);
        assertThat(packet.toArray(JAVA_BYTE)).isEqualTo(HexFormat.of().parseHex(EVENT));
    }

    @Test
    void the_payload_begins_after_sources_and_extension_and_ends_before_padding() {
        var packet = bytes("b100000100000001000000020000000300010001aabbccddeeff000003");
        assertThat(Rtp.headerLength(packet, 0, 29)).isEqualTo(24);
        assertThat(Rtp.padding(packet, 0, 29, 24)).isEqualTo(3);
    }

    @Test
    void headers_that_contradict_the_length_are_refused() {
        assertThat(Rtp.headerLength(bytes("8f00000100000001000000020000"), 0, 14)).isEqualTo(-1);
        assertThat(Rtp.headerLength(bytes("9000000100000001000000020000"), 0, 14)).isEqualTo(-1);
        assertThat(Rtp.headerLength(bytes("90000001000000010000000200000001"), 0, 16))
                .isEqualTo(-1);
        assertThat(Rtp.padding(bytes("a0000001000000010000000200000009"), 0, 16, 12)).isEqualTo(-1);
        assertThat(Rtp.padding(bytes("a0000001000000010000000200000000"), 0, 16, 12)).isEqualTo(-1);
    }

    @Test
    void random_bytes_never_lead_outside_the_packet() {
        var random = new Random(1_889);
        try (var arena = Arena.ofConfined()) {
            var room = arena.allocate(128);
            for (int i = 0; i < 500_000; i++) {
                int length = random.nextInt(129);
                var packet = room.asSlice(0, length);
                for (int at = 0; at < Math.min(length, 24); at++) {
                    packet.set(JAVA_BYTE, at, (byte) random.nextInt());
                }
                if (Rtp.isVersion2(packet, 0, length)) {
                    int header = Rtp.headerLength(packet, 0, length);
                    int padding = header < 0 ? 0 : Rtp.padding(packet, 0, length, header);
                    assertThat(header).isLessThanOrEqualTo(length);
                    assertThat(padding).isLessThanOrEqualTo(length - Math.max(0, header));
                }
            }
        }
    }

    private static MemorySegment bytes(String hex) {
        return MemorySegment.ofArray(HexFormat.of().parseHex(hex));
    }
}
