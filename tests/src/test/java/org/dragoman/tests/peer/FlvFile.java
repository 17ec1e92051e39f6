package org.dragoman.tests.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.mina.core.buffer.IoBuffer;

/// Sound as it came by RTMP, written down as FLV, which ffmpeg decodes.
///
/// - Source: FLV 10.1 E.2 to E.4.1.
final class FlvFile {
    private static final byte[] HEADER = {'F', 'L', 'V', 1, 4, 0, 0, 0, 9, 0, 0, 0, 0};
    private static final int AUDIO = 8;
    private static final int TAG_HEADER = 11;
    private static final Duration DECODES_WITHIN = Duration.ofSeconds(40);

    private final String name;
    private final ByteArrayOutputStream tags = new ByteArrayOutputStream();
    private int count;

    /// - {@code name}: of the folder that keeps it.
    FlvFile(String name) {
        this.name = name;
    }

    synchronized void add(int millis, IoBuffer body) {
        var bytes = new byte[body.duplicate().rewind().remaining()];
        body.duplicate().rewind().get(bytes);
        var tag = ByteBuffer.allocate(TAG_HEADER + bytes.length + 4);
        tag.putInt(AUDIO << 24 | bytes.length);
        tag.putInt(millis << 8 | millis >>> 24);
        tag.put(new byte[3]); // stream id
        tag.put(bytes);
        tag.putInt(TAG_HEADER + bytes.length);
        tags.writeBytes(tag.array());
        count++;
    }

    synchronized int count() {
        return count;
    }

    Sound decoded() {
        Path folder = Folders.fresh(name);
        try (var out = Files.newOutputStream(folder.resolve("heard.flv"))) {
            out.write(HEADER);
            synchronized (this) {
                tags.writeTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command =
                List.of(
                        Peers.FFMPEG.path().toString(),
                        "-y",
                        "-i",
                        "heard.flv",
                        "-ar",
                        "8000",
                        "-ac",
                        "1",
                        "-bitexact", // a WAV file without a word about it
                        "heard.wav");
        try (var ffmpeg = ChildProcess.start("ffmpeg", folder, command)) {
            if (ffmpeg.exitCode(DECODES_WITHIN) != 0) {
                throw new AssertionError(ffmpeg.output());
            }
        }
        return Sound.ofWave(folder.resolve("heard.wav"));
    }
}
