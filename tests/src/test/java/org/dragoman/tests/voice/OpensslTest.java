package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.LegCommand.Dial;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.core.testing.LegHarness;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.Security;
import org.dragoman.sip.SipConfig;
import org.dragoman.sip.SipEndpoint;
import org.dragoman.sip.SipListener;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.TlsConfig;
import org.dragoman.sip.Transport;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS as OpenSSL speaks it, on both sides of the gateway.
class OpensslTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Dial DIAL =
            new Dial(
                    CallRequest.of(
                            Party.ofNumber("100"),
                            Party.ofNumber("200"),
                            Optional.of(MediaDescription.of(Codec.PCMU))));

    private final String gateway = Loopback.next();
    private final String peer = Loopback.next();

    @TempDir private Path folder;

    private SipEndpoint endpoint(Security security) {
        var config =
                SipConfig.standard()
                        .withListeners(SipListener.tls(gateway, 5061))
                        .withTls(TlsConfig.in(folder.resolve("own")))
                        .withPeers(
                                SipPeer.of("peer", peer, 5061)
                                        .with()
                                        .transport(Transport.TLS)
                                        .security(security)
                                        .build());
        return new SipEndpoint(config, new Nobody(), Mappings.load(), InstantSource.system());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void s_client_is_answered(String version) throws IOException {
        var openssl = Peers.OPENSSL.path().toString();
        try (var endpoint = endpoint(Security.STANDARD)) {
            endpoint.start();
            var client =
                    new ProcessBuilder(
                                    openssl,
                                    "s_client",
                                    version,
                                    "-ign_eof",
                                    "-bind",
                                    peer + ":0",
                                    "-connect",
                                    gateway + ":5061")
                            .redirectErrorStream(true)
                            .start();
            try (var out = client.getOutputStream();
                    var in = client.inputReader(StandardCharsets.US_ASCII)) {
                out.write(options().getBytes(StandardCharsets.US_ASCII));
                out.flush();
                assertThat(until(in, "SIP/2.0 200 OK")).contains("CN = Dragoman gateway");
            } finally {
                client.destroy();
            }
        }
    }

    private String options() {
        return """
        OPTIONS sip:%1$s SIP/2.0
        Via: SIP/2.0/TLS %2$s:5061;branch=z9hG4bK-openssl
        Max-Forwards: 70
        From: <sip:me@%2$s>;tag=1
        To: <sip:%1$s>
        Call-ID: openssl
        CSeq: 1 OPTIONS
        Content-Length: 0

        """
                .formatted(gateway, peer)
                .replace("\n", "\r\n");
    }

    private static String until(BufferedReader in, String wanted) throws IOException {
        var all = new StringBuilder();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            all.append(line).append('\n');
            if (line.contains(wanted)) {
                return all.toString();
            }
        }
        throw new AssertionError("never came: " + wanted + " in\n" + all);
    }

    /// OpenSSL as the called server, with a certificate of its own.
    @Test
    void s_server_is_called_only_with_the_certificate_that_is_known() throws IOException {
        var openssl = Peers.OPENSSL.path().toString();
        var log = folder.resolve("server.log");
        var theirs = certificate();
        var server =
                new ProcessBuilder(
                                openssl,
                                "s_server",
                                "-quiet",
                                "-accept",
                                peer + ":5061",
                                "-cert",
                                theirs.folder().resolve("sip-certificate.pem").toString(),
                                "-key",
                                theirs.folder().resolve("sip-key.pem").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            Await.until(SOON, "the server", () -> listens());
            var wrong = Security.STANDARD.withFingerprint("00:".repeat(31) + "00");
            assertThat(causeOfCalling(wrong)).isEqualTo(41);
            assertThat(Files.readString(log)).doesNotContain("INVITE");
            assertThat(causeOfCalling(Security.STANDARD)).isEqualTo(41); // nobody vouches for it
            assertThat(Files.readString(log)).doesNotContain("INVITE");
            try (var endpoint = endpoint(Security.STANDARD.withFingerprint(theirs.fingerprint()))) {
                endpoint.start();
                dial(endpoint);
                Await.until(SOON, "the INVITE", () -> text(log).contains("INVITE sip:200@"));
            }
        } finally {
            server.destroy();
        }
    }

    private record Shown(Path folder, String fingerprint) {}

    // made by a gateway that is started for this alone
    private Shown certificate() throws IOException {
        var theirs = folder.resolve("theirs");
        var config =
                SipConfig.standard()
                        .withListeners(SipListener.tls(gateway, 5061))
                        .withTls(TlsConfig.in(theirs));
        try (var once =
                new SipEndpoint(config, new Nobody(), Mappings.load(), InstantSource.system())) {
            once.start();
            return new Shown(theirs, once.fingerprint().orElseThrow());
        }
    }

    private boolean listens() {
        try (var socket = new java.net.Socket(peer, 5061)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static LegHarness dial(SipEndpoint endpoint) {
        var harness = LegHarness.callee("peer", new FakeTime());
        harness.execute(endpoint.makeLeg(harness), DIAL);
        return harness;
    }

    private int causeOfCalling(Security security) throws IOException {
        try (var endpoint = endpoint(security)) {
            endpoint.start();
            return dial(endpoint).await(Released.class, SOON).cause().q850();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Nobody implements CallEntrance {
        @Override
        public <L extends CallLeg> Optional<L> open(String trunk, Function<LegContext, L> makeLeg) {
            return Optional.empty();
        }
    }
}
