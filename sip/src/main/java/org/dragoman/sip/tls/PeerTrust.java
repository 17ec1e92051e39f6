package org.dragoman.sip.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.X509TrustManager;
import org.dragoman.sip.SipPeer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Verifies the certificate of one peer that we connect to, as it is configured.
final class PeerTrust implements X509TrustManager {
    private static final Logger LOG = LoggerFactory.getLogger(PeerTrust.class);

    private final SipPeer peer;
    private final X509TrustManager authorities;

    PeerTrust(SipPeer peer, X509TrustManager authorities) {
        this.peer = peer;
        this.authorities = authorities;
    }

    private void verify(X509Certificate[] chain, String kind) throws CertificateException {
        try {
            switch (peer.security().verify()) {
                case OFF -> {}
                case CA -> verifyByAuthority(chain, kind);
                case FINGERPRINT -> verifyFingerprint(chain[0]);
            }
        } catch (CertificateException e) {
            LOG.atWarn()
                    .addKeyValue("event", "sip.certificate_refused")
                    .addKeyValue("peer", peer.name())
                    .addKeyValue("fingerprint", Fingerprint.of(chain[0]))
                    .addKeyValue("reason", e.getMessage())
                    .log("the peer's certificate is not what is configured: no connection");
            throw e;
        }
    }

    private void verifyByAuthority(X509Certificate[] chain, String kind)
            throws CertificateException {
        authorities.checkServerTrusted(chain, kind);
        var hosts = new TreeSet<>(Set.of(peer.host()));
        peer.domain().ifPresent(hosts::add);
        if (!Names.isFor(chain[0], hosts)) {
            throw new CertificateException(
                    "it is for %s, not for %s (RFC 5922 §7.2)"
                            .formatted(Names.of(chain[0]), hosts));
        }
    }

    private void verifyFingerprint(X509Certificate certificate) throws CertificateException {
        var wanted = peer.security().fingerprint().orElseThrow();
        if (!Fingerprint.of(certificate).equals(wanted)) {
            throw new CertificateException("its fingerprint is not " + wanted);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind)
            throws CertificateException {
        verify(chain, kind);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind)
            throws CertificateException {
        throw new CertificateException("whoever connects is known by its address");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
