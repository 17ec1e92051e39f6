package org.dragoman.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.gateway.rest.ApiToken;
import org.dragoman.gateway.rest.EventView;
import org.dragoman.gateway.rest.FakeControl;
import org.dragoman.gateway.rest.OpenApi;
import org.dragoman.gateway.rest.RestRoutes;
import org.dragoman.gateway.rest.Scope;
import org.dragoman.sip.TlsConfig;
import org.dragoman.sip.tls.LiveCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// REST where browsers are served too: by HTTPS, for tokens of the configuration alone, and from
/// no page that the operator has not named.
class RestOnWebTest {
    private static final String SHOP = "https://shop.example";
    private static final String CALLS = "/api/v1/calls";
    private static final Duration LIFE = Duration.ofDays(30);
    private static final String BEGIN = "{\"from\":\"1001\",\"to\":\"2002\"}";

    @TempDir private Path temp;
    private final FakeTime time = new FakeTime();
    private final FakeControl control = new FakeControl();
    private HttpClient http;
    private WebEdge edge;

    /// The token of a scope is its word.
    private static ApiToken token(Scope scope) {
        return new ApiToken(scope.word(), ApiToken.hash(scope.word()), Set.of(scope));
    }

    @BeforeEach
    void start() throws Exception {
        var end = Optional.of(time.instant().plus(LIFE));
        var tokens =
                List.of(
                        token(Scope.READ),
                        token(Scope.CALL),
                        token(Scope.CONTROL),
                        token(Scope.RECORDS),
                        new ApiToken("short", ApiToken.hash("short"), Set.of(Scope.READ), end));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var config =
                new WebConfig(
                        List.of(new WebConfig.Listener(address, true)),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(SHOP),
                        WebConfig.Limits.STANDARD);
        WebEdge.Part rest = new RestRoutes(control, tokens, time)::accept;
        edge =
                WebEdge.start(
                        config,
                        new WebEdge.Content(List.of(), Map.of(), List.of(rest)),
                        Optional.of(LiveCertificate.of(TlsConfig.in(temp), time)),
                        time);
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new AnyCertificate()}, null);
        http = HttpClient.newBuilder().sslContext(context).build();
    }

    @AfterEach
    void end() {
        edge.close();
        http.shutdownNow();
        http.close();
    }

    private URI uri(String path) {
        return URI.create(edge.urls().getFirst() + path);
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static BodyPublisher body(String text) {
        return text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text);
    }

    /// docs/api.md: what each scope lets.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/api/v1/gateway|''|read|200",
                "GET|/api/v1/calls|''|read|200",
                "GET|/api/v1/accounts|''|read|200",
                "GET|/api/v1/records?limit=1|''|records|200",
                "GET|/api/v1/records/0123456789ab|''|records|200",
                "POST|/api/v1/calls|{\"from\":\"1001\",\"to\":\"2002\"}|call|202",
                "POST|/api/v1/calls/0123456789ab/hold|{}|control|204",
                "DELETE|/api/v1/calls/0123456789ab|''|control|204",
                "POST|/rest-api/call/find_all|{}|read|200",
                "POST|/rest-api/call/startup|{\"sipLogin\":\"1001\",\"callee\":\"2002\"}|call|200",
                "POST|/rest-api/call/terminate|{\"callId\":\"0123456789ab\"}|control|200"
            })
    void a_token_is_good_for_its_scope_and_no_other(
            String method, String path, String body, String scope, int status) throws Exception {
        for (var given : Scope.values()) {
            var answer = send(request(path, given.word()).method(method, body(body)));
            if (given.word().equals(scope)) {
                assertThat(answer.statusCode()).isEqualTo(status);
            } else {
                assertThat(answer.statusCode()).as(given.word()).isEqualTo(403);
                assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                        .contains("insufficient_scope", "scope=\"" + scope + "\"");
            }
        }
    }

    @Test
    void who_has_no_token_or_a_wrong_one_is_told_nothing() throws Exception {
        var without = send(HttpRequest.newBuilder(uri(CALLS)));
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        for (var token : List.of("wrong", "", "read ".repeat(1_000))) {
            var answer = send(request(CALLS, token));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(control.ordered()).isEmpty();
    }

    @Test
    void a_token_that_has_expired_is_good_for_nothing() throws Exception {
        assertThat(send(request(CALLS, "short")).statusCode()).isEqualTo(200);
        time.advance(LIFE.minusMillis(1));
        assertThat(send(request(CALLS, "short")).statusCode()).isEqualTo(200);
        time.advance(Duration.ofMillis(1));
        var late = send(request(CALLS, "short"));
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(late.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("invalid_token");
        assertThat(send(request(CALLS, "read")).statusCode()).isEqualTo(200);
    }

    @Test
    @Timeout(60)
    void events_are_told_as_they_happen() throws Exception {
        var events = request("/api/v1/events", "read").build();
        var answer = http.send(events, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
        try (var in =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(in.readLine()).isEqualTo(":");
            in.readLine();
            var id = FakeControl.CALL.id();
            control.followers()
                    .getFirst()
                    .accept(
                            new EventView(
                                    "answered", id, "2026-01-02T03:04:05Z", "1001", "2002", 0, ""));
            assertThat(in.readLine()).isEqualTo("event: answered");
            assertThat(in.readLine()).startsWith("data: {").contains("\"from\":\"1001\"");
        }
        assertThat(send(request("/api/v1/events", "control")).statusCode()).isEqualTo(403);
    }

    @Test
    void a_page_of_a_named_origin_may_use_it() throws Exception {
        var asked =
                send(
                        HttpRequest.newBuilder(uri(CALLS))
                                .method("OPTIONS", BodyPublishers.noBody())
                                .header("Origin", SHOP)
                                .header("Access-Control-Request-Method", "POST")
                                .header("Access-Control-Request-Headers", "authorization"));
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("POST", "DELETE");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("authorization");
        var begun = send(request(CALLS, "call").header("Origin", SHOP).POST(body(BEGIN)));
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(begun.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
        assertThat(begun.headers().firstValue("Vary")).contains("Origin");
        var own = request(CALLS, "read").header("Origin", edge.urls().getFirst());
        assertThat(send(own).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://shop.example.evil.example"})
    void a_page_from_elsewhere_is_refused_with_a_good_token_too(String origin) throws Exception {
        for (var method : List.of("OPTIONS", "POST")) {
            var answer =
                    send(
                            request(CALLS, "call")
                                    .header("Origin", origin)
                                    .header("Access-Control-Request-Method", "POST")
                                    .method(method, body(BEGIN)));
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        }
        assertThat(control.ordered()).isEmpty();
    }

    /// {@link org.dragoman.gateway.rest.RestServer} answers by the same routes, and its tests hold
    /// the description to every answer; here it is the same, and every path of it is there.
    @Test
    void the_description_is_the_same_here_and_every_path_of_it_answers() throws Exception {
        var json = new ObjectMapper();
        var served = json.readTree(send(request("/api/v1/openapi.json", "read")).body());
        assertThat(served).isEqualTo(json.readTree(OpenApi.text()));
        for (var path : served.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var method = operation.getKey().toUpperCase(Locale.ROOT);
                var url = "/api/v1" + path.getKey().replace("{id}", "0123456789ab");
                var stranger = send(request(url, "wrong").method(method, body("")));
                assertThat(stranger.statusCode()).as(method + " " + url).isEqualTo(401);
                if (path.getKey().equals("/events")) {
                    continue; // has a test of its own: it never ends
                }
                var scope = operation.getValue().get("x-scope").asText();
                var known = send(request(url, scope).method(method, body("")));
                assertThat(operation.getValue().at("/responses/" + known.statusCode()).isObject())
                        .as("%s %s: %d", method, url, known.statusCode())
                        .isTrue();
            }
        }
    }

    /// The answer is there before the body has been read: a client may be told by 413, or by a
    /// connection that is closed while it still writes.
    @Test
    void too_long_a_body_is_refused() throws Exception {
        try {
            var answer = send(request(CALLS, "call").POST(body("{".repeat(100 * 1024))));
            assertThat(answer.statusCode()).isEqualTo(413);
        } catch (IOException closed) {
            assertThat(closed).hasMessageNotContaining("timed out");
        }
        assertThat(control.ordered()).isEmpty();
        assertThat(send(request(CALLS, "read")).statusCode()).isEqualTo(200);
    }
}
