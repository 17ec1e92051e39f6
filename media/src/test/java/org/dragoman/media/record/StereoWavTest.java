package org.dragoman.media.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The judge is the Java platform's own reader of WAV files; sox is asked in a whole-call test.
class StereoWavTest {
    private static final int RATE = 8_000;

    @TempDir private Path folder;

    @Test
    void a_reader_that_is_not_ours_finds_both_channels() throws Exception {
        var file = folder.resolve("a.wav");
        try (var wav = new StereoWav(SoundFile.at(file), RATE)) {
            assertThat(wav.append(new short[] {1, -2, 300, -400}, 2)).isTrue();
        }
        try (var read = AudioSystem.getAudioInputStream(file.toFile())) {
            var format = read.getFormat();
            assertThat(format.getEncoding()).isEqualTo(AudioFormat.Encoding.PCM_SIGNED);
            assertThat(format.getChannels()).isEqualTo(2);
            assertThat(format.getSampleRate()).isEqualTo(RATE);
            assertThat(read.getFrameLength()).isEqualTo(2);
            assertThat(read.readAllBytes()).containsExactly(1, 0, -2, -1, 0x2C, 0x01, 0x70, 0xFE);
        }
    }

    /// What a reader finds when the writer died: all up to the last header.
    @Test
    void a_file_that_was_never_closed_can_be_played() throws Exception {
        var file = folder.resolve("a.wav");
        var wav = new StereoWav(SoundFile.at(file), RATE);
        wav.append(new short[2 * 1_000], 1_000);
        wav.settle();
        wav.append(new short[2 * 500], 500);
        byte[] left = Files.readAllBytes(file);
        try (var read = AudioSystem.getAudioInputStream(new ByteArrayInputStream(left))) {
            assertThat(read.getFrameLength()).isEqualTo(1_000);
        }
        wav.close();
        try (var read = AudioSystem.getAudioInputStream(file.toFile())) {
            assertThat(read.getFrameLength()).isEqualTo(1_500);
        }
    }

    @Test
    void a_full_disk_is_told_and_leaves_what_was_whole() throws Exception {
        var file = folder.resolve("a.wav");
        var wav = new StereoWav(new FullDisk(SoundFile.at(file), 44 + 4_000), RATE);
        wav.append(new short[2 * 1_000], 1_000);
        assertThatThrownBy(() -> wav.append(new short[2 * 1_000], 1_000))
                .isInstanceOf(IOException.class);
        assertThat(wav.frames()).isEqualTo(1_000);
    }
}
