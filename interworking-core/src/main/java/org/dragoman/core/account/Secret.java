package org.dragoman.core.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What an account proves itself against: hashes of {@code number:realm:password}, as digest
/// authentication uses them. The password itself is kept nowhere.
///
/// - {@code realm}: the one the hashes were made for; they are good for no other.
/// - {@code md5}, {@code sha256}: HA1 in lower-case hexadecimal.
/// - Source: RFC 7616 §3.4.2; RFC 8760 for SIP.
public record Secret(String realm, String md5, String sha256) {

    public Secret {
        if (realm.isBlank() || realm.indexOf('"') >= 0 || realm.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("a realm is a word or two without quotes");
        }
        if (!md5.matches("[0-9a-f]{32}") || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not the hashes of a secret");
        }
    }

    public static Secret of(String number, String realm, String password) {
        var text = number + ":" + realm + ":" + password;
        return new Secret(realm, hash("MD5", text), hash("SHA-256", text));
    }

    /// Whether this is the password of the account with that number.
    public boolean isOf(String number, String password) {
        var theirs = hash("SHA-256", number + ":" + realm + ":" + password);
        return MessageDigest.isEqual(bytes(theirs), bytes(sha256)); // takes the same time always
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Whoever holds the hashes can log in: they are printed nowhere.
    @Override
    public String toString() {
        return "the secret for " + realm;
    }
}
