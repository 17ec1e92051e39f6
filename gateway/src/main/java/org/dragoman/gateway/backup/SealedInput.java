package org.dragoman.gateway.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// Decrypts what {@link SealedOutput} wrote. What it gives is genuine, but only after its end is
/// known that nothing is missing.
final class SealedInput extends InputStream {
    private final BufferedInputStream in;
    private final Seal seal;
    private final byte[] sealed = new byte[Seal.CHUNK + Seal.TAG];
    private byte[] plain = new byte[0];
    private int at;
    private boolean last;

    SealedInput(InputStream from, char[] password) throws IOException {
        in = new BufferedInputStream(from);
        seal = Seal.open(in.readNBytes(Seal.HEADER), password);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        while (at == plain.length) {
            if (last) {
                return -1;
            }
            next();
        }
        int some = Math.min(length, plain.length - at);
        System.arraycopy(plain, at, bytes, from, some);
        at += some;
        return some;
    }

    private void next() throws IOException {
        int length = in.readNBytes(sealed, 0, sealed.length);
        in.mark(1);
        last = in.read() < 0;
        in.reset();
        plain = seal.open(sealed, length, last);
        at = 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
