package org.dragoman.core.media;

import java.util.Arrays;
import java.util.Optional;

/// How the packets of a stream are encrypted and authenticated; the names are those of SDP.
///
/// - Source: RFC 4568 §6.2 (AES-CM), RFC 7714 §14.2 (GCM).
public enum SrtpSuite {
    AEAD_AES_256_GCM(32, 12),
    AEAD_AES_128_GCM(16, 12),
    AES_CM_128_HMAC_SHA1_80(16, 14),
    AES_CM_128_HMAC_SHA1_32(16, 14);

    private final int keyBytes;
    private final int saltBytes;

    SrtpSuite(int keyBytes, int saltBytes) {
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
    }

    /// Length of the master key, bytes.
    public int keyBytes() {
        return keyBytes;
    }

    /// Length of the master salt, bytes.
    public int saltBytes() {
        return saltBytes;
    }

    /// Whether encryption and authentication are one algorithm (RFC 7714).
    public boolean isAead() {
        return this == AEAD_AES_256_GCM || this == AEAD_AES_128_GCM;
    }

    /// The suite of this name; case counts (RFC 4568 §9.1).
    public static Optional<SrtpSuite> named(String name) {
        return Arrays.stream(values()).filter(s -> s.name().equals(name)).findFirst();
    }
}
