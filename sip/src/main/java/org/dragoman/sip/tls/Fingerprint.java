package org.dragoman.sip.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// SHA-256 over a certificate, written as {@code openssl x509 -fingerprint -sha256} writes it.
public final class Fingerprint {
    private static final HexFormat PAIRS = HexFormat.ofDelimiter(":").withUpperCase();
    private static final int BYTES = 32;

    private Fingerprint() {}

    public static String of(X509Certificate certificate) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return PAIRS.formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read is written", e);
        }
    }

    /// Reads one with or without colons, in whatever case.
    public static Optional<String> parse(String text) {
        var digits = text.strip().replace(":", "").toUpperCase(Locale.ROOT);
        return digits.matches("[0-9A-F]{" + 2 * BYTES + "}")
                ? Optional.of(PAIRS.formatHex(HexFormat.of().parseHex(digits)))
                : Optional.empty();
    }
}
