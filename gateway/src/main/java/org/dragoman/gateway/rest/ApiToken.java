package org.dragoman.gateway.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// A token that the gateway knows by its hash.
///
/// - {@code name}: what the operator calls it.
/// - {@code hash}: SHA-256 in lower-case hexadecimal. A token is 256 random bits, so that a plain
///   hash of it tells nothing.
/// - {@code expires}: from then on it is good for nothing; absent where it always is.
public record ApiToken(String name, String hash, Set<Scope> scopes, Optional<Instant> expires) {
    private static final int BYTES = 32;

    public ApiToken {
        if (!isHash(hash)) {
            throw new IllegalArgumentException("64 hexadecimal digits");
        }
        scopes = Set.copyOf(scopes);
    }

    /// One that does not expire.
    public ApiToken(String name, String hash, Set<Scope> scopes) {
        this(name, hash, scopes, Optional.empty());
    }

    boolean isGood(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isEmpty();
    }

    public static boolean isHash(String text) {
        return text.matches("[0-9a-f]{64}");
    }

    /// A token nobody can guess.
    public static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
