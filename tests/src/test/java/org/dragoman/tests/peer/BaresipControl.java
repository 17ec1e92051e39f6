package org.dragoman.tests.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Baresip's control port: commands go in, events come out, each a JSON object in a netstring.
final class BaresipControl implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REPLY = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 1 << 20; // of a message
    private static final int EVENTS = 10_000; // of one instance

    private final Socket socket;
    private final InputStream in;
    private final Overheard<JsonNode> seen = new Overheard<>("baresip", EVENTS);
    private final AtomicInteger tokens = new AtomicInteger();

    private BaresipControl(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /// Connects, or nothing while the program does not listen yet.
    static Optional<BaresipControl> connect(String address) {
        var socket = new Socket();
        var port =
                new InetSocketAddress(InetAddress.ofLiteral(address), BaresipSettings.CONTROL_PORT);
        try {
            socket.connect(port, 1_000);
            var control = new BaresipControl(socket);
            Thread.ofVirtual().name("baresip-control").start(control::read);
            return Optional.of(control);
        } catch (IOException e) {
            close(socket);
            return Optional.empty();
        }
    }

    /// Gives a command and returns what it printed; fails when baresip could not carry it out.
    String command(String command, String parameters) {
        String token = "order-" + tokens.incrementAndGet();
        write(Map.of("command", command, "params", parameters, "token", token));
        var reply = await(REPLY, command, 0, m -> m.path("token").asText().equals(token));
        if (!reply.path("ok").asBoolean()) {
            throw new AssertionError("baresip refuses " + command + ": " + reply);
        }
        return reply.path("data").asText();
    }

    /// How many messages there were.
    int count() {
        return seen.count();
    }

    /// Whether there was a message that fits from a place on.
    boolean seen(int from, Predicate<JsonNode> fits) {
        return seen.has(from, fits);
    }

    /// Waits for the first message from a place on that fits.
    JsonNode await(Duration deadline, String what, int from, Predicate<JsonNode> fits) {
        return seen.await(deadline, what, from, fits);
    }

    private void write(Map<String, String> message) {
        try {
            String text = JSON.writeValueAsString(message);
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            socket.getOutputStream()
                    .write((bytes + ":" + text + ",").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("baresip's control connection is gone", e);
        }
    }

    private void read() {
        try {
            while (true) {
                seen.note(JSON.readTree(netstring()));
            }
        } catch (IOException e) {
            seen.note(JSON.createObjectNode().put("type", "DISCONNECTED")); // closed by either side
        }
    }

    // length in digits, a colon, as many bytes, a comma
    private byte[] netstring() throws IOException {
        int length = 0;
        for (int c = in.read(); c != ':'; c = in.read()) {
            if (c < '0' || c > '9' || length > MOST_BYTES) {
                throw new EOFException("no netstring");
            }
            length = 10 * length + c - '0';
        }
        byte[] text = in.readNBytes(length);
        if (text.length < length || in.read() != ',') {
            throw new EOFException("cut short");
        }
        return text;
    }

    @Override
    public void close() {
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
