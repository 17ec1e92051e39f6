package org.dragoman.rtmp.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.core.fault.PeerFault.Unsupported;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// First bytes as Flash, ffmpeg and the specifications have them.
class AudioTagTest {
    record Case(
            String hex,
            SoundFormat format,
            int rateHz,
            int channels,
            AudioTag.Kind kind,
            int length) {}

    static final List<Case> CASES =
            List.of(
                    new Case("b6aabb", SoundFormat.SPEEX, 16_000, 1, AudioTag.Kind.SOUND, 2),
                    new Case("82aabb", SoundFormat.PCMU, 8_000, 1, AudioTag.Kind.SOUND, 2),
                    new Case("72aabb", SoundFormat.PCMA, 8_000, 1, AudioTag.Kind.SOUND, 2),
                    new Case("52aa", SoundFormat.NELLYMOSER_8K, 8_000, 1, AudioTag.Kind.SOUND, 1),
                    new Case("42aa", SoundFormat.NELLYMOSER_16K, 16_000, 1, AudioTag.Kind.SOUND, 1),
                    new Case("6aaa", SoundFormat.NELLYMOSER, 22_050, 1, AudioTag.Kind.SOUND, 1),
                    new Case("3eaabb", SoundFormat.PCM, 44_100, 1, AudioTag.Kind.SOUND, 2),
                    new Case("2faabb", SoundFormat.MP3, 44_100, 2, AudioTag.Kind.SOUND, 2),
                    new Case(
                            "af001210", SoundFormat.AAC, 44_100, 2, AudioTag.Kind.CONFIGURATION, 2),
                    new Case("af0121", SoundFormat.AAC, 44_100, 2, AudioTag.Kind.SOUND, 1),
                    new Case("", SoundFormat.SPEEX, 16_000, 1, AudioTag.Kind.NOTHING, 0),
                    new Case("b6", SoundFormat.SPEEX, 16_000, 1, AudioTag.Kind.NOTHING, 0),
                    new Case(
                            "904f7075734f707573",
                            SoundFormat.OPUS,
                            48_000,
                            1,
                            AudioTag.Kind.CONFIGURATION,
                            4),
                    new Case("914f707573fc00", SoundFormat.OPUS, 48_000, 1, AudioTag.Kind.SOUND, 2),
                    new Case("924f707573", SoundFormat.OPUS, 48_000, 1, AudioTag.Kind.NOTHING, 0),
                    // ModEx: a nanosecond offset of three bytes before the frames
                    new Case(
                            "97" + "02" + "0001f4" + "01" + "4f707573" + "fc",
                            SoundFormat.OPUS,
                            48_000,
                            1,
                            AudioTag.Kind.SOUND,
                            1),
                    new Case(
                            "916d703461" + "21",
                            SoundFormat.AAC_BY_NAME,
                            44_100,
                            1,
                            AudioTag.Kind.SOUND,
                            1));

    @ParameterizedTest
    @FieldSource("CASES")
    void reads(Case c) throws PeerFault {
        var tag = AudioTag.read(HexFormat.of().parseHex(c.hex()));
        assertThat(tag.format()).isEqualTo(c.format());
        assertThat(tag.rateHz()).isEqualTo(c.rateHz());
        assertThat(tag.channels()).isEqualTo(c.channels());
        assertThat(tag.kind()).isEqualTo(c.kind());
        assertThat(tag.bytes()).hasSize(c.length());
    }

    @Test
    void writesWhatFlashReads() {
        byte[] sound = {9, 1, 2, 9};
        assertThat(HexFormat.of().formatHex(AudioTag.write(SoundFormat.SPEEX, sound, 1, 2)))
                .isEqualTo("b60102");
        assertThat(HexFormat.of().formatHex(AudioTag.write(SoundFormat.PCMU, sound, 1, 2)))
                .isEqualTo("820102");
        assertThat(HexFormat.of().formatHex(AudioTag.write(SoundFormat.NELLYMOSER_8K, sound, 1, 2)))
                .isEqualTo("520102");
        assertThat(HexFormat.of().formatHex(AudioTag.write(SoundFormat.OPUS, sound, 1, 2)))
                .isEqualTo("914f7075730102");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> AudioTag.read(new byte[] {(byte) 0xc0, 1}))
                .isInstanceOf(Unsupported.class);
        assertThatThrownBy(() -> AudioTag.read(new byte[] {(byte) 0x91, 'f', 'L', 'a', 'C', 1}))
                .isInstanceOf(Unsupported.class);
        assertThatThrownBy(() -> AudioTag.read(new byte[] {(byte) 0x95, 0, 'O'}))
                .isInstanceOf(Unsupported.class);
        for (String hex : List.of("af", "91", "914f70", "97", "97ff", "9702000000")) {
            assertThatThrownBy(() -> AudioTag.read(HexFormat.of().parseHex(hex)))
                    .as(hex)
                    .isInstanceOf(Malformed.class);
        }
    }
}
