package org.dragoman.webrtc.stun;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a message's MESSAGE-INTEGRITY is checked by.
///
/// - {@code covered}: the bytes it covers, with the length field as it counts for it.
/// - {@code code}: the HMAC.
/// - Source: RFC 8489 §14.5.
public record Seal(byte[] covered, byte[] code) {
    static final int LENGTH = 20; // bytes of HMAC-SHA1

    private static final String ALGORITHM = "HmacSHA1";

    boolean isBy(String password) {
        return MessageDigest.isEqual(code, code(key(password), covered));
    }

    /// RFC 8489 §9.1.1: the password itself. That of ICE has ice-chars only, which need no
    /// preparation.
    static byte[] key(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] code(byte[] key, byte[] covered) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(covered);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seal(var otherCovered, var otherCode)
                && Arrays.equals(covered, otherCovered)
                && Arrays.equals(code, otherCode);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(covered) + Arrays.hashCode(code);
    }
}
