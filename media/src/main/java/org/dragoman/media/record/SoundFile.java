package org.dragoman.media.record;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Bytes that are written where they belong, and once more where they changed.
interface SoundFile extends AutoCloseable {
    /// Writes an array-backed buffer whole.
    void write(long at, ByteBuffer bytes) throws IOException;

    @Override
    void close() throws IOException;

    /// A file on disk.
    static SoundFile at(Path path) throws IOException {
        return new OnDisk(new RandomAccessFile(path.toFile(), "rw"));
    }

    /// - {@code file}: open for writing.
    record OnDisk(RandomAccessFile file) implements SoundFile {
        @Override
        public void write(long at, ByteBuffer bytes) throws IOException {
            file.seek(at);
            file.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
