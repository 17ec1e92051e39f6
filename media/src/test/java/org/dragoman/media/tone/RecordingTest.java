package org.dragoman.media.tone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.dragoman.media.codec.G711;
import org.junit.jupiter.api.Test;

class RecordingTest {
    /// `sox -n -r 8000 -c 1 -b 16 -D x.wav synth 0.0005 sine 1000 vol 0.5`, sox 14.4.2.
    private static final String SOX =
            "524946462c00000057415645666d74201000000001000100401f0000"
                    + "803e0000020010006461746108000000b105ff2bf640002c";

    @Test
    void a_file_of_sox_is_read() throws Exception {
        var recording = Recording.of(HexFormat.of().parseHex(SOX));
        assertThat(recording.rateHz()).isEqualTo(8_000);
        var pcm = new short[10];
        assertThat(recording.sound(false).read(pcm, 1, 9)).isEqualTo(4);
        assertThat(pcm).startsWith(0, 1457, 11263, 16630, 11264, 0);
    }

    @Test
    void a_file_read_twice_is_the_same() throws Exception {
        var once = Recording.of(HexFormat.of().parseHex(SOX));
        var again = Recording.of(HexFormat.of().parseHex(SOX));
        assertThat(again).isEqualTo(once).hasSameHashCodeAs(once);
        assertThat(again).isNotEqualTo(Recording.of(wav(1, 16, 8_000, 1, shorts(1457, 11263))));
        assertThat(again).isNotEqualTo(Recording.of(wav(1, 16, 16_000, 1, shorts(1))));
    }

    @Test
    void it_ends_or_begins_again() throws Exception {
        var recording = Recording.of(wav(1, 16, 16_000, 1, shorts(1, 2, 3)));
        var pcm = new short[7];
        var forever = recording.sound(true);
        assertThat(forever.read(pcm, 0, 7)).isEqualTo(7);
        assertThat(pcm).containsExactly(1, 2, 3, 1, 2, 3, 1);
        var once = recording.sound(false);
        assertThat(once.read(pcm, 0, 2)).isEqualTo(2);
        assertThat(once.read(pcm, 0, 2)).isEqualTo(1);
        assertThat(once.read(pcm, 0, 2)).isZero();
        assertThat(Recording.of(wav(1, 16, 8_000, 1, new byte[0])).sound(true).read(pcm, 0, 7))
                .isZero();
    }

    @Test
    void both_laws_of_g711_are_read() throws Exception {
        byte[] codes = {0x00, 0x55, (byte) 0xD5, (byte) 0xFF};
        var pcm = new short[4];
        Recording.of(wav(6, 8, 8_000, 1, codes)).sound(false).read(pcm, 0, 4);
        assertThat(pcm[0]).isEqualTo((short) G711.expandA((byte) 0));
        Recording.of(wav(7, 8, 8_000, 1, codes)).sound(false).read(pcm, 0, 4);
        assertThat(pcm[3]).isEqualTo((short) G711.expandMu((byte) 0xFF));
    }

    @Test
    void other_chunks_are_passed_over_and_a_wrong_length_means_all_there_is() throws Exception {
        byte[] file = wav(1, 16, 8_000, 1, shorts(5, 6));
        var list = ByteBuffer.allocate(file.length + 12).order(ByteOrder.LITTLE_ENDIAN);
        list.put(file, 0, 36).put("LIST".getBytes(StandardCharsets.US_ASCII)).putInt(3);
        list.put(new byte[4]).put(file, 36, file.length - 36);
        byte[] streamed = Arrays.copyOf(list.array(), list.position());
        ByteBuffer.wrap(streamed).order(ByteOrder.LITTLE_ENDIAN).putInt(36 + 12 + 4, -1);
        var pcm = new short[4];
        assertThat(Recording.of(streamed).sound(false).read(pcm, 0, 4)).isEqualTo(2);
        assertThat(pcm).startsWith(5, 6);
    }

    @Test
    void what_cannot_be_played_is_refused_in_words() {
        refused(new byte[0], "no WAV");
        refused(wav(1, 16, 44_100, 1, new byte[4]), "44100");
        refused(wav(1, 16, 8_000, 2, new byte[4]), "2 channels");
        refused(wav(3, 32, 8_000, 1, new byte[4]), "neither");
        refused(Arrays.copyOf(wav(1, 16, 8_000, 1, new byte[4]), 40), "no whole");
        assertThatThrownBy(() -> Recording.read(Path.of("/nonexistent.wav")))
                .isInstanceOf(Recording.Unusable.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void cut_and_spoilt_files_are_read_or_refused() {
        byte[] file = wav(1, 16, 8_000, 1, shorts(1, 2, 3, 4));
        var random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            byte[] spoilt = Arrays.copyOf(file, random.nextInt(file.length + 1));
            for (int n = random.nextInt(4); n > 0 && spoilt.length > 0; n--) {
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
            }
            try {
                var recording = Recording.of(spoilt);
                assertThat(recording.sound(false).read(new short[64], 0, 64)).isLessThan(64);
            } catch (Recording.Unusable e) {
                assertThat(e).hasMessageMatching("[a-z].+");
            }
        }
    }

    private static void refused(byte[] file, String why) {
        assertThatThrownBy(() -> Recording.of(file))
                .isInstanceOf(Recording.Unusable.class)
                .hasMessageContaining(why);
    }

    private static byte[] shorts(int... values) {
        var bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    private static byte[] wav(int coding, int bits, int rate, int channels, byte[] data) {
        var file = ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + data.length);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) coding).putShort((short) channels).putInt(rate);
        file.putInt(rate * channels * bits / 8).putShort((short) (channels * bits / 8));
        file.putShort((short) bits);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data.length).put(data);
        return file.array();
    }
}
