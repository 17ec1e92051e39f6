package org.dragoman.gateway.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads a file piece by piece.
final class Octets {
    private final InputStream in;

    Octets(InputStream in) {
        this.in = in;
    }

    /// The next octets, all of them or, at the end of the file, fewer.
    ByteBuffer upTo(int length, ByteOrder order) throws IOException {
        return ByteBuffer.wrap(in.readNBytes(length)).order(order);
    }

    /// - Errors: {@link BadCapture} where the file ends before.
    ByteBuffer exactly(int length, ByteOrder order) throws IOException {
        var read = upTo(length, order);
        if (read.remaining() < length) {
            throw new BadCapture("The capture ends in the middle of a packet.");
        }
        return read;
    }

    void skip(long length) throws IOException {
        in.skipNBytes(length);
    }
}
