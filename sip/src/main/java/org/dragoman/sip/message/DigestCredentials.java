package org.dragoman.sip.message;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a client proves itself with: the value of Authorization or Proxy-Authorization. Nothing in
/// it is checked but its form.
///
/// - {@code algorithm}: as written; MD5 where none is.
/// - {@code count}: nc as written, empty without qop.
/// - Source: RFC 7616 §3.4; RFC 3261 §25.1.
public record DigestCredentials(
        String username,
        String realm,
        String nonce,
        String uri,
        String response,
        String algorithm,
        String qop,
        String cnonce,
        String count) {
    private static final int LONGEST = 4_096; // characters
    private static final int PARTS = 32;
    private static final String SCHEME = "digest";

    /// Reads the value of a header; nothing where it is no digest, or lacks a part.
    public static Optional<DigestCredentials> parse(String value) {
        var text = value.strip();
        if (text.length() > LONGEST
                || text.length() <= SCHEME.length()
                || !text.substring(0, SCHEME.length()).toLowerCase(Locale.ROOT).equals(SCHEME)
                || text.charAt(SCHEME.length()) > ' ') {
            return Optional.empty();
        }
        var parts = parts(text.substring(SCHEME.length()));
        var read =
                new DigestCredentials(
                        parts.getOrDefault("username", ""),
                        parts.getOrDefault("realm", ""),
                        parts.getOrDefault("nonce", ""),
                        parts.getOrDefault("uri", ""),
                        parts.getOrDefault("response", "").toLowerCase(Locale.ROOT),
                        parts.getOrDefault("algorithm", "MD5"),
                        parts.getOrDefault("qop", "").toLowerCase(Locale.ROOT),
                        parts.getOrDefault("cnonce", ""),
                        parts.getOrDefault("nc", ""));
        return read.isComplete() ? Optional.of(read) : Optional.empty();
    }

    private static Map<String, String> parts(String text) {
        var found = new LinkedHashMap<String, String>();
        for (var part : Text.split(text, ',')) {
            int equals = part.indexOf('=');
            if (equals > 0 && found.size() < PARTS) {
                var name = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                found.putIfAbsent(name, Text.unquoted(part.substring(equals + 1).strip()));
            }
        }
        return found;
    }

    private boolean isComplete() {
        boolean counted = !cnonce.isEmpty() && count.matches("[0-9A-Fa-f]{1,8}");
        return !username.isEmpty()
                && !nonce.isEmpty()
                && !uri.isEmpty()
                && response.matches("[0-9a-f]{32,128}")
                && (qop.isEmpty() || counted);
    }

    /// How often the nonce was used, this time included; 1 without qop.
    public long uses() {
        return qop.isEmpty() ? 1 : Long.parseLong(count, 16);
    }

    /// It says nothing of what it proves.
    @Override
    public String toString() {
        return "digest credentials";
    }
}
