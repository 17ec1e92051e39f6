package org.dragoman.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/// AES in counter mode with HMAC-SHA1. The key stream comes from one call of the platform's block
/// cipher over all counters of the packet, which needs no new cipher state for a packet.
///
/// - Source: RFC 3711 §4.1.1 and §4.2.
final class CounterModeTransform implements Transform {
    private static final int ROLLOVER = 4; // bytes authenticated after an RTP packet

    private final Cipher aes;
    private final long saltHigh;
    private final long saltLow; // 48 bits, then the 16 that count blocks
    private final Hmac hmac;
    private final int tagBytes;
    private final boolean rtcp;

    CounterModeTransform(byte[] key, byte[] salt, Hmac hmac, int tagBytes, boolean rtcp) {
        aes = KeyDerivation.block(key);
        byte[] padded = new byte[Workbench.BLOCK];
        System.arraycopy(salt, 0, padded, 0, salt.length);
        saltHigh = Workbench.longAt(padded, 0);
        saltLow = Workbench.longAt(padded, Long.BYTES);
        this.hmac = hmac;
        this.tagBytes = tagBytes;
        this.rtcp = rtcp;
    }

    @Override
    public int tagBytes() {
        return tagBytes;
    }

    @Override
    public void seal(Workbench bench, int header, int length, int ssrc, long index) {
        crypt(bench, header, length - header, ssrc, index);
        hmac.authenticate(bench, length + word(bench, length, index, true));
        int at = Workbench.START + length + (rtcp ? Rtcp.INDEX : 0);
        System.arraycopy(bench.tag, 0, bench.packet, at, tagBytes);
    }

    @Override
    public boolean open(
            Workbench bench, int header, int length, int ssrc, long index, boolean encrypted) {
        int clear = length - tagBytes - (rtcp ? Rtcp.INDEX : 0);
        int at = Workbench.START + length - tagBytes;
        System.arraycopy(bench.packet, at, bench.iv, 0, tagBytes);
        hmac.authenticate(bench, clear + word(bench, clear, index, encrypted));
        if (!sameTag(bench)) {
            return false;
        }
        if (encrypted) {
            crypt(bench, header, clear - header, ssrc, index);
        }
        return true;
    }

    /// Puts what is authenticated after the packet there; returns its length.
    private int word(Workbench bench, int at, long index, boolean encrypted) {
        bench.setNumber(at, rtcp ? Rtcp.word(index, encrypted) : (int) (index >>> Short.SIZE));
        return ROLLOVER;
    }

    /// Takes as long for every wrong tag.
    private boolean sameTag(Workbench bench) {
        int different = 0;
        for (int i = 0; i < tagBytes; i++) {
            different |= bench.tag[i] ^ bench.iv[i];
        }
        return different == 0;
    }

    private void crypt(Workbench bench, int from, int length, int ssrc, long index) {
        long high = saltHigh ^ (ssrc & 0xFFFF_FFFFL);
        long low = saltLow ^ index << Short.SIZE;
        int blocks = (length + Workbench.BLOCK - 1) / Workbench.BLOCK;
        for (int i = 0; i < blocks; i++) {
            Workbench.setLong(bench.counters, i * Workbench.BLOCK, high);
            Workbench.setLong(bench.counters, i * Workbench.BLOCK + Long.BYTES, low + i);
        }
        try {
            aes.update(bench.counters, 0, blocks * Workbench.BLOCK, bench.keyStream, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key stream has room for every packet", e);
        }
        bench.mix(from, length);
    }
}
