package org.dragoman.media.sdp;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.core.media.SrtpSuite;

/// An {@code a=crypto} line: the key its sender encrypts with.
///
/// - {@code tag}: names the line; an answer carries that of the line it takes.
/// - Source: RFC 4568 §4, §6, §9.1; RFC 7714 §14.2.
record CryptoLine(int tag, SrtpKeys keys) {
    static final String NAME = "crypto";
    private static final int MOST_TAG = 999_999_999; // RFC 4568 §9.1: nine digits
    private static final String INLINE = "inline:";
    private static final int LIFETIME = 48; // 2^48 packets at most, RFC 3711 §9.2

    /// Nothing where the line is not of a kind we take: another suite, several keys or a master key
    /// identifier (they go together, §6.1), session parameters that change what the packets are
    /// (§6.3). Such a line counts as not being there (§5.1.2, §7.1.2).
    static Optional<CryptoLine> read(String value) {
        var words = Words.of(value);
        if (words.size() < 3) {
            return Optional.empty();
        }
        int tag = Words.number(words.getFirst(), MOST_TAG);
        var suite = SrtpSuite.named(words.get(1));
        if (tag < 0 || suite.isEmpty() || !areHarmless(words.subList(3, words.size()))) {
            return Optional.empty();
        }
        return keys(suite.get(), words.get(2)).map(k -> new CryptoLine(tag, k));
    }

    // §6.3.7: what begins with "-" may be left aside, and the window size (§6.3.6) is a hint
    private static boolean areHarmless(List<String> parameters) {
        return parameters.stream().allMatch(p -> p.startsWith("-") || p.startsWith("WSH="));
    }

    private static Optional<SrtpKeys> keys(SrtpSuite suite, String parameter) {
        if (!parameter.regionMatches(true, 0, INLINE, 0, INLINE.length())) {
            return Optional.empty(); // the only key method there is (§6.1)
        }
        var parts = parameter.substring(INLINE.length()).split("\\|", -1);
        boolean plain = parts.length == 1 || parts.length == 2 && isLifetime(parts[1]);
        if (!plain || parts[0].indexOf(';') >= 0) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getDecoder().decode(parts[0]);
            int key = suite.keyBytes();
            return bytes.length == key + suite.saltBytes()
                    ? Optional.of(
                            new SrtpKeys(
                                    suite,
                                    Arrays.copyOf(bytes, key),
                                    Arrays.copyOfRange(bytes, key, bytes.length)))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    // how many packets the peer sends with the key before it takes another: its own affair, as
    // long as it is a number that the transform allows
    private static boolean isLifetime(String text) {
        if (text.startsWith("2^")) {
            int power = Words.number(text.substring(2), LIFETIME);
            return power >= 0;
        }
        return text.matches("[1-9][0-9]{0,14}") && Long.parseLong(text) <= 1L << LIFETIME;
    }

    /// The line as it is written: key and salt one after the other, nothing optional.
    Attribute attribute() {
        var key = keys.masterKey();
        var salt = keys.masterSalt();
        var both = Arrays.copyOf(key, key.length + salt.length);
        System.arraycopy(salt, 0, both, key.length, salt.length);
        return new Attribute(
                NAME,
                tag + " " + keys.suite() + " " + INLINE + Base64.getEncoder().encodeToString(both));
    }
}
