package org.dragoman.media.srtp;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES in Galois/counter mode. The platform's cipher begins anew for each packet, for which it
/// allocates about 950 bytes: the one exception to a packet path without allocation.
///
/// - Source: RFC 7714 §8 and §9.
final class GcmTransform implements Transform {
    private static final int TAG = 16; // bytes, RFC 7714 §13.2
    private static final int IV = 12;
    private static final int SSRC_AT = 2;

    private final Cipher cipher;
    private final Key key;
    private final byte[] salt;
    private final byte[] iv = new byte[IV];
    private final byte[] word = new byte[Rtcp.INDEX];
    private final boolean rtcp;

    GcmTransform(byte[] key, byte[] salt, boolean rtcp) {
        this.key = new SecretKeySpec(key, "AES");
        this.salt = salt;
        this.rtcp = rtcp;
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    @Override
    public int tagBytes() {
        return TAG;
    }

    @Override
    public void seal(Workbench bench, int header, int length, int ssrc, long index) {
        try {
            begin(Cipher.ENCRYPT_MODE, ssrc, index);
            associate(bench, header, index, true);
            int from = Workbench.START + header;
            int sealed = cipher.doFinal(bench.packet, from, length - header, bench.output, 0);
            System.arraycopy(bench.output, 0, bench.packet, from, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an index is used once, and there is room", e);
        }
        if (rtcp) {
            bench.setNumber(length + TAG, Rtcp.word(index, true));
        }
    }

    @Override
    public boolean open(
            Workbench bench, int header, int length, int ssrc, long index, boolean encrypted) {
        int end = length - (rtcp ? Rtcp.INDEX : 0);
        int clear = encrypted ? header : end - TAG;
        try {
            begin(Cipher.DECRYPT_MODE, ssrc, index);
            associate(bench, clear, index, encrypted);
            int from = Workbench.START + clear;
            int opened = cipher.doFinal(bench.packet, from, end - clear, bench.output, 0);
            System.arraycopy(bench.output, 0, bench.packet, from, opened);
            return true;
        } catch (AEADBadTagException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a packet with its tag fits the cipher", e);
        }
    }

    private void begin(int mode, int ssrc, long index) throws GeneralSecurityException {
        System.arraycopy(salt, 0, iv, 0, IV);
        for (int i = 0; i < Integer.BYTES; i++) {
            iv[SSRC_AT + i] ^= (byte) (ssrc >>> 24 - 8 * i);
        }
        for (int i = 0; i < 6; i++) { // rollover counter and sequence number, or the RTCP index
            iv[IV - 1 - i] ^= (byte) (index >>> 8 * i);
        }
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG, iv));
    }

    private void associate(Workbench bench, int clear, long index, boolean encrypted) {
        cipher.updateAAD(bench.packet, Workbench.START, clear);
        if (rtcp) {
            int value = Rtcp.word(index, encrypted);
            for (int i = 0; i < Rtcp.INDEX; i++) {
                word[i] = (byte) (value >>> 24 - 8 * i);
            }
            cipher.updateAAD(word);
        }
    }
}
