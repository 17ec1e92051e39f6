package org.dragoman.media.srtp;

import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.media.foreign.NativeMemory;

/// OpenSSL's, with one context that keeps the key from packet to packet. The context is taken with
/// the first packet, by the thread that has the packets, and given back by it at {@link #release}.
final class OpensslGalois implements Galois {
    private static final AtomicInteger IN_USE = new AtomicInteger();
    private static final int NONE = 0;

    private final byte[] key;
    private long context = NONE;

    OpensslGalois(byte[] key) {
        this.key = key.clone();
    }

    /// Contexts that hold native memory now, of all keys.
    static int inUse() {
        return IN_USE.get();
    }

    @Override
    public void seal(Workbench bench, int clear, boolean word, int length) {
        boolean done =
                begin(bench, Libcrypto.ENCRYPT, clear, word, length)
                        && Libcrypto.finish(context, bench.spare(), bench.spare())
                        && Libcrypto.readTag(context, bench.lent() + length);
        if (!done) {
            throw new IllegalStateException("OpenSSL does not encrypt a packet that has room");
        }
        bench.takeBack(clear, length - clear + TAG);
    }

    @Override
    public boolean open(Workbench bench, int clear, boolean word, int length) {
        int end = length - TAG;
        boolean ready = begin(bench, Libcrypto.DECRYPT, clear, word, length);
        if (!ready || !Libcrypto.expectTag(context, bench.lent() + end)) {
            throw new IllegalStateException("OpenSSL does not decrypt a packet with its tag");
        }
        boolean genuine = Libcrypto.finish(context, bench.spare(), bench.spare());
        if (genuine) {
            bench.takeBack(clear, end - clear);
        }
        return genuine;
    }

    @Override
    public void release() {
        if (context != NONE) {
            Libcrypto.destroy(context);
            context = NONE;
            IN_USE.decrementAndGet();
        }
    }

    /// Lends the packet, and has all of it but the tag taken in.
    private boolean begin(Workbench bench, int way, int clear, boolean word, int length) {
        if (context == NONE) {
            take(bench);
        }
        int crypted = length - clear - (way == Libcrypto.ENCRYPT ? 0 : TAG);
        bench.lend(length);
        long packet = bench.lent();
        long spare = bench.spare();
        return Libcrypto.start(context, bench.lentIv(), way)
                && Libcrypto.update(context, Libcrypto.NULL, spare, packet, clear)
                && (!word
                        || Libcrypto.update(
                                context, Libcrypto.NULL, spare, bench.lentWord(), Rtcp.INDEX))
                && Libcrypto.update(context, packet + clear, spare, packet + clear, crypted);
    }

    private void take(Workbench bench) {
        long fresh = Libcrypto.create();
        if (fresh == NONE) {
            throw new IllegalStateException("no memory for a cipher of OpenSSL");
        }
        for (int i = 0; i < key.length; i++) {
            NativeMemory.putByte(bench.lent() + i, key[i]);
        }
        boolean keyed = Libcrypto.key(fresh, key.length, bench.lent());
        NativeMemory.zero(bench.lent(), key.length);
        if (!keyed) {
            Libcrypto.destroy(fresh);
            throw new IllegalStateException("OpenSSL does not take an AES key");
        }
        context = fresh;
        IN_USE.incrementAndGet();
    }
}
