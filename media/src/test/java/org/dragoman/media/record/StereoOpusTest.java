package org.dragoman.media.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.media.codec.Codecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages and positions; opusinfo and opusdec judge what is in them in a test of whole programs.
class StereoOpusTest {
    private static final int RATE = 8_000;
    private static final int PRE_SKIP = 312;

    @TempDir private Path folder;

    private record Page(int flags, long position, int packets) {}

    @Test
    void a_page_a_second_and_the_end_at_the_last_sample() throws Exception {
        var file = folder.resolve("a.opus");
        var opus = StereoOpus.begin(SoundFile.at(file), RATE, Codecs.ofTheProgram());
        int samples = 2 * RATE + 77;
        assertThat(opus.append(new short[2 * samples], samples)).isTrue();
        assertThat(opus.frames()).isEqualTo(samples);
        opus.close();
        var pages = pages(Files.readAllBytes(file));
        assertThat(pages).startsWith(new Page(2, 0, 1), new Page(0, 0, 1));
        assertThat(pages.subList(2, pages.size()))
                .containsExactly(
                        new Page(0, 48_000, 50),
                        new Page(0, 96_000, 50),
                        new Page(4, PRE_SKIP + samples * 6L, 1));
    }

    @Test
    void a_file_that_was_never_closed_has_all_full_pages() throws Exception {
        var file = folder.resolve("a.opus");
        var opus = StereoOpus.begin(SoundFile.at(file), RATE, Codecs.ofTheProgram());
        opus.append(new short[2 * 3 * RATE], 3 * RATE);
        assertThat(pages(Files.readAllBytes(file)).getLast()).isEqualTo(new Page(0, 96_000, 50));
        opus.close();
    }

    @Test
    void a_full_disk_is_told_and_leaves_what_was_whole() throws Exception {
        var file = folder.resolve("a.opus");
        var disk = new FullDisk(SoundFile.at(file), 1_000);
        var opus = StereoOpus.begin(disk, RATE, Codecs.ofTheProgram());
        var noise = new short[2 * 10 * RATE];
        new java.util.Random(7).ints(noise.length).forEach(i -> noise[(i & 0xFFFF)] = (short) i);
        assertThatThrownBy(() -> opus.append(noise, 10 * RATE)).isInstanceOf(IOException.class);
        assertThatThrownBy(opus::close).isInstanceOf(IOException.class);
        assertThat(pages(Files.readAllBytes(file))).isNotEmpty();
    }

    private static List<Page> pages(byte[] file) {
        var bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        var found = new ArrayList<Page>();
        for (int at = 0; at < file.length; ) {
            int segments = file[at + 26] & 0xFF;
            int length = 27 + segments;
            int packets = 0;
            for (int i = 0; i < segments; i++) {
                int lacing = file[at + 27 + i] & 0xFF;
                length += lacing;
                packets += lacing < 255 ? 1 : 0;
            }
            found.add(new Page(file[at + 5], bytes.getLong(at + 6), packets));
            at += length;
        }
        return found;
    }
}
