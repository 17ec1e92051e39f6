package org.dragoman.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.dragoman.core.link.WebSocketLink;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.sip.TlsConfig;
import org.dragoman.sip.tls.Fingerprint;
import org.dragoman.sip.tls.LiveCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebEdgeTest {
    private static final long PATIENCE = 20; // seconds
    private static final String CLOSED = NotedService.CLOSED;
    private static final String PATH = "/echo";

    @TempDir private Path temp;
    private final NotedService service = new NotedService();
    private final FakeTime time = new FakeTime();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    private WebEdge start(boolean secure, WebConfig.Limits limits, String... origins)
            throws IOException {
        return start(secure, limits, TlsConfig.in(temp.resolve("own")), origins);
    }

    private WebEdge start(boolean secure, WebConfig.Limits limits, TlsConfig tls, String... origins)
            throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var config =
                new WebConfig(
                        List.of(new WebConfig.Listener(address, secure)),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(origins),
                        limits);
        var certificate =
                secure
                        ? Optional.of(LiveCertificate.of(tls, time))
                        : Optional.<LiveCertificate>empty();
        WebEdge.Part part = routing -> routing.get("/part", (_, response) -> response.send("here"));
        return WebEdge.start(
                config,
                new WebEdge.Content(List.of(), Map.of(PATH, service), List.of(part)),
                certificate,
                time);
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void every_answer_says_what_browsers_shall_not_do() throws Exception {
        try (var edge = start(false, WebConfig.Limits.STANDARD)) {
            var there = get(edge.urls().getFirst() + "/part");
            var missing = get(edge.urls().getFirst() + "/nothing");
            assertThat(there.body()).isEqualTo("here");
            assertThat(missing.statusCode()).isEqualTo(404);
            for (var answer : List.of(there, missing)) {
                assertThat(answer.headers().firstValue("Content-Security-Policy"))
                        .hasValueSatisfying(p -> assertThat(p).contains("frame-ancestors 'none'"));
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .contains("nosniff");
            }
        }
    }

    @Test
    void who_asks_too_much_is_told_to_wait() throws Exception {
        try (var edge = start(false, new WebConfig.Limits(10, 10, 1))) {
            for (int i = 0; i < 10; i++) {
                assertThat(get(edge.urls().getFirst() + "/part").statusCode()).isEqualTo(200);
            }
            var refused = get(edge.urls().getFirst() + "/part");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            time.advance(Duration.ofSeconds(1));
            assertThat(get(edge.urls().getFirst() + "/part").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void messages_go_both_ways_and_an_end_is_told_once() throws Exception {
        try (var edge = start(false, WebConfig.Limits.STANDARD)) {
            var talk = Talk.open(http, edge.urls().getFirst() + PATH, "echo");
            talk.say("привет");
            assertThat(talk.hear()).isEqualTo("heard привет");
            talk.socket().sendText("in ", false).join();
            talk.socket().sendText("parts", true).join();
            assertThat(talk.hear()).isEqualTo("heard in parts");
            talk.socket().sendClose(1000, "").join();
            assertThat(talk.closed()).isEqualTo(1000);
            assertThat(heard(3)).containsExactly("привет", "in parts", CLOSED + 1000);
            assertThat(service.links.take().send("late")).isFalse();
        }
    }

    private List<String> heard(int count) throws InterruptedException {
        var all = new java.util.ArrayList<String>();
        while (all.size() < count) {
            var next = service.heard.poll(PATIENCE, TimeUnit.SECONDS);
            assertThat(next).as("after %s", all).isNotNull();
            all.add(next);
        }
        return all;
    }

    @Test
    void a_connection_that_breaks_off_is_told_too() throws Exception {
        try (var edge = start(false, WebConfig.Limits.STANDARD)) {
            for (boolean reset : new boolean[] {false, true}) {
                try (var socket = raw(edge, "http://" + host(edge))) {
                    assertThat(service.links.poll(PATIENCE, TimeUnit.SECONDS)).isNotNull();
                    socket.setSoLinger(reset, 0);
                }
                assertThat(heard(1)).containsExactly(CLOSED + WebSocketLink.LOST);
            }
        }
    }

    private static String host(WebEdge edge) {
        return URI.create(edge.urls().getFirst()).getAuthority();
    }

    /// A WebSocket by hand.
    private static Socket raw(WebEdge edge, String origin) throws IOException {
        var uri = URI.create(edge.urls().getFirst());
        var socket = new Socket(uri.getHost(), uri.getPort());
        var request =
                """
                GET %s HTTP/1.1\r
                Host: %s\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Origin: %s\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Protocol: other, echo\r
                \r
                """
                        .formatted(PATH, uri.getAuthority(), origin);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var answer = new byte[1_000];
        int length = socket.getInputStream().read(answer);
        assertThat(new String(answer, 0, length, StandardCharsets.US_ASCII))
                .contains("101", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") // RFC 6455 §1.3
                .contains("Sec-WebSocket-Protocol: echo");
        return socket;
    }

    @Test
    void pages_from_elsewhere_are_refused_unless_named() throws Exception {
        try (var edge = start(false, WebConfig.Limits.STANDARD, "https://shop.example")) {
            var url = edge.urls().getFirst() + PATH;
            Talk.open(http, url, "echo", "Origin", "https://shop.example");
            Talk.open(http, url, "echo", "Origin", edge.urls().getFirst());
            for (var origin : List.of("https://evil.example", "null", "https://" + host(edge))) {
                refused(403, () -> Talk.open(http, url, "echo", "Origin", origin));
            }
        }
    }

    @Test
    void what_is_not_spoken_here_is_refused() throws Exception {
        try (var edge = start(false, WebConfig.Limits.STANDARD)) {
            var url = edge.urls().getFirst();
            refused(400, () -> Talk.open(http, url + PATH, "sip"));
            refused(404, () -> Talk.open(http, url + "/other", "echo"));
        }
    }

    private static void refused(int status, Runnable opening) {
        assertThatThrownBy(opening::run)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(status));
    }

    @Test
    void too_long_too_much_and_too_many_are_refused_and_nobody_else_is_disturbed()
            throws Exception {
        try (var edge = start(false, new WebConfig.Limits(100, 3, 100))) {
            var url = edge.urls().getFirst() + PATH;
            var good = Talk.open(http, url, "echo");
            var tooLong = Talk.open(http, url, "echo");
            var flood = Talk.open(http, url, "echo");
            refused(429, () -> Talk.open(http, url, "echo"));
            tooLong.say("x".repeat(1_001));
            assertThat(tooLong.closed()).isEqualTo(WebSocketLink.TOO_BIG);
            for (int i = 0; i < 201; i++) {
                flood.socket().sendText("more", true).join();
            }
            assertThat(flood.closed()).isEqualTo(WebSocketLink.POLICY);
            good.say("still here");
            assertThat(good.hear()).isEqualTo("heard still here");
            assertThat(heard(203)) // 200 of the flood
                    .contains(CLOSED + WebSocketLink.TOO_BIG, CLOSED + WebSocketLink.POLICY);
            Talk.open(http, url, "echo"); // there is room again
        }
    }

    @Test
    void a_peer_that_reads_nothing_is_given_up() throws Exception {
        try (var edge = start(false, WebConfig.Limits.STANDARD);
                var _ = raw(edge, "http://" + host(edge))) {
            var link = service.links.poll(PATIENCE, TimeUnit.SECONDS);
            var much = "x".repeat(100_000);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
            while (link.send(much)) {
                assertThat(System.nanoTime()).isLessThan(end);
            }
            assertThat(heard(1)).containsExactly(CLOSED + WebSocketLink.LOST);
        }
    }

    @Test
    void the_operators_certificate_is_taken_when_it_changes() throws Exception {
        var first = TlsConfig.in(temp.resolve("first"));
        var second = TlsConfig.in(temp.resolve("second"));
        var certificate = temp.resolve("certificate.pem");
        var key = temp.resolve("key.pem");
        copy(first, certificate, key, 1);
        var tls = TlsConfig.in(temp).withCertificate(certificate, key);
        try (var edge = start(true, WebConfig.Limits.STANDARD, tls)) {
            var shown = edge.fingerprint().orElseThrow();
            assertThat(fingerprint(edge)).isEqualTo(shown);
            Files.writeString(certificate, "half wri");
            time.advance(Duration.ofSeconds(5));
            assertThat(fingerprint(edge)).isEqualTo(shown);
            copy(second, certificate, key, 2);
            time.advance(Duration.ofSeconds(5));
            assertThat(fingerprint(edge))
                    .isEqualTo(LiveCertificate.of(second, time).fingerprint())
                    .isNotEqualTo(shown)
                    .isEqualTo(edge.fingerprint().orElseThrow());
        }
    }

    private void copy(TlsConfig from, Path certificate, Path key, int version) throws IOException {
        LiveCertificate.of(from, time); // makes it
        for (var file : List.of(certificate, key)) {
            var made = from.folder().resolve("sip-" + file.getFileName());
            Files.copy(made, file, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(file, FileTime.fromMillis(version * 100_000L));
        }
    }

    /// Of the certificate that is shown to who connects.
    private static String fingerprint(WebEdge edge) throws Exception {
        var uri = URI.create(edge.urls().getFirst());
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new AnyCertificate()}, null);
        try (var socket =
                (SSLSocket) context.getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
            socket.startHandshake();
            var shown = socket.getSession().getPeerCertificates()[0];
            return Fingerprint.of((X509Certificate) shown);
        }
    }

    @Test
    void a_port_in_use_is_told_in_a_sentence() throws Exception {
        try (var edge = start(false, WebConfig.Limits.STANDARD)) {
            var uri = URI.create(edge.urls().getFirst());
            var listener =
                    new WebConfig.Listener(
                            new InetSocketAddress(uri.getHost(), uri.getPort()), false);
            var config =
                    new WebConfig(
                            List.of(listener),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            WebConfig.Limits.STANDARD);
            var nothing = new WebEdge.Content(List.of(), Map.of(), List.of());
            assertThatThrownBy(() -> WebEdge.start(config, nothing, Optional.empty(), time))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on " + uri.getAuthority());
        }
    }
}
