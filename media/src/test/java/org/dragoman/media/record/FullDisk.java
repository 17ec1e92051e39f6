package org.dragoman.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// A channel to a disk with room for so many bytes.
final class FullDisk implements SeekableByteChannel {
    private final SeekableByteChannel channel;
    private long room;

    FullDisk(SeekableByteChannel channel, long room) {
        this.channel = channel;
        this.room = room;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        room -= bytes.remaining();
        if (room < 0) {
            throw new IOException("No space left on device");
        }
        return channel.write(bytes);
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        return channel.read(bytes);
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public SeekableByteChannel position(long to) throws IOException {
        channel.position(to);
        return this;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        channel.truncate(size);
        return this;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
