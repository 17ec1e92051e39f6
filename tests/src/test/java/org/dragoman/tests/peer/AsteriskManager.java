package org.dragoman.tests.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Asterisk's manager interface: orders go in, events come out, so that a test waits for what
/// happens instead of guessing how long it takes.
final class AsteriskManager implements AutoCloseable {
    static final int PORT = 5038;
    static final String USER = "tests";
    static final String SECRET = "on-loopback-only";

    private static final int EVENTS = 200_000; // of one instance in one run
    private static final Duration REPLY = Duration.ofSeconds(10);

    /// A response or an event: its fields, and the lines of a command's output.
    record Message(Map<String, String> fields, List<String> output) {
        String field(String name) {
            return fields.getOrDefault(name, "");
        }

        boolean is(String event) {
            return field("Event").equals(event);
        }
    }

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;
    private final Overheard<Message> seen = new Overheard<>("Asterisk", EVENTS);
    private final AtomicInteger actions = new AtomicInteger();

    private AsteriskManager(Socket socket) throws IOException {
        this.socket = socket;
        this.in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.out = socket.getOutputStream();
    }

    /// Connects, or nothing while the program does not listen yet.
    static Optional<AsteriskManager> connect(String address) {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), PORT), 1_000);
            AsteriskManager manager = new AsteriskManager(socket);
            manager.in.readLine(); // the greeting
            Thread.ofVirtual().name("asterisk-manager").start(manager::read);
            manager.order("Login", Map.of("Username", USER, "Secret", SECRET));
            return Optional.of(manager);
        } catch (IOException e) {
            close(socket);
            return Optional.empty();
        }
    }

    /// Gives an order and waits for the response; fails when it was not carried out.
    Message order(String action, Map<String, String> fields) {
        String id = action + "-" + actions.incrementAndGet();
        StringBuilder text =
                new StringBuilder("Action: " + action + "\r\nActionID: " + id + "\r\n");
        fields.forEach((key, value) -> text.append(key).append(": ").append(value).append("\r\n"));
        write(text.append("\r\n").toString());
        Message response =
                await(
                        REPLY,
                        action,
                        m -> m.fields.containsKey("Response") && m.field("ActionID").equals(id));
        if (response.field("Response").equals("Error")) {
            throw new AssertionError(
                    "Asterisk refuses " + action + ": " + response.field("Message"));
        }
        return response;
    }

    /// Runs a command of the command line and returns what it printed.
    List<String> command(String command) {
        return order("Command", Map.of("Command", command)).output;
    }

    /// Waits for the first message, from the beginning of the run, that fits.
    Message await(Duration deadline, String what, Predicate<Message> fits) {
        return seen.await(deadline, what, 0, fits);
    }

    private void write(String text) {
        try {
            synchronized (out) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Asterisk's manager connection is gone", e);
        }
    }

    private void read() {
        try {
            Map<String, String> fields = new HashMap<>();
            List<String> output = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    seen.note(new Message(Map.copyOf(fields), List.copyOf(output)));
                    fields.clear();
                    output.clear();
                } else {
                    take(line, fields, output);
                }
            }
        } catch (IOException e) {
            seen.note(
                    new Message(
                            Map.of("Event", "Disconnected"), List.of())); // closed by either side
        }
    }

    private static void take(String line, Map<String, String> fields, List<String> output) {
        String[] parts = line.split(": ?", 2);
        if (parts.length == 2 && parts[0].equals("Output")) {
            output.add(parts[1]);
        } else if (parts.length == 2) {
            fields.put(parts[0], parts[1]);
        }
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
