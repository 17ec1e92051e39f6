package org.dragoman.webrtc.signal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How a page proves that it knows an account's password without saying it:
/// {@code response = hex(HMAC-SHA-256(key = HA1, text = nonce ":" cnonce))}, where {@code HA1} is
/// the 64 hexadecimal digits of {@code SHA-256(account ":" realm ":" password)}.
///
/// - Source: HA1 of RFC 7616 §3.4.2; HMAC of RFC 2104.
public final class LoginProof {
    private LoginProof() {}

    public static String response(String ha1, String nonce, String cnonce) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(ha1), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes(nonce + ":" + cnonce)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    /// Whether the login was made with this HA1, for this nonce.
    public static boolean isRight(ClientMessage.Login login, String ha1, String nonce) {
        var right = response(ha1, nonce, login.cnonce());
        return MessageDigest.isEqual(bytes(right), bytes(login.response()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
