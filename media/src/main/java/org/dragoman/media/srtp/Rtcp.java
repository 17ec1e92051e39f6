package org.dragoman.media.srtp;

/// What SRTCP adds to a packet beside the tag (RFC 3711 §3.4).
final class Rtcp {
    /// Bytes that stay clear: the first header, and the sender's SSRC.
    static final int HEADER = 8;

    /// Bytes of the word that tells the index.
    static final int INDEX = 4;

    static final long LAST_INDEX = 0x7FFF_FFFFL;

    private static final int ENCRYPTED = 0x8000_0000;

    private Rtcp() {}

    static int word(long index, boolean encrypted) {
        return (int) index | (encrypted ? ENCRYPTED : 0);
    }

    static boolean isEncrypted(int word) {
        return (word & ENCRYPTED) != 0;
    }

    static long index(int word) {
        return word & LAST_INDEX;
    }
}
