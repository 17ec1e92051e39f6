package org.dragoman.media.srtp;

import java.security.DigestException;

/// HMAC-SHA1 over the packet on the bench. Made of the hash itself, because the platform's own Mac
/// allocates for each packet.
///
/// - Source: RFC 2104 §2; RFC 3711 §4.2.1.
final class Hmac {
    /// Bytes of the key.
    static final int KEY = 20;

    private static final int BLOCK = 64; // of SHA-1, bytes
    private static final int HASH = 20;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5C;

    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK + HASH];

    Hmac(byte[] key) {
        System.arraycopy(key, 0, inner, 0, key.length);
        System.arraycopy(key, 0, outer, 0, key.length);
        for (int i = 0; i < BLOCK; i++) {
            inner[i] ^= INNER;
            outer[i] ^= OUTER;
        }
    }

    /// Leaves the code of so many bytes of the packet in {@link Workbench#tag}.
    void authenticate(Workbench bench, int length) {
        System.arraycopy(inner, 0, bench.packet, Workbench.START - BLOCK, BLOCK);
        try {
            bench.sha1.update(bench.packet, Workbench.START - BLOCK, BLOCK + length);
            bench.sha1.digest(outer, BLOCK, HASH);
            bench.sha1.update(outer, 0, BLOCK + HASH);
            bench.sha1.digest(bench.tag, 0, HASH);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-1 hash has 20 bytes", e);
        }
    }
}
