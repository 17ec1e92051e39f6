package org.dragoman.webrtc.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Optional;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsServerCertificate;

/// Our side where we say hello.
final class DtlsClient extends DefaultTlsClient implements Handshake.Party {
    private final Handshake handshake;
    private int profile;
    private Optional<SrtpProfiles.Keys> keys = Optional.empty();

    DtlsClient(Handshake handshake) {
        super(handshake.identity().crypto());
        this.handshake = handshake;
    }

    @Override
    public DTLSTransport shake(DatagramPipe pipe) throws IOException {
        return new DTLSClientProtocol().connect(this, pipe);
    }

    @Override
    public SrtpProfiles.Keys keys() {
        return Handshake.due(keys);
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return Handshake.versions();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Handshake.cipherSuites();
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return (int) Handshake.LONGEST.toMillis();
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return (int) Handshake.FIRST_REPETITION.toMillis();
    }

    @Override
    @SuppressWarnings("rawtypes") // the library's
    public Hashtable getClientExtensions() throws IOException {
        var extensions =
                TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
        SrtpProfiles.offer(extensions);
        return extensions;
    }

    @Override
    @SuppressWarnings("rawtypes") // the library's
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        profile = SrtpProfiles.choose(extensions);
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
                handshake.announced().check(shown.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return handshake.identity().credentials(context);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        keys = Optional.of(SrtpProfiles.export(context, profile));
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        if (description == Handshake.CLOSE_NOTIFY) {
            handshake.ending().run();
        }
    }
}
