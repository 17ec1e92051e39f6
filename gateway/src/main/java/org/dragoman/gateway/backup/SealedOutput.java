package org.dragoman.gateway.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/// Encrypts what is written to it. Closing it writes the last chunk, without which nothing opens.
final class SealedOutput extends OutputStream {
    private final OutputStream out;
    private final Seal seal;
    private final byte[] chunk = new byte[Seal.CHUNK];
    private int filled;
    private boolean closed;

    SealedOutput(OutputStream out, Seal seal) throws IOException {
        this.out = out;
        this.seal = seal;
        out.write(seal.header());
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        int at = from;
        for (int left = length; left > 0; ) {
            if (filled == chunk.length) { // the last one is written when it is known to be that
                out.write(seal.close(chunk, filled, false));
                filled = 0;
            }
            int some = Math.min(left, chunk.length - filled);
            System.arraycopy(bytes, at, chunk, filled, some);
            filled += some;
            at += some;
            left -= some;
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            out.write(seal.close(chunk, filled, true));
            out.close();
        }
    }
}
