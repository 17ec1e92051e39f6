package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dragoman.tests.browser.BrowserLab.ASTERISK_HERTZ;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dragoman.tests.peer.Browser.Look;
import org.junit.jupiter.api.Test;

/// Strangers do all they can to the web server while a page talks to Asterisk: they are refused as
/// the protocols say, and the call lives on.
@UsesBrowserLab
class WebAbuseTest {
    private static final String CALLS = "dragoman.calls.v1";
    private static final int POLICY = 1008; // RFC 6455 §7.4.1
    private static final int TOO_BIG = 1009;
    private static final long PATIENCE = 30; // seconds

    /// A stranger's WebSocket: what it was told, and how it ended.
    private static final class Stranger implements WebSocket.Listener {
        private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                told.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String why) {
            closed.complete(status);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.complete(-1); // broken off
        }

        String hear() throws InterruptedException {
            var next = told.poll(PATIENCE, TimeUnit.SECONDS);
            assertThat(next).as("an answer").isNotNull();
            return next;
        }

        int end() throws Exception {
            return closed.get(PATIENCE, TimeUnit.SECONDS);
        }
    }

    private static WebSocket open(HttpClient http, BrowserLab lab, Stranger as, String origin) {
        return http.newWebSocketBuilder()
                .subprotocols(CALLS)
                .header("Origin", origin)
                .buildAsync(URI.create(lab.plainWeb().replace("http", "ws") + "/api/v1/ws"), as)
                .join();
    }

    /// Sends until the gateway has enough, which ends what is still being sent.
    private static void send(WebSocket socket, Stranger as, String message, int times) {
        try {
            for (int i = 0; i < times && !as.closed.isDone(); i++) {
                socket.sendText(message, true).join();
            }
        } catch (CompletionException enough) {
            assertThat(as.closed.isDone() || socket.isOutputClosed())
                    .as(enough.toString())
                    .isTrue();
        }
    }

    @Test
    void strangers_are_refused_and_a_call_lives_on(BrowserLab lab) throws Exception {
        var number = lab.number("10");
        try (var page = lab.softphone(lab.account(), Look.PHONE);
                var http = HttpClient.newHttpClient()) {
            BrowserLab.dial(page, "0" + number);
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);

            malformedMessagesAreToldWhatIsWrongAndEndAtLast(lab, http);
            floodsEnd(lab, http);
            pagesFromElsewhereAreRefused(lab, http);

            page.awaitText("#talk-state", "Talking");
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            page.click("#hold");
            page.awaitText("#talk-state", "On hold");
            page.click("#hangup");
            lab.awaitQuiet(number, Duration.ofSeconds(5));
        }
    }

    private static void malformedMessagesAreToldWhatIsWrongAndEndAtLast(
            BrowserLab lab, HttpClient http) throws Exception {
        var stranger = new Stranger();
        var socket = open(http, lab, stranger, lab.plainWeb());
        assertThat(stranger.hear()).contains("\"hello\"");
        for (var message :
                new String[] {
                    "{", "[1]", "{\"type\":\"nothing\"}", "{\"type\":\"login\"}", "\u0000", "{}{}"
                }) {
            socket.sendText(message, true).join();
            assertThat(stranger.hear()).as(message).contains("\"type\":\"error\"");
        }
        send(socket, stranger, "{\"type\":\"call\",\"call\":\"c\"", 60);
        assertThat(stranger.end()).isEqualTo(POLICY);
        var other = new Stranger();
        send(open(http, lab, other, lab.plainWeb()), other, "x".repeat(90_000), 1);
        assertThat(other.end()).isEqualTo(TOO_BIG);
    }

    private static void floodsEnd(BrowserLab lab, HttpClient http) throws Exception {
        for (int i = 0; i < 5; i++) {
            var stranger = new Stranger();
            var socket = open(http, lab, stranger, lab.plainWeb());
            send(socket, stranger, "{\"type\":\"ping\"}", 5_000);
            assertThat(stranger.end()).isIn(POLICY, -1); // it may write while we close
        }
    }

    private static void pagesFromElsewhereAreRefused(BrowserLab lab, HttpClient http)
            throws Exception {
        assertThatThrownBy(() -> open(http, lab, new Stranger(), "https://evil.example"))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(403));
        var asked =
                HttpRequest.newBuilder(URI.create(lab.plainWeb() + "/api/v1/calls"))
                        .header("Origin", "https://evil.example")
                        .build();
        var answer = http.send(asked, HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(403);
    }
}
