package org.dragoman.tests.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.mina.core.buffer.IoBuffer;

/// Sound as it came by RTMP, written down as FLV, which ffmpeg decodes.
///
/// - Source: FLV 10.1 E.2 to E.4.1.
final class FlvFile {
    private static final byte[] HEADER = {'F', 'L', 'V', 1, 0, 0, 0, 0, 9, 0, 0, 0, 0};
    private static final int FLAGS_AT = 4;
    private static final int AUDIO = 8;
    private static final int VIDEO = 9;
    private static final int TAG_HEADER = 11;
    private static final Duration DECODES_WITHIN = Duration.ofSeconds(40);

    private final String name;
    private final ByteArrayOutputStream tags = new ByteArrayOutputStream();
    private int count; // of sounds
    private int pictures;

    /// - {@code name}: of the folder that keeps it.
    FlvFile(String name) {
        this.name = name;
    }

    synchronized void addSound(int millis, IoBuffer body) {
        add(AUDIO, millis, body);
        count++;
    }

    synchronized void addPicture(int millis, IoBuffer body) {
        add(VIDEO, millis, body);
        pictures++;
    }

    private void add(int type, int millis, IoBuffer body) {
        var bytes = new byte[body.duplicate().rewind().remaining()];
        body.duplicate().rewind().get(bytes);
        var tag = ByteBuffer.allocate(TAG_HEADER + bytes.length + 4);
        tag.putInt(type << 24 | bytes.length);
        tag.putInt(millis << 8 | millis >>> 24);
        tag.put(new byte[3]); // stream id
        tag.put(bytes);
        tag.putInt(TAG_HEADER + bytes.length);
        tags.writeBytes(tag.array());
    }

    synchronized int pictures() {
        return pictures;
    }

    synchronized int count() {
        return count;
    }

    Sound decoded() {
        Path folder = written();
        // a WAV file without a word about it
        ffmpeg(folder, "-vn", "-ar", "8000", "-ac", "1", "-bitexact", "heard.wav");
        return Sound.ofWave(folder.resolve("heard.wav"));
    }

    /// What ffmpeg says when it decodes all pictures, mistakes included.
    String seen() {
        return ffmpeg(written(), "-an", "-f", "null", "-");
    }

    private Path written() {
        Path folder = Folders.fresh(name);
        try (var out = Files.newOutputStream(folder.resolve("heard.flv"))) {
            byte[] header = HEADER.clone();
            synchronized (this) {
                header[FLAGS_AT] = (byte) ((count > 0 ? 4 : 0) | (pictures > 0 ? 1 : 0));
                out.write(header);
                tags.writeTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static String ffmpeg(Path folder, String... wanted) {
        var command = new ArrayList<String>();
        command.addAll(List.of(Peers.FFMPEG.path().toString(), "-y", "-i", "heard.flv"));
        command.addAll(List.of(wanted));
        try (var ffmpeg = ChildProcess.start("ffmpeg", folder, command)) {
            if (ffmpeg.exitCode(DECODES_WITHIN) != 0) {
                throw new AssertionError(ffmpeg.output());
            }
            return ffmpeg.output();
        }
    }
}
