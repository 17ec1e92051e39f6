package org.dragoman.rtmp.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.rtmp.flv.VideoTag;
import org.junit.jupiter.api.Test;

/// H.264 between FLV and RTP. Packets and tags here are put together by hand from RFC 6184 and
/// ISO/IEC 14496-15; that ffmpeg's pictures come through is a whole call's test.
class PictureTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String SPS = "6742c01e9274";
    private static final String PPS = "68ce3c80";

    /// Version, profile, compatibility, level; lengths of four bytes; one set of each kind.
    private static final String RECORD =
            "0142c01e" + "ff" + "e1" + "0006" + SPS + "01" + "0004" + PPS;

    private final PictureUp up = new PictureUp(0x1234, 65_535, 1_000);
    private final PictureDown down = new PictureDown();

    @Test
    void a_key_picture_goes_with_its_sets_and_a_large_unit_in_fragments() throws PeerFault {
        assertThat(up.take(tag("1700000000" + RECORD), 0)).isEmpty();
        byte[] unit = new byte[2_000];
        unit[0] = 0x65; // a slice of a key picture
        var body = ByteBuffer.allocate(5 + 4 + unit.length);
        body.put(HEX.parseHex("1701000014")).putInt(unit.length).put(unit);
        var packets = up.take(VideoTag.read(body.array()).orElseThrow(), 100);
        assertThat(packets).hasSize(4);
        assertThat(payload(packets.get(0))).isEqualTo(SPS);
        assertThat(payload(packets.get(1))).isEqualTo(PPS);
        assertThat(payload(packets.get(2))).startsWith("7c85").hasSize(2 * 1_200); // FU-A, begins
        assertThat(payload(packets.get(3))).startsWith("7c45"); // ends
        assertThat(packets).extracting(p -> p[1] < 0).containsExactly(false, false, false, true);
        var first = ByteBuffer.wrap(packets.getFirst());
        assertThat(first.getShort(2)).isEqualTo((short) 65_535);
        assertThat(first.getInt(4)).isEqualTo(1_000 + 90 * (100 + 20)); // shown 20 ms later
        assertThat(ByteBuffer.wrap(packets.get(1)).getShort(2)).isZero();
    }

    @Test
    void pictures_before_the_configuration_and_lengths_that_lie_are_left_out() throws PeerFault {
        assertThat(up.take(tag("1701000000" + "00000002" + "6588"), 0)).isEmpty();
        up.take(tag("1700000000" + RECORD), 0);
        assertThat(up.take(tag("2701000000" + "000000ff" + "4188"), 0)).isEmpty();
        assertThat(up.take(tag("2701000000" + "00000002" + "4188"), 0)).hasSize(1);
    }

    @Test
    void the_first_picture_a_client_sees_is_a_key_picture_with_its_configuration() {
        assertThat(down.take(packet(1, 0, true, "4188"), 14)).isEmpty();
        var several = "78" + "0006" + SPS + "0004" + PPS; // STAP-A
        byte[] sets = packet(2, 90, false, several);
        assertThat(down.take(sets, sets.length)).isEmpty();
        byte[] begins = packet(3, 90, false, "7c85aabb");
        assertThat(down.take(begins, begins.length)).isEmpty();
        byte[] ends = packet(4, 90, true, "7c45cc");
        var picture = down.take(ends, ends.length).orElseThrow();
        assertThat(HEX.formatHex(picture.configuration())).isEqualTo("1700000000" + RECORD);
        assertThat(HEX.formatHex(picture.tag())).isEqualTo("1701000000" + "00000004" + "65aabbcc");
        byte[] next = packet(5, 180, true, "4199");
        assertThat(HEX.formatHex(down.take(next, next.length).orElseThrow().tag()))
                .isEqualTo("2701000000" + "00000002" + "4199");
        assertThat(down.needsKeyPicture()).isFalse();
    }

    /// After a loss nothing is shown until the next key picture.
    @Test
    void a_lost_packet_costs_all_pictures_up_to_the_next_key_picture() {
        var shown = new ArrayList<Boolean>();
        var packets =
                List.of(
                        packet(1, 0, false, SPS),
                        packet(2, 0, false, PPS),
                        packet(3, 0, true, "6588"),
                        packet(5, 180, true, "4188"), // 4 is missing
                        packet(6, 270, true, "4188"),
                        packet(7, 360, false, SPS),
                        packet(8, 360, false, PPS),
                        packet(9, 360, true, "6588"));
        for (byte[] packet : packets) {
            boolean marked = packet[1] < 0;
            var picture = down.take(packet, packet.length);
            if (marked) {
                shown.add(picture.isPresent());
            }
        }
        assertThat(shown).containsExactly(true, false, false, true);
    }

    /// A key picture whose beginning is lost is none.
    @Test
    void half_a_key_picture_is_not_shown() {
        down.take(packet(1, 0, false, SPS), 18);
        down.take(packet(2, 0, false, PPS), 16);
        byte[] half = packet(4, 0, true, "7c45cc");
        assertThat(down.take(half, half.length)).isEmpty();
        assertThat(down.needsKeyPicture()).isTrue();
    }

    private static VideoTag tag(String hex) throws PeerFault {
        return VideoTag.read(HEX.parseHex(hex)).orElseThrow();
    }

    private static String payload(byte[] packet) {
        return HEX.formatHex(packet, 12, packet.length);
    }

    private static byte[] packet(int number, int timestamp, boolean last, String payload) {
        byte[] bytes = HEX.parseHex(payload);
        return ByteBuffer.allocate(12 + bytes.length)
                .put((byte) 0x80)
                .put((byte) (H264Line.PAYLOAD_TYPE | (last ? 0x80 : 0)))
                .putShort((short) number)
                .putInt(timestamp)
                .putInt(7)
                .put(bytes)
                .array();
    }
}
