package org.dragoman.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.route.RouteQuery;
import org.dragoman.core.route.ServiceReply;
import org.dragoman.core.testing.FakeAskedCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Against the JDK's web server.
class HttpRouteServiceTest {
    private static final Duration LONG = Duration.ofSeconds(30); // a busy machine's

    private final CountDownLatch end = new CountDownLatch(1);
    private final CompletableFuture<String> asked = new CompletableFuture<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String body = "{}";
    private volatile boolean silent;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext(
                "/route",
                exchange -> {
                    var question = exchange.getRequestBody().readAllBytes();
                    asked.complete(
                            exchange.getRequestHeaders().getFirst("Authorization")
                                    + " "
                                    + new String(question, StandardCharsets.UTF_8));
                    if (silent) {
                        await(end);
                    }
                    var said = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, said.length == 0 ? -1 : said.length);
                    exchange.getResponseBody().write(said);
                    exchange.close();
                });
        server.start();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() {
        end.countDown();
        server.stop(0);
    }

    private ServiceReply ask(Duration patience) throws Exception {
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/route");
        var call = new FakeAskedCall(true);
        try (var service = new HttpRouteService("billing", url, patience, Optional.of("secret"))) {
            service.ask(call, query());
            return Objects.requireNonNull(call.replies().poll(LONG.toSeconds(), TimeUnit.SECONDS));
        }
    }

    private static RouteQuery query() {
        var request =
                CallRequest.of(
                        Party.ofNumber("100").withDisplayName("Anna"),
                        Party.of(TelephoneNumber.international("74951234567")),
                        Optional.of(MediaDescription.of(Codec.PCMA)));
        return RouteQuery.of(request, "shop", Instant.parse("2026-11-22T09:30:00Z"))
                .withProtocol("h323")
                .withSource(InetAddress.getLoopbackAddress());
    }

    @Test
    void the_call_is_told_and_the_answer_taken() throws Exception {
        body =
                """
                {"number": "495", "caller": "101", "callerName": "Shop",
                 "to": ["carrier", "spare strip 1 prefix 9"], "failoverOn": [34]}
                """;
        var reply = (ServiceReply.Advised) ask(LONG);
        assertThat(reply.advice().called()).contains("495");
        assertThat(reply.advice().calling()).contains("101");
        assertThat(reply.advice().callerName()).contains("Shop");
        assertThat(reply.advice().to()).extracting(t -> t.to()).containsExactly("carrier", "spare");
        assertThat(reply.advice().to().getLast().rewriteCalled().prefix()).isEqualTo("9");
        assertThat(reply.advice().failover()).containsExactly(34);

        var told = asked.join();
        assertThat(told).startsWith("Bearer secret {");
        var json = new ObjectMapper().readTree(told.substring("Bearer secret ".length()));
        assertThat(json.get("call").asText()).isEqualTo("0123456789ab");
        assertThat(json.get("from").asText()).isEqualTo("shop");
        assertThat(json.get("protocol").asText()).isEqualTo("h323");
        assertThat(json.get("source").asText()).isEqualTo("127.0.0.1");
        assertThat(json.at("/called/number").asText()).isEqualTo("74951234567");
        assertThat(json.at("/called/type").asText()).isEqualTo("international");
        assertThat(json.at("/calling/name").asText()).isEqualTo("Anna");
        assertThat(json.at("/codecs/0").asText()).isEqualTo("pcma");
        assertThat(json.get("at").asText()).isEqualTo("2026-11-22T09:30:00Z");
    }

    record Silence(int status, String body, String why) {}

    static final List<Silence> SILENCES =
            List.of(
                    new Silence(500, "", "status 500"),
                    new Silence(200, "hello", "its answer is not understood"),
                    new Silence(200, "[]", "no JSON object"),
                    new Silence(200, "{\"number\": \"seven\"}", "number is no number"),
                    new Silence(200, "{\"to\": 7}", "to is no list of peers"),
                    new Silence(200, "{\"to\": [\"a strip\"]}", "to is no list of peers"),
                    new Silence(200, "{\"refuse\": 200}", "a cause is 1 to 127"),
                    new Silence(200, "{\"callerName\": \"a\\nb\"}", "callerName is no name"),
                    new Silence(200, "{\"x\": \"" + "y".repeat(70_000) + "\"}", "says nothing"));

    @ParameterizedTest
    @FieldSource("SILENCES")
    void what_is_no_answer_is_silence(Silence c) throws Exception {
        status = c.status();
        body = c.body();
        assertThat(ask(LONG)).isInstanceOf(ServiceReply.Silent.class);
        assertThat(ask(LONG).why()).startsWith("billing says nothing (").contains(c.why());
    }

    @Test
    void a_refusal_and_an_empty_answer_are_answers() throws Exception {
        body = "{\"refuse\": 21}";
        assertThat(((ServiceReply.Advised) ask(LONG)).advice().refuse()).contains(21);
        body = "{}";
        assertThat(((ServiceReply.Advised) ask(LONG)).advice().to()).isEmpty();
    }

    @Test
    void nobody_waits_longer_than_the_operator_says() throws Exception {
        silent = true;
        assertThat(ask(Duration.ofMillis(200))).isInstanceOf(ServiceReply.Silent.class);
        server.stop(0);
        assertThat(ask(Duration.ofMillis(500))).isInstanceOf(ServiceReply.Silent.class);
    }
}
