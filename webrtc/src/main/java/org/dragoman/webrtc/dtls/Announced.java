package org.dragoman.webrtc.dtls;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.TlsFatalAlert;
import org.dragoman.core.media.CertificateFingerprint;

/// Whether a certificate is the one that was announced in the signalling.
///
/// - Source: RFC 8122 §5, §6.2. MD5 and SHA-1, which it forbids, count as nothing announced.
record Announced(List<CertificateFingerprint> fingerprints) {
    private static final Map<String, String> HASHES =
            Map.of(
                    "sha-224", "SHA-224", "sha-256", "SHA-256", "sha-384", "SHA-384", "sha-512",
                    "SHA-512");

    Announced {
        fingerprints = List.copyOf(fingerprints);
    }

    /// Ends the handshake unless the certificate shown is announced.
    void check(Certificate shown) throws IOException {
        if (shown.isEmpty()) {
            throw new TlsFatalAlert(
                    AlertDescription.certificate_required, "the browser shows no certificate");
        }
        var encoded = shown.getCertificateAt(0).getEncoded();
        for (var fingerprint : fingerprints) {
            if (matches(fingerprint, encoded)) {
                return;
            }
        }
        throw new TlsFatalAlert(
                AlertDescription.bad_certificate,
                "the browser's certificate is not the one it announced");
    }

    private static boolean matches(CertificateFingerprint fingerprint, byte[] encoded) {
        var name = HASHES.getOrDefault(fingerprint.hash(), "");
        if (name.isEmpty()) {
            return false;
        }
        try {
            var digest = MessageDigest.getInstance(name).digest(encoded);
            return MessageDigest.isEqual(digest, fingerprint.value());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + name, e);
        }
    }
}
