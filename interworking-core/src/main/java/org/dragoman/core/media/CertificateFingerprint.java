package org.dragoman.core.media;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// The hash by which a party announces the certificate it will show.
///
/// - {@code hash}: name of the hash function, lower case ({@code sha-256}).
/// - {@code value}: the hash; copied in and out.
/// - Source: RFC 8122 §5.
public record CertificateFingerprint(String hash, byte[] value) {
    private static final int LONGEST = 64; // bytes: SHA-512
    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    public CertificateFingerprint {
        hash = hash.toLowerCase(Locale.ROOT);
        value = value.clone();
        if (hash.isEmpty() || value.length == 0 || value.length > LONGEST) {
            throw new IllegalArgumentException("a fingerprint has a hash function and a value");
        }
    }

    /// Reads what stands in SDP after {@code a=fingerprint:}; nothing where it is none.
    public static Optional<CertificateFingerprint> parse(String text) {
        int space = text.indexOf(' ');
        var hex = text.substring(space + 1).strip();
        if (space < 1 || hex.isEmpty() || hex.length() > 3 * LONGEST) {
            return Optional.empty();
        }
        try {
            var value = HEX.parseHex(hex);
            return Optional.of(new CertificateFingerprint(text.substring(0, space), value));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not hexadecimal
        }
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateFingerprint(var otherHash, var otherValue)
                && hash.equals(otherHash)
                && MessageDigest.isEqual(value, otherValue);
    }

    @Override
    public int hashCode() {
        return 31 * hash.hashCode() + Arrays.hashCode(value);
    }

    /// As it stands in SDP.
    @Override
    public String toString() {
        return hash + " " + HEX.formatHex(value);
    }
}
