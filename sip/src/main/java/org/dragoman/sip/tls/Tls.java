package org.dragoman.sip.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.TlsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// TLS as the gateway speaks it: with one certificate of its own, and each peer's verified as that
/// peer is configured.
public final class Tls {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    /// The versions spoken, and of their cipher suites those with forward secrecy and authenticated
    /// encryption (RFC 9325 §4.2).
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    public static final List<String> CIPHERS =
            List.of(
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final LiveCertificate own;
    private final X509TrustManager authorities;
    private final SSLContext server;
    private final Map<String, SSLContext> towards = new ConcurrentHashMap<>(); // by peer name

    private Tls(LiveCertificate own, X509TrustManager authorities) throws GeneralSecurityException {
        this.own = own;
        this.authorities = authorities;
        this.server = context(new TrustManager[0]);
    }

    /// - Errors: IOException naming the file that cannot be read, and why.
    public static Tls of(TlsConfig config, InstantSource time) throws IOException {
        var own = LiveCertificate.of(config, time);
        try {
            var made = new Tls(own, authorities(config));
            LOG.atInfo()
                    .addKeyValue("event", "sip.certificate")
                    .addKeyValue("fingerprint", made.fingerprint())
                    .addKeyValue("from", own.file())
                    .log("SIP by TLS shows the certificate with this SHA-256 fingerprint");
            return made;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate or its key cannot be used for TLS", e);
        }
    }

    /// SHA-256 of our own certificate.
    public String fingerprint() {
        return own.fingerprint();
    }

    private static X509TrustManager authorities(TlsConfig config)
            throws GeneralSecurityException, IOException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(config.authorities().isEmpty() ? null : given(config));
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every JDK verifies certificates"));
    }

    private static @Nullable KeyStore given(TlsConfig config)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (var file : config.authorities()) {
            for (var authority : Identity.certificates(file)) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
        }
        return store;
    }

    private SSLContext context(TrustManager... trust) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(own.keyManagers(), trust, null);
        return context;
    }

    /// For those who connect to us.
    public SSLServerSocketFactory server() {
        return server.getServerSocketFactory();
    }

    /// For connections to a peer.
    public SSLSocketFactory towards(SipPeer peer) {
        return towards.computeIfAbsent(peer.name(), _ -> contextTowards(peer)).getSocketFactory();
    }

    private SSLContext contextTowards(SipPeer peer) {
        try {
            return context(new PeerTrust(peer, authorities));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what worked for the server works for a client", e);
        }
    }
}
