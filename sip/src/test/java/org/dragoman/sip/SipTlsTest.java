package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.x509.GeneralName;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.LegCommand.Dial;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.Party;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SIP by TLS: who is believed, and what is shown.
class SipTlsTest {
    @TempDir private Path folder;

    private static final Dial DIAL =
            new Dial(
                    CallRequest.of(
                            Party.ofNumber("100"),
                            Party.ofNumber("200"),
                            Optional.of(SipCallTest.G711)));

    private static void reaches(Pair pair) {
        try (pair) {
            pair.leg().does(DIAL);
            pair.atBob.next().hears(Offered.class);
        }
    }

    private static void doesNotReach(Pair pair) {
        try (pair) {
            var leg = pair.leg().does(DIAL);
            assertThat(leg.hears(Released.class).cause().q850()).isEqualTo(41);
            assertThat(pair.bob.load()).isZero();
        }
    }

    private static UnaryOperator<SipPeerChange> trust(Security security) {
        return p -> p.security(security);
    }

    private static Pair to(GeneralName name, UnaryOperator<SipPeerChange> aboutBob) {
        return Pair.secure(_ -> TestAuthority.INSTANCE.tls(name), aboutBob, p -> p);
    }

    @Test
    void aCertificateOfABelievedAuthorityForTheHostIsTaken() {
        reaches(Pair.secure(p -> p, p -> p));
        var domain = new GeneralName(GeneralName.dNSName, "Carrier.example");
        reaches(to(domain, p -> p.domain("carrier.example")));
        var uri = new GeneralName(GeneralName.uniformResourceIdentifier, "sip:carrier.example");
        reaches(to(uri, p -> p.domain("carrier.example")));
    }

    /// RFC 5922 §7.2: no wildcards, no URIs with a user, no other host.
    @ParameterizedTest
    @ValueSource(strings = {"other.example", "*.example", "carrier.example.org"})
    void aCertificateForSomebodyElseIsNot(String name) {
        var domain = new GeneralName(GeneralName.dNSName, name);
        doesNotReach(to(domain, p -> p.domain("carrier.example")));
    }

    @Test
    void aCertificateOfSomeoneUnknownIsNot() {
        var other = new TestAuthority();
        doesNotReach(
                Pair.secure(
                        host -> other.tls(host).withAuthorities(TestAuthority.INSTANCE.authority()),
                        p -> p,
                        p -> p));
        reaches(
                Pair.secure(
                        host -> other.tls(host).withAuthorities(TestAuthority.INSTANCE.authority()),
                        trust(Security.STANDARD.withVerify(Security.Verify.OFF)),
                        p -> p));
    }

    @Test
    void aCertificateIsKnownByItsFingerprint() throws IOException {
        var own = TlsConfig.in(folder.resolve("own"));
        var fingerprint = fingerprintOf(own);
        reaches(
                Pair.secure(
                        _ -> own, trust(Security.STANDARD.withFingerprint(fingerprint)), p -> p));
        var wrong = fingerprint.substring(0, fingerprint.length() - 2) + "00";
        doesNotReach(
                Pair.secure(_ -> own, trust(Security.STANDARD.withFingerprint(wrong)), p -> p));
    }

    private static String fingerprintOf(TlsConfig tls) throws IOException {
        try (var endpoint = endpoint(Pair.host(), tls)) {
            endpoint.start();
            return endpoint.fingerprint().orElseThrow();
        }
    }

    private static SipEndpoint endpoint(String host, TlsConfig tls) {
        var config =
                SipConfig.standard()
                        .withListeners(SipListener.tls(host, 5061))
                        .withTls(tls)
                        .withPeers(SipPeer.of("here", "127.0.0.1", 5061));
        return new SipEndpoint(config, new NoEntrance(), Pair.MAPPINGS, Instant::now);
    }

    @Test
    void itsOwnCertificateIsMadeOnceAndForItsEyesOnly() throws IOException {
        var tls = TlsConfig.in(folder.resolve("made"));
        var first = fingerprintOf(tls);
        assertThat(first).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(fingerprintOf(tls)).isEqualTo(first);
        try (var files = Files.list(tls.folder())) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(
                            f ->
                                    assertThat(
                                                    PosixFilePermissions.toString(
                                                            Files.getPosixFilePermissions(f)))
                                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        var nonsense = Files.writeString(folder.resolve("nonsense.pem"), "-----BEGIN X-----\nq\n");
        var good = TestAuthority.INSTANCE.tls("127.0.0.1");
        var other = TestAuthority.INSTANCE.tls("127.0.0.1");
        var missing = folder.resolve("missing.pem");
        var certificate = good.certificate().orElseThrow();
        for (var tls :
                java.util.List.of(
                        good.withCertificate(nonsense, good.key().orElseThrow()),
                        good.withCertificate(certificate, nonsense),
                        good.withCertificate(certificate, other.key().orElseThrow()),
                        good.withAuthorities(nonsense),
                        good.withAuthorities(missing))) {
            var endpoint = endpoint(Pair.host(), tls);
            assertThatThrownBy(endpoint::start).isInstanceOf(IOException.class);
            endpoint.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsAreSpoken(String version) throws Exception {
        var host = Pair.host();
        try (var endpoint = endpoint(host, TestAuthority.INSTANCE.tls(host))) {
            endpoint.start();
            try (var socket = connect(host, version)) {
                assertThat(socket.getSession().getProtocol()).isEqualTo(version);
                socket.getOutputStream()
                        .write(
                                """
                                OPTIONS sip:%1$s;transport=tls SIP/2.0
                                Via: SIP/2.0/TLS 127.0.0.1:5061;branch=z9hG4bK-1
                                Max-Forwards: 70
                                From: <sip:me@127.0.0.1>;tag=1
                                To: <sip:%1$s>
                                Call-ID: options
                                CSeq: 1 OPTIONS
                                Content-Length: 0

                                """
                                        .formatted(host)
                                        .replace("\n", "\r\n")
                                        .getBytes(StandardCharsets.US_ASCII));
                var answer = new byte[12];
                assertThat(socket.getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);
                assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("SIP/2.0 200 ");
            }
        }
    }

    @Test
    void olderVersionsAreNot() throws Exception {
        var host = Pair.host();
        try (var endpoint = endpoint(host, TestAuthority.INSTANCE.tls(host))) {
            endpoint.start();
            assertThatThrownBy(() -> connect(host, "TLSv1.1")).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void aStrangerIsHungUpOnBeforeAHandshake() throws Exception {
        var host = Pair.host();
        try (var endpoint = endpoint(host, TestAuthority.INSTANCE.tls(host));
                var stranger = new java.net.Socket()) {
            endpoint.start();
            stranger.bind(new InetSocketAddress("127.0.0.2", 0));
            stranger.connect(new InetSocketAddress(host, 5061));
            stranger.setSoTimeout(10_000);
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static SSLSocket connect(String host, String version)
            throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket();
        socket.setEnabledProtocols(new String[] {version});
        socket.bind(new InetSocketAddress("127.0.0.1", 0));
        socket.connect(new InetSocketAddress(host, 5061));
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    static final class NoEntrance implements org.dragoman.core.call.CallEntrance {
        @Override
        public <L extends org.dragoman.core.call.CallLeg> Optional<L> open(
                String trunk,
                java.util.function.Function<org.dragoman.core.call.LegContext, L> makeLeg) {
            return Optional.empty();
        }
    }
}
