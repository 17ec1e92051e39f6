package org.dragoman.sip.registrar;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.dragoman.core.account.Secret;
import org.dragoman.sip.message.DigestCredentials;

/// The digests that accounts can prove themselves with.
///
/// - Source: RFC 7616 §3.3, §3.4; RFC 8760 §2.
public enum DigestAlgorithm {
    SHA_256("SHA-256"),
    MD5("MD5");

    private final String token;

    DigestAlgorithm(String token) {
        this.token = token;
    }

    /// Its name in headers, and to Java.
    public String token() {
        return token;
    }

    static Optional<DigestAlgorithm> named(String token) {
        return Arrays.stream(values()).filter(a -> a.token.equalsIgnoreCase(token)).findFirst();
    }

    /// HA1 of a secret.
    private String secret(Secret secret) {
        return this == MD5 ? secret.md5() : secret.sha256();
    }

    /// What the response of these credentials must be.
    String response(Secret secret, String method, DigestCredentials given) {
        var nonce = given.nonce();
        var middle =
                given.qop().isEmpty()
                        ? nonce
                        : String.join(":", nonce, given.count(), given.cnonce(), given.qop());
        var what = hash(method + ":" + given.uri());
        return hash(secret(secret) + ":" + middle + ":" + what);
    }

    private String hash(String text) {
        try {
            var digest = MessageDigest.getInstance(token);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + token, e);
        }
    }
}
