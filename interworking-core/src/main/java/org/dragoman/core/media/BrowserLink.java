package org.dragoman.core.media;

import java.util.List;

/// What a browser and the gateway have told each other about the way their packets go. Where they
/// go is found by the browser's checks, and the keys by the DTLS handshake, after this is agreed.
///
/// - {@code local}: what the browser's checks must show; other than before after an ICE restart.
/// - {@code remote}: the browser's own.
/// - {@code role}: what the gateway is in the DTLS handshake.
/// - {@code certificates}: one of these must be the browser's.
/// - Source: RFC 8839 §5.4, RFC 8842 §5, RFC 8122 §5.
public record BrowserLink(
        IceCredentials local,
        IceCredentials remote,
        DtlsRole role,
        List<CertificateFingerprint> certificates) {
    public BrowserLink {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("a browser has a certificate");
        }
    }
}
