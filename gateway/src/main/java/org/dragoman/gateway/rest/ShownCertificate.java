package org.dragoman.gateway.rest;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.dragoman.sip.tls.Fingerprint;

/// Judges the certificate that a gateway shows: by its fingerprint where one is given, else as
/// browsers do, by the authorities this machine believes and the host's name. Where it is refused
/// it says why, and what to do.
final class ShownCertificate extends X509ExtendedTrustManager {
    private final Optional<String> wanted;
    private final X509ExtendedTrustManager authorities;
    private volatile Optional<String> refused = Optional.empty();

    private ShownCertificate(Optional<String> wanted, X509ExtendedTrustManager authorities) {
        this.wanted = wanted;
        this.authorities = authorities;
    }

    /// - {@code fingerprint}: SHA-256, as {@link Fingerprint} writes it.
    static ShownCertificate judgedBy(Optional<String> fingerprint) {
        return new ShownCertificate(fingerprint, ofThisMachine());
    }

    private static X509ExtendedTrustManager ofThisMachine() {
        try {
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null); // the JDK's word for: those of this machine
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK knows authorities", e);
        }
    }

    SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /// Why the last one was not believed, in words.
    Optional<String> refused() {
        return refused;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
            throws CertificateException {
        var shown = Fingerprint.of(chain[0]);
        if (wanted.isPresent()) {
            if (!wanted.get().equals(shown)) {
                refused =
                        Optional.of(
                                "it shows another certificate than --fingerprint says; its own is\n  "
                                        + shown);
                throw new CertificateException("another fingerprint");
            }
            return;
        }
        try {
            authorities.checkServerTrusted(chain, kind, engine);
        } catch (CertificateException e) {
            refused =
                    Optional.of(
                            ("no authority that this machine believes vouches for its certificate"
                                            + " under that name. A gateway prints the fingerprint of"
                                            + " its own certificate at its start; if it is this"
                                            + " one, add\n  --fingerprint %s")
                                    .formatted(shown));
            throw e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
            throws CertificateException {
        throw new CertificateException("only engines are used");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind)
            throws CertificateException {
        throw new CertificateException("without a connection there is no host's name");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
            throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind)
            throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
