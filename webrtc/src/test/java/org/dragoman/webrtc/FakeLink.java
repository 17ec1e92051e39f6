package org.dragoman.webrtc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.dragoman.core.link.WebSocketLink;

/// A WebSocket without a network: remembers what the page is told.
final class FakeLink implements WebSocketLink {
    private static final JsonMapper JSON = new JsonMapper();

    private final InetSocketAddress remote;
    private final Deque<JsonNode> sent = new ArrayDeque<>();
    private Optional<Integer> closed = Optional.empty();

    FakeLink(String address) {
        remote = new InetSocketAddress(address, 50_000);
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public InetSocketAddress local() {
        return new InetSocketAddress("192.0.2.1", 8_443);
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public boolean send(String message) {
        try {
            sent.add(JSON.readTree(message));
        } catch (JsonProcessingException e) {
            throw new AssertionError(message, e);
        }
        return closed.isEmpty();
    }

    @Override
    public void close(int status, String why) {
        closed = closed.or(() -> Optional.of(status));
    }

    Optional<Integer> closed() {
        return closed;
    }

    /// The next message, which must be there and of this type.
    JsonNode take(String type) {
        var next = sent.poll();
        if (next == null || !next.path("type").textValue().equals(type)) {
            throw new AssertionError("expected " + type + ", got " + next + ", then " + sent);
        }
        return next;
    }

    boolean isQuiet() {
        return sent.isEmpty();
    }

    @Override
    public String toString() {
        return sent.toString();
    }
}
