package org.dragoman.gateway.rest;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// Lines both ways over a connection; neither way is waited for longer than is said.
final class LineChannel implements AutoCloseable {
    private static final int ROOM = 16 * 1024; // octets read at once

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final int longest;
    private final ByteBuffer read = ByteBuffer.allocate(ROOM).flip();

    /// - {@code channel}: connected; it is closed with this.
    /// - {@code longest}: octets of a line that is read.
    LineChannel(SocketChannel channel, int longest) throws IOException {
        this.channel = channel;
        this.longest = longest;
        channel.configureBlocking(false);
        selector = Selector.open();
        key = channel.register(selector, SelectionKey.OP_READ);
    }

    /// The next line, without its end.
    ///
    /// - Errors: {@link SocketTimeoutException} where none comes, {@link EOFException} where the
    ///   other side has ended, {@link InterruptedIOException}, and IOException where the line is
    /// too long.
    byte[] line(Duration patience) throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            while (read.hasRemaining()) {
                byte octet = read.get();
                if (octet == '\n') {
                    return line.toByteArray();
                }
                line.write(octet);
            }
            if (line.size() > longest) {
                throw new IOException("a line of more than " + longest + " octets");
            }
            fill(patience);
        }
    }

    private void fill(Duration patience) throws IOException {
        await(SelectionKey.OP_READ, patience);
        int count = channel.read(read.clear());
        read.flip();
        if (count < 0) {
            throw new EOFException("the other side has ended");
        }
    }

    void send(byte[] line, Duration patience) throws IOException {
        var all = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        channel.write(all);
        while (all.hasRemaining()) {
            await(SelectionKey.OP_WRITE, patience);
            channel.write(all);
        }
    }

    private void await(int what, Duration patience) throws IOException {
        key.interestOps(what);
        int ready = selector.select(patience.toMillis());
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        if (ready == 0) {
            throw new SocketTimeoutException("nothing for " + patience.toSeconds() + " s");
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
