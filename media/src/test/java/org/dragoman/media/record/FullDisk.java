package org.dragoman.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A file on a disk with room for so many bytes more.
final class FullDisk implements SoundFile {
    private final SoundFile file;
    private long room;

    FullDisk(SoundFile file, long room) {
        this.file = file;
        this.room = room;
    }

    @Override
    public void write(long at, ByteBuffer bytes) throws IOException {
        room -= bytes.remaining();
        if (room < 0) {
            throw new IOException("No space left on device");
        }
        file.write(at, bytes);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
