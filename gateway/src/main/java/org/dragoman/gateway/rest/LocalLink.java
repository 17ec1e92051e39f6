package org.dragoman.gateway.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.dragoman.gateway.rest.RestClient.Unreachable;

/// The gateway of this machine, reached by the socket it left ({@link LocalDoor}).
final class LocalLink implements Link {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ANSWER = 64 << 20; // octets; thousands of calls with their ladders
    private static final String NONE =
            "No gateway runs here: nobody answers at %s; start one with: dragoman run";

    private final Path socket;
    private final LineChannel line;

    private LocalLink(Path socket, LineChannel line) {
        this.socket = socket;
        this.line = line;
    }

    static LocalLink to(Path socket) throws Unreachable {
        try {
            var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            return new LocalLink(socket, new LineChannel(channel, ANSWER));
        } catch (IOException e) {
            var why = String.valueOf(e.getMessage());
            throw new Unreachable(
                    why.contains("Permission denied")
                            ? "%s belongs to whoever started the gateway; only they and root may use it."
                                    .formatted(socket)
                            : NONE.formatted(socket));
        }
    }

    @Override
    public Answer ask(String method, String path, Optional<byte[]> body) throws Unreachable {
        var head = (method + " " + path).getBytes(UTF_8);
        try {
            line.send(body.map(b -> joined(head, b)).orElse(head), PATIENCE);
            return answer(line.line(PATIENCE));
        } catch (IOException e) {
            throw new Unreachable(why(e));
        }
    }

    @Override
    public void follow(Listener listener) throws Unreachable {
        try {
            line.send(("GET " + RestApi.EVENTS).getBytes(UTF_8), PATIENCE);
            while (true) {
                var told = answer(line.line(EventStream.ALIVE.multipliedBy(3)));
                if (told.status() != 200) {
                    throw new Unreachable(
                            "Too many listen to the gateway already; try again later.");
                }
                if (told.body().length > 0) {
                    listener.take(told.body());
                }
            }
        } catch (EOFException ended) {
            throw new Unreachable("The gateway at %s has ended.".formatted(socket));
        } catch (IOException e) {
            throw new Unreachable(why(e));
        }
    }

    @Override
    public void close() {
        try {
            line.close();
        } catch (IOException e) {
            throw new IllegalStateException("a local socket closes", e);
        }
    }

    private String why(IOException e) {
        return switch (e) {
            case InterruptedIOException i when !(i instanceof SocketTimeoutException) ->
                    RestClient.INTERRUPTED;
            case SocketTimeoutException _ ->
                    "The gateway at %s does not answer within %d seconds."
                            .formatted(socket, PATIENCE.toSeconds());
            default -> "The gateway at %s does not answer; is it still running?".formatted(socket);
        };
    }

    /// A status, and JSON behind a space where there is more to say.
    private static Answer answer(byte[] line) throws IOException {
        int space = 0;
        while (space < line.length && line[space] != ' ') {
            space++;
        }
        var status = new String(line, 0, space, UTF_8);
        if (!status.matches("[1-5][0-9]{2}")) {
            throw new IOException("no status");
        }
        int from = Math.min(space + 1, line.length);
        return new Answer(Integer.parseInt(status), Arrays.copyOfRange(line, from, line.length));
    }

    private static byte[] joined(byte[] head, byte[] body) {
        var all = Arrays.copyOf(head, head.length + 1 + body.length);
        all[head.length] = ' ';
        System.arraycopy(body, 0, all, head.length + 1, body.length);
        return all;
    }
}
