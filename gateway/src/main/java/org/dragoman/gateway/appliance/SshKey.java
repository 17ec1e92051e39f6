package org.dragoman.gateway.appliance;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/// A public key that may come in by SSH.
///
/// - Source: sshd(8), AUTHORIZED_KEYS FILE FORMAT; RFC 4253 §6.6.
record SshKey(String kind, String key, String comment) {
    private static final Set<String> KINDS =
            Set.of(
                    "ssh-ed25519",
                    "ssh-rsa",
                    "ecdsa-sha2-nistp256",
                    "ecdsa-sha2-nistp384",
                    "ecdsa-sha2-nistp521",
                    "sk-ssh-ed25519@openssh.com",
                    "sk-ecdsa-sha2-nistp256@openssh.com");

    static final String ALLOWED =
            "a public key such as ssh-ed25519 AAAA… name, without options before it";

    private static final int LENGTH = 4; // octets of a string's length, RFC 4251 §5

    /// Nothing where it is no key. Options before a key are none of ours: dropping one such as
    /// {@code from=} would let in whom it keeps out.
    static Optional<SshKey> parse(String text) {
        var words = text.strip().split("[ \t]+", 3);
        if (words.length < 2 || !KINDS.contains(words[0]) || !holds(words[1], words[0])) {
            return Optional.empty();
        }
        var comment = words.length < 3 ? "" : words[2].replaceAll("[^\\p{Graph} ]", "?");
        return Optional.of(new SshKey(words[0], words[1], comment));
    }

    /// A key says once more what it is, inside.
    private static boolean holds(String base64, String kind) {
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return false;
        }
        int length = kind.length();
        return octets.length > LENGTH + length
                && octets[0] == 0
                && octets[1] == 0
                && octets[2] == 0
                && octets[LENGTH - 1] == length
                && new String(octets, LENGTH, length, StandardCharsets.US_ASCII).equals(kind);
    }

    String line() {
        return (kind + " " + key + " " + comment).strip();
    }
}
