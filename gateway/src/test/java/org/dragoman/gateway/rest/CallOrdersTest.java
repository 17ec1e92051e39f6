package org.dragoman.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What programs order of calls, who may, and what is said to mistakes.
class CallOrdersTest {
    private static final String READER = ApiToken.random();
    private static final String CALLER = ApiToken.random();
    private static final String KNOWN = FakeControl.CALL.id();

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeControl control = new FakeControl();
    private RestServer server;
    private String all;

    @TempDir private Path temp;

    @BeforeEach
    void start() throws Exception {
        var folder = new StateFolder(temp.resolve("state"));
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var tokens =
                List.of(
                        new ApiToken("reader", ApiToken.hash(READER), Set.of(Scope.READ)),
                        new ApiToken("caller", ApiToken.hash(CALLER), Set.of(Scope.CALL)));
        server = RestServer.start(anyPort, control, tokens, folder);
        all = folder.read().orElseThrow().token();
    }

    @AfterEach
    void end() throws Exception {
        server.close();
        http.close();
    }

    private HttpResponse<String> post(String path, String token, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .POST(BodyPublishers.ofString(body))
                        .header("Authorization", "Bearer " + token)
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Test
    void what_is_ordered_reaches_the_calls() throws Exception {
        var call = "/api/v1/calls/" + KNOWN;
        var begun =
                post(
                        "/api/v1/calls",
                        all,
                        "{\"from\":\"1001\",\"to\":\"+74951234567\",\"callerId\":\"900\"}");
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(json.readTree(begun.body()).get("id").asText()).isEqualTo(KNOWN);
        assertThat(post(call + "/hold", all, "{}").statusCode()).isEqualTo(204);
        assertThat(post(call + "/resume", all, "{\"party\":\"caller\"}").statusCode())
                .isEqualTo(204);
        assertThat(post(call + "/digits", all, "{\"digits\":\"1#\"}").statusCode()).isEqualTo(204);
        assertThat(post(call + "/transfer", all, "{\"to\":\"sales\"}").statusCode()).isEqualTo(204);
        assertThat(control.ordered())
                .containsExactly(
                        "begin 1001 +74951234567 900",
                        "hold CALLEE",
                        "resume CALLER",
                        "digits CALLEE 1#",
                        "transfer CALLER sales");
    }

    private JsonNode drain(String method, String query) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/gateway/drain" + query))
                        .method(method, BodyPublishers.noBody())
                        .header("Authorization", "Bearer " + all)
                        .build();
        return json.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    @Test
    void the_gateway_is_drained_and_whoever_waits_hears_how_far_it_is() throws Exception {
        assertThat(post("/api/v1/gateway/drain", READER, "").statusCode()).isEqualTo(403);
        assertThat(drain("GET", "").get("draining").asBoolean()).isFalse();
        assertThat(drain("POST", "").get("callsLeft").asInt()).isOne();
        assertThat(drain("POST", "").get("draining").asBoolean()).isTrue();
        assertThat(drain("GET", "?seconds=8").get("callsLeft").asInt()).isZero();
        assertThat(drain("GET", "?seconds=9").get("field").asText()).isEqualTo("seconds");
        assertThat(drain("DELETE", "").get("draining").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/calls|{}|from",
                "/calls|{\"from\":\"1\"}|to",
                "/calls|{\"from\":\"1 2\",\"to\":\"2\"}|from",
                "/calls|{\"from\":1,\"to\":\"2\"}|from",
                "/calls|{\"from\":\"1\",\"to\":\"2\",\"too\":\"3\"}|too",
                "/calls|{\"from\":\"1\",\"to\":\"2\",\"callerId\":\"\"}|callerId",
                "/calls|[]|''",
                "/calls|nonsense|''",
                "/calls|{\"from\":\"1\",\"from\":\"2\",\"to\":\"3\"}|''",
                "/calls/0123456789ab/digits|{\"digits\":\"12x\"}|digits",
                "/calls/0123456789ab/hold|{\"party\":\"both\"}|party",
                "/calls/0123456789ab/transfer|{}|to"
            })
    void a_mistake_is_said_with_its_field(String path, String body, String field) throws Exception {
        var answer = post("/api/v1" + path, all, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        var said = json.readTree(answer.body());
        assertThat(said.get("field").asText()).isEqualTo(field);
        assertThat(said.get("error").asText()).endsWith(".");
        assertThat(control.ordered()).isEmpty();
    }

    @Test
    void random_bodies_are_refused_and_nothing_else() throws Exception {
        var random = new Random(7807);
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                var start = "{\"from\":\"".getBytes(StandardCharsets.UTF_8);
                System.arraycopy(start, 0, bytes, 0, Math.min(start.length, bytes.length));
            }
            try {
                assertThat(OrderReader.read(Orders.Begin.class, bytes)).isNotNull();
            } catch (OrderReader.Mistake mistake) {
                assertThat(mistake.view().error()).isNotEmpty();
            }
        }
    }

    @Test
    void a_token_is_good_for_its_scopes_alone() throws Exception {
        var body = "{\"from\":\"1\",\"to\":\"2\"}";
        assertThat(post("/api/v1/calls", CALLER, body).statusCode()).isEqualTo(202);
        var refused = post("/api/v1/calls", READER, body);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("www-authenticate").orElseThrow())
                .contains("insufficient_scope", "scope=\"call\"");
        assertThat(post("/api/v1/calls/" + KNOWN + "/hold", CALLER, "{}").statusCode())
                .isEqualTo(403);
        assertThat(post("/api/v1/calls", "wrong", body).statusCode()).isEqualTo(401);
        assertThat(post("/rest-api/call/find_all", READER, "{}").statusCode()).isEqualTo(200);
        assertThat(post("/rest-api/call/find_all", CALLER, "{}").statusCode()).isEqualTo(403);
        assertThat(control.ordered()).containsExactly("begin 1 2 -");
    }

    @Test
    @Timeout(60)
    void events_are_told_as_they_happen_until_the_listener_leaves() throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/events"))
                        .header("Authorization", "Bearer " + READER)
                        .build();
        var answer = http.send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
        try (var in =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(in.readLine()).isEqualTo(":");
            in.readLine();
            assertThat(control.followers()).hasSize(1);
            control.followers().getFirst().accept(event("ringing"));
            control.followers().getFirst().accept(event("answered"));
            assertThat(in.readLine()).isEqualTo("event: ringing");
            var data = json.readTree(in.readLine().substring("data: ".length()));
            assertThat(data.get("call").asText()).isEqualTo(KNOWN);
            in.readLine();
            assertThat(in.readLine()).isEqualTo("event: answered");
        }
    }

    @Test
    @Timeout(60)
    void a_slow_listener_is_let_go() throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/events"))
                        .header("Authorization", "Bearer " + READER)
                        .timeout(Duration.ofSeconds(50))
                        .build();
        var answer = http.send(request, BodyHandlers.ofInputStream());
        var follower = control.followers().getFirst();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
        while (!control.followers().isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            follower.accept(event("started")); // faster than anybody reads
        }
        answer.body().close();
        assertThat(control.followers()).isEmpty();
    }

    private static EventView event(String kind) {
        return new EventView(kind, KNOWN, "2026-01-02T03:04:05Z", "1001", "2002", 0, "");
    }
}
