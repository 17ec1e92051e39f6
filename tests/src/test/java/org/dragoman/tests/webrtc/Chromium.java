package org.dragoman.tests.webrtc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.ChildProcess;
import org.dragoman.tests.peer.Peers;

/// A headless Chromium whose microphone plays a file, moved by its DevTools protocol.
final class Chromium implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildProcess process;
    private final WebSocket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final StringBuilder incoming = new StringBuilder(); // of the socket's thread

    /// - {@code microphone}: a WAV file, played again and again.
    Chromium(Path folder, Path microphone) {
        var data = folder.resolve("chromium");
        process =
                ChildProcess.start(
                        "chromium",
                        folder,
                        List.of(
                                Peers.CHROMIUM.path().toString(),
                                "--headless",
                                "--no-sandbox", // CI runs as root
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--user-data-dir=" + data,
                                "--remote-debugging-port=0",
                                "--autoplay-policy=no-user-gesture-required",
                                "--use-fake-ui-for-media-stream",
                                "--use-fake-device-for-media-stream",
                                "--use-file-for-fake-audio-capture=" + microphone,
                                "--allow-loopback-in-peer-connection",
                                "about:blank"));
        socket = connect(data.resolve("DevToolsActivePort"));
    }

    private WebSocket connect(Path place) {
        var lines =
                Await.value(
                        PATIENCE,
                        "Chromium to listen; it said:\n" + process.output(),
                        () -> Optional.of(read(place)).filter(l -> l.size() >= 2));
        var url = URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
        try {
            return HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(url, new Ear())
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("Chromium does not take orders:\n" + process.output(), e);
        }
    }

    private static List<String> read(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens a page in a window of its own.
    Page open(String url) {
        var target = order("Target.createTarget", "", Map.of("url", url)).get("targetId").asText();
        var attached =
                order("Target.attachToTarget", "", Map.of("targetId", target, "flatten", true));
        var page = new Page(target, attached.get("sessionId").asText());
        Await.until(
                PATIENCE,
                "the page to be loaded",
                () ->
                        page.run(
                                        "document.readyState == 'complete' && location.href != 'about:blank'")
                                .asBoolean());
        return page;
    }

    /// A page, and what is asked of it.
    final class Page implements AutoCloseable {
        private final String target;
        private final String session;

        private Page(String target, String session) {
            this.target = target;
            this.session = session;
        }

        /// The value of an expression; of a promise, what it promised.
        JsonNode run(String expression) {
            var answer =
                    order(
                            "Runtime.evaluate",
                            session,
                            Map.of(
                                    "expression", expression,
                                    "awaitPromise", true,
                                    "returnByValue", true));
            if (answer.has("exceptionDetails")) {
                throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
            }
            return answer.get("result").path("value");
        }

        /// The same with a text as the function's only argument.
        JsonNode call(String function, String argument) {
            try {
                return run(function + "(" + JSON.writeValueAsString(argument) + ")");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            order("Target.closeTarget", "", Map.of("targetId", target));
        }
    }

    private JsonNode order(String method, String session, Map<String, Object> parameters) {
        int number = numbers.incrementAndGet();
        ObjectNode order = JSON.createObjectNode().put("id", number).put("method", method);
        order.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            order.put("sessionId", session);
        }
        var answer = new CompletableFuture<JsonNode>();
        asked.put(number, answer);
        socket.sendText(order.toString(), true).join();
        try {
            var message = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (message.has("error")) {
                throw new AssertionError(method + ": " + message.get("error"));
            }
            return message.get("result");
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(method + " got no answer:\n" + process.output(), e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.close();
    }

    private final class Ear implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            incoming.append(part);
            if (last) {
                take(incoming.toString());
                incoming.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void take(String text) {
            try {
                var message = JSON.readTree(text);
                var waiting = Optional.ofNullable(asked.remove(message.path("id").asInt(-1)));
                waiting.ifPresent(w -> w.complete(message));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
