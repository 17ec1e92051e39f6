package org.dragoman.media.record;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.dragoman.media.codec.Codecs;

/// The file of a recording: under a name that says it is not finished while it grows, under its
/// own when it is. Named after the time and the call; readable by its owner alone.
///
/// - {@code partial}, {@code whole}: the two names.
public record RecordingFile(Path partial, Path whole, RecordingFormat format) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int MOST_TRIES = 100; // recordings of one call in one second

    /// Opens a new file; makes the folder where it is missing.
    public static RecordingFile create(
            Path folder, RecordingFormat format, String call, Instant begin) throws IOException {
        Files.createDirectories(folder);
        String name = TIME.format(begin) + "-" + call.replaceAll("[^A-Za-z0-9.-]", "_");
        for (int i = 1; i <= MOST_TRIES; i++) {
            String unique = i == 1 ? name : name + "-" + i;
            var whole = folder.resolve(unique + format.ending());
            var partial = folder.resolve(unique + format.ending() + ".part");
            if (Files.notExists(whole)) {
                try {
                    var owner = PosixFilePermissions.fromString("rw-------");
                    Files.createFile(partial, PosixFilePermissions.asFileAttribute(owner));
                    return new RecordingFile(partial, whole, format);
                } catch (FileAlreadyExistsException e) {
                    continue; // of another recording of this call; the next name is free
                }
            }
        }
        throw new FileAlreadyExistsException(name);
    }

    StereoFile open(int rateHz, Codecs codecs) throws IOException {
        return format.open(SoundFile.at(partial), rateHz, codecs);
    }

    /// What it is called when it is whole.
    public Path path() {
        return whole;
    }

    /// Gives the file its own name.
    public void finish() throws IOException {
        Files.move(partial, whole, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Leaves nothing.
    public void discard() throws IOException {
        Files.deleteIfExists(partial);
    }
}
