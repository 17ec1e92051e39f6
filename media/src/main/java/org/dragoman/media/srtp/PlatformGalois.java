package org.dragoman.media.srtp;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The cipher of the Java platform. It begins anew for each packet, for which it allocates about
/// 950 bytes: good enough for reports, and for sound where OpenSSL is missing.
final class PlatformGalois implements Galois {
    private final Cipher cipher;
    private final Key key;

    PlatformGalois(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    @Override
    public void seal(Workbench bench, int clear, boolean word, int length) {
        try {
            begin(bench, Cipher.ENCRYPT_MODE, clear, word);
            finish(bench, clear, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an index is used once, and there is room", e);
        }
    }

    @Override
    public boolean open(Workbench bench, int clear, boolean word, int length) {
        try {
            begin(bench, Cipher.DECRYPT_MODE, clear, word);
            finish(bench, clear, length);
            return true;
        } catch (AEADBadTagException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a packet with its tag fits the cipher", e);
        }
    }

    @Override
    public void release() {
        // all of it is Java's
    }

    private void begin(Workbench bench, int mode, int clear, boolean word)
            throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG, bench.iv, 0, IV));
        cipher.updateAAD(bench.packet, Workbench.START, clear);
        if (word) {
            cipher.updateAAD(bench.word);
        }
    }

    private void finish(Workbench bench, int clear, int length) throws GeneralSecurityException {
        int from = Workbench.START + clear;
        int made = cipher.doFinal(bench.packet, from, length - clear, bench.output, 0);
        System.arraycopy(bench.output, 0, bench.packet, from, made);
    }
}
