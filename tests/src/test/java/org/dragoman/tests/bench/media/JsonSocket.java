package org.dragoman.tests.bench.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A WebSocket that carries JSON, one object a message.
final class JsonSocket implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE = 20; // seconds

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    JsonSocket(HttpClient client, URI uri, String protocol) throws IOException {
        try {
            socket =
                    client.newWebSocketBuilder()
                            .subprotocols(protocol)
                            .buildAsync(uri, new Ear())
                            .get(PATIENCE, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("no WebSocket at " + uri, e);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    void send(ObjectNode message) {
        socket.sendText(message.toString(), true).join();
    }

    /// The next message that is so; those before it are passed over.
    JsonNode await(String what, Predicate<JsonNode> isSo) throws IOException {
        try {
            while (true) {
                var message = Optional.ofNullable(heard.poll(PATIENCE, TimeUnit.SECONDS));
                var said = message.orElseThrow(() -> new IOException("no " + what));
                if (isSo.test(said)) {
                    return said;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    heard.add(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
