package org.dragoman.webrtc.signal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What the operator's own server gives a visitor of its page, so that the gateway lets him call: a
/// JSON Web Token by HMAC-SHA-256, with the claims {@code to} (the number), {@code exp} (until
/// when, in seconds since 1970) and {@code name} (who calls; may be missing).
///
/// - Source: RFC 7519; RFC 7515 §3.1 for how it is written; RFC 8725 §3.1: no other algorithm.
public record GuestToken(String to, Instant expires, Optional<String> name) {
    /// The longest a token may be good for: it is shown on a page, and whoever sees it may call.
    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final String HMAC = "HmacSHA256";
    private static final int NAME = 64; // characters
    private static final JsonMapper JSON = new JsonMapper();

    /// Nothing where it is none, or not signed with this secret.
    public static Optional<GuestToken> read(String token, String secret) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            var decoder = Base64.getUrlDecoder();
            boolean signed =
                    MessageDigest.isEqual(
                            decoder.decode(parts[2]), sign(parts[0] + "." + parts[1], secret));
            var header = JSON.readTree(decoder.decode(parts[0]));
            return signed && "HS256".equals(header.path("alg").textValue())
                    ? claims(JSON.readTree(decoder.decode(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException | java.io.IOException e) {
            return Optional.empty(); // no base64, no JSON
        }
    }

    private static Optional<GuestToken> claims(JsonNode claims) {
        var to = claims.path("to");
        var expires = claims.path("exp");
        var name = claims.path("name");
        boolean whole = expires.canConvertToLong() && expires.longValue() > 0;
        if (!to.isTextual() || !whole || expires.longValue() > Integer.MAX_VALUE * 100L) {
            return Optional.empty();
        }
        var shown =
                Optional.ofNullable(name.textValue())
                        .map(n -> n.replaceAll("\\p{Cntrl}", "").strip())
                        .filter(n -> !n.isEmpty())
                        .map(n -> n.substring(0, Math.min(NAME, n.length())));
        return Optional.of(
                new GuestToken(to.textValue(), Instant.ofEpochSecond(expires.longValue()), shown));
    }

    /// Whether it may be used now.
    public boolean isGood(Instant now) {
        return expires.isAfter(now) && !expires.isAfter(now.plus(LONGEST));
    }

    /// As the operator's server writes it; for tests, and for the documentation's example.
    public String write(String secret) {
        var header = JSON.createObjectNode().put("alg", "HS256").put("typ", "JWT");
        var claims = JSON.createObjectNode().put("to", to).put("exp", expires.getEpochSecond());
        name.ifPresent(n -> claims.put("name", n));
        try {
            var text =
                    encode(JSON.writeValueAsBytes(header))
                            + "."
                            + encode(JSON.writeValueAsBytes(claims));
            return text + "." + encode(sign(text, secret));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text and numbers can be written", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sign(String text, String secret) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
