package org.dragoman.gateway.capture;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/// A packed file, which ends where it was cut off or damaged: what came before is read.
final class Unpacked extends FilterInputStream {
    private boolean over;

    Unpacked(InputStream packed) {
        super(packed);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] octets, int from, int length) throws IOException {
        if (over) {
            return -1;
        }
        try {
            return super.read(octets, from, length);
        } catch (EOFException | ZipException cutOff) {
            over = true;
            return -1;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        return in.skip(count);
    }
}
