package org.dragoman.webrtc.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Optional;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsUtils;

/// Our side where the browser says hello.
final class DtlsServer extends DefaultTlsServer implements Handshake.Party {
    private final Handshake handshake;
    private final Optional<DTLSRequest> hello;
    private int profile;
    private Optional<SrtpProfiles.Keys> keys = Optional.empty();

    /// - {@code hello}: the browser's, where it showed our cookie.
    DtlsServer(Handshake handshake, Optional<DTLSRequest> hello) {
        super(handshake.identity().crypto());
        this.handshake = handshake;
        this.hello = hello;
    }

    @Override
    public DTLSTransport shake(DatagramPipe pipe) throws IOException {
        var protocol = new DTLSServerProtocol();
        return hello.isPresent()
                ? protocol.accept(this, pipe, hello.get())
                : protocol.accept(this, pipe);
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
    protected TlsCredentialedSigner getECDSASignerCredentials() {
        return handshake.identity().credentials(context);
    }

    @Override
    @SuppressWarnings("rawtypes") // the library's
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        profile = SrtpProfiles.choose(extensions);
    }

    @Override
    @SuppressWarnings("rawtypes") // the library's
    public Hashtable getServerExtensions() throws IOException {
        var extensions =
                TlsExtensionsUtils.ensureExtensionsInitialised(super.getServerExtensions());
        SrtpProfiles.answer(extensions, profile);
        return extensions;
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(
                types, TlsUtils.getDefaultSupportedSignatureAlgorithms(context), null);
    }

    @Override
    public void notifyClientCertificate(Certificate shown) throws IOException {
        handshake.announced().check(shown);
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
