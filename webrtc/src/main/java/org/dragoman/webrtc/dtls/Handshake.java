package org.dragoman.webrtc.dtls;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.ProtocolVersion;

/// What client and server have in common.
///
/// - {@code ending}: told when the browser says that it ends the association.
record Handshake(DtlsIdentity identity, Announced announced, Runnable ending) {
    /// A handshake that takes longer has failed.
    static final Duration LONGEST = Duration.ofSeconds(20);

    /// The first repetition; browsers take 50 ms, RFC 6347 §4.2.4.1 a second.
    static final Duration FIRST_REPETITION = Duration.ofMillis(200);

    static final short CLOSE_NOTIFY = 0; // RFC 5246 §7.2

    // RFC 8827 §6.5 names the first; the second is for browsers on machines without AES
    static int[] cipherSuites() {
        return new int[] {
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 // browsers with RSA certificates
        };
    }

    static ProtocolVersion[] versions() {
        return ProtocolVersion.DTLSv12.only();
    }

    /// Makes the handshake; what it gives goes on reading what the browser says afterwards.
    interface Party {
        SrtpProfiles.Keys keys();

        DTLSTransport shake(DatagramPipe pipe) throws IOException;
    }

    static <T> T due(Optional<T> what) {
        return what.orElseThrow(() -> new IllegalStateException("the handshake is not complete"));
    }
}
