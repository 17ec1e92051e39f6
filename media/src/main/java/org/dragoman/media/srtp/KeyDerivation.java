package org.dragoman.media.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.dragoman.core.media.SrtpKeys;

/// Makes session keys of a master key: AES in counter mode over a label, once for the life of the
/// master key (a key derivation rate of zero, the only one that SDES and DTLS-SRTP peers use).
///
/// - Source: RFC 3711 §4.3.1 and §4.3.3; RFC 6188 §3 for 256-bit keys; RFC 7714 §11 for the salt
///   of 96 bits.
final class KeyDerivation {
    static final int RTP_ENCRYPTION = 0;
    static final int RTP_AUTHENTICATION = 1;
    static final int RTP_SALT = 2;
    static final int RTCP_ENCRYPTION = 3;
    static final int RTCP_AUTHENTICATION = 4;
    static final int RTCP_SALT = 5;

    private static final int LABEL_AT = 7; // RFC 3711 §4.3.1: eight bits before 48 of the index

    private final Cipher aes;
    private final byte[] salt; // 112 bits, then the 16 bits that count blocks

    KeyDerivation(SrtpKeys keys) {
        aes = block(keys.masterKey());
        salt = Arrays.copyOf(keys.masterSalt(), Workbench.BLOCK);
    }

    byte[] derive(int label, int length) {
        byte[] block = salt.clone();
        block[LABEL_AT] ^= (byte) label;
        int blocks = (length + Workbench.BLOCK - 1) / Workbench.BLOCK;
        byte[] input = new byte[blocks * Workbench.BLOCK];
        for (int i = 0; i < blocks; i++) {
            System.arraycopy(block, 0, input, i * Workbench.BLOCK, Workbench.BLOCK);
            input[(i + 1) * Workbench.BLOCK - 1] ^= (byte) i;
        }
        return Arrays.copyOf(aes.update(input), length);
    }

    /// A cipher that turns blocks into key stream.
    static Cipher block(byte[] key) {
        try {
            var cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }
}
