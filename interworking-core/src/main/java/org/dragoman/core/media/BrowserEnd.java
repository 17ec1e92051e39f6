package org.dragoman.core.media;

import java.net.InetSocketAddress;
import java.util.List;

/// What a browser must be told of a port of ours before it can reach it.
///
/// - {@code ice}: the credentials its checks must show, until others are agreed
///   ({@link BrowserLink#local}).
/// - {@code candidates}: where it may send, the preferred one first.
/// - {@code certificate}: of what the gateway shows in the DTLS handshake.
/// - Source: RFC 8839, RFC 8842.
public record BrowserEnd(
        IceCredentials ice,
        List<InetSocketAddress> candidates,
        CertificateFingerprint certificate) {
    public BrowserEnd {
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("a port that can be reached has a candidate");
        }
    }
}
