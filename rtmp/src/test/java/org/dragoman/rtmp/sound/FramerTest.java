package org.dragoman.rtmp.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.rtmp.flv.AudioTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What becomes of sound that is not a packet as it comes: PCM, ADPCM, high-efficiency AAC.
class FramerTest {
    private final Framer framer = new Framer();

    @Test
    void pcm_becomes_l16_in_pieces_of_20_ms() throws PeerFault {
        byte[] body = new byte[1 + 2 * 500];
        body[0] = 0x3a; // PCM, 22 050 Hz, 16 bits, mono
        body[1] = 0x34;
        body[2] = 0x12;
        var pieces = framer.take(AudioTag.read(body));
        assertThat(pieces).extracting(Framed::samples).containsExactly(441L, 59L);
        assertThat(pieces).extracting(Framed::line).containsOnly(Line.L16_22K);
        assertThat(pieces.getFirst().payload()).startsWith(0x12, 0x34).hasSize(882);
    }

    /// 8 bits are unsigned; two channels become their mean; 44.1 kHz comes in shorter pieces.
    @Test
    void pcm_of_8_bits_in_stereo() throws PeerFault {
        byte[] body = new byte[1 + 2 * 700];
        body[0] = 0x3d; // PCM, 44 100 Hz, 8 bits, stereo
        body[1] = (byte) 0xc0;
        body[2] = (byte) 0x40;
        var pieces = framer.take(AudioTag.read(body));
        assertThat(pieces).extracting(Framed::samples).containsExactly(600L, 100L);
        assertThat(pieces.getFirst().payload()).startsWith(0, 0, 0x80, 0);
    }

    @Test
    void pcm_of_rates_that_nothing_converts_is_left_out() throws PeerFault {
        assertThat(framer.take(AudioTag.read(new byte[] {0x32, 0, 0, 0}))).isEmpty(); // 5.5 kHz
    }

    /// Calculated by hand from the tables of the specification: step 7, codes 3, 7 (4 bits).
    @Test
    void adpcm_goes_by_the_tables() {
        // 10: four bits; 0000000001100100: 100; 000000: index 0; 0011, 0111, 1100
        byte[] bits = {(byte) 0x80, 0x19, 0x00, 0x37, (byte) 0xc0};
        // 3: 3 + 1 + 0; index -1 -> 0. 7: 7 + 3 + 1 + 0; index 8: step 16.
        // -4: 16 + 2
        assertThat(SwfAdpcm.decode(bits, 1)).startsWith(100, 104, 115, 97);
    }

    @Test
    void adpcm_cut_short_gives_what_there_is() {
        for (int length = 0; length < 40; length++) {
            assertThat(SwfAdpcm.decode(new byte[length], 2).length).isLessThanOrEqualTo(8 * length);
        }
    }

    record Aac(String config, int payloadType, long samples) {}

    /// AudioSpecificConfig: low complexity at 44.1 kHz; spectral band replication said outright,
    /// 22.05 to 44.1 kHz; with parametric stereo, 24 to 48 kHz.
    static final List<Aac> CONFIGURATIONS =
            List.of(
                    new Aac("1208", 107, 1_024),
                    new Aac("2b8a0800", 107, 2_048),
                    new Aac("eb098800", 108, 2_048));

    @ParameterizedTest
    @FieldSource("CONFIGURATIONS")
    void high_efficiency_aac_is_of_the_rate_of_its_sound(Aac aac) throws PeerFault {
        framer.take(AudioTag.read(HexFormat.of().parseHex("af00" + aac.config())));
        var frame = framer.take(AudioTag.read(HexFormat.of().parseHex("af01" + "2110"))).getFirst();
        assertThat(frame.line().payload().payloadType()).isEqualTo(aac.payloadType());
        assertThat(frame.samples()).isEqualTo(aac.samples());
        assertThat(frame.payload()).startsWith(0xff, 0xf1).hasSize(9);
    }

    @Test
    void aac_main_is_left_out() throws PeerFault {
        framer.take(AudioTag.read(HexFormat.of().parseHex("af000a10")));
        assertThat(framer.take(AudioTag.read(HexFormat.of().parseHex("af012110")))).isEmpty();
    }
}
