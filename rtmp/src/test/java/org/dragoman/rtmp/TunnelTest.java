package org.dragoman.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.media.testing.Eventually;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.chunk.ChunkLimits;
import org.dragoman.rtmp.chunk.ChunkReader;
import org.dragoman.rtmp.chunk.ChunkWriter;
import org.dragoman.rtmp.message.Messages;
import org.dragoman.rtmp.message.RtmpMessage;
import org.dragoman.rtmp.message.RtmpMessage.Command;
import org.dragoman.rtmp.net.RtmpListener;
import org.junit.jupiter.api.Test;

/// RTMPT as Java's own HTTP client brings it: requests repeated, tunnels closed, left and
/// counted.
class TunnelTest {
    private static final int HANDSHAKE = 1 + 2 * 1_536;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void a_call_goes_through_http() {
        try (var edge = Edge.start();
                var client = new Tunnelled(edge.tunnelPort())) {
            client.logIn();
            client.send("invite", Amf.of("2001"));
            client.await("accepted");
            assertThat(edge.calls.active()).isEqualTo(1);
            client.send("bye");
            Eventually.isTrue(Edge.SOON, () -> edge.calls.active() == 0);
            assertThat(client.request("close", new byte[1])).isEqualTo(200);
            Eventually.isTrue(Edge.SOON, () -> edge.endpoint.connections() == 0);
            assertThat(client.request("idle", new byte[1])).isEqualTo(404);
        }
    }

    /// A proxy that lost the answer asks again: the command is not done twice, and the answer
    /// is the same.
    @Test
    void a_request_that_comes_twice_is_taken_once() {
        try (var edge = Edge.start();
                var client = new Tunnelled(edge.tunnelPort())) {
            client.logIn();
            client.send("invite", Amf.of("2001"));
            client.repeat();
            client.await("accepted");
            assertThat(edge.calls.totals().offered()).isEqualTo(1);
        }
    }

    @Test
    void a_tunnel_that_is_left_ends_its_call() {
        var limits = new RtmpListener.Limits(100, 100, PATIENCE, Duration.ofSeconds(2));
        try (var edge = Edge.start(RtmpConfig.SeveralClients.ALL, limits);
                var client = new Tunnelled(edge.tunnelPort())) {
            client.logIn();
            client.send("invite", Amf.of("2001"));
            client.await("accepted");
            Eventually.isTrue(Edge.SOON, () -> edge.calls.active() == 0);
            assertThat(client.request("idle", new byte[1])).isEqualTo(404);
            assertThat(edge.registrations.all()).isEmpty();
        }
    }

    @Test
    void tunnels_are_counted_and_strangers_get_nothing() {
        var limits = new RtmpListener.Limits(100, 3, PATIENCE, Duration.ofSeconds(45));
        try (var edge = Edge.start(RtmpConfig.SeveralClients.ALL, limits);
                var client = new Tunnelled(edge.tunnelPort())) {
            assertThat(client.post("fcs/ident2", new byte[1]).statusCode()).isEqualTo(404);
            assertThat(client.post("send/guess/1", new byte[1]).statusCode()).isEqualTo(404);
            var answers = new ArrayList<Integer>();
            for (int i = 0; i < 3; i++) {
                answers.add(client.post("open/1", new byte[1]).statusCode());
            }
            assertThat(answers).containsExactly(200, 200, 503); // one is the client's own
        }
    }

    /// RTMPE over HTTP is refused like RTMPE.
    @Test
    void rtmpte_is_refused() {
        try (var edge = Edge.start();
                var client = new Tunnelled(edge.tunnelPort())) {
            assertThat(client.request("send", new byte[] {9})).isEqualTo(200);
            assertThat(client.request("idle", new byte[1])).isEqualTo(404);
        }
    }

    /// Who is not told that a connection closes sends its next request there, and gets nothing.
    @Test
    void a_connection_that_closes_says_so_and_one_that_stays_says_how_long() throws IOException {
        try (var edge = Edge.start();
                var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), edge.tunnelPort())) {
            socket.setSoTimeout((int) Edge.SOON.toMillis());
            String request =
                    "POST /fcs/ident2 HTTP/1.1\r\nContent-Length: 0\r\nConnection: %s\r\n\r\n";
            socket.getOutputStream().write(request.formatted("keep-alive").getBytes());
            socket.getOutputStream().write(request.formatted("close").getBytes());
            String answers = new String(socket.getInputStream().readAllBytes());
            assertThat(answers)
                    .containsSubsequence(
                            "HTTP/1.1 404",
                            "Connection: Keep-Alive\r\nKeep-Alive: timeout=30\r\n",
                            "HTTP/1.1 404",
                            "Connection: close\r\n");
        }
    }

    @Test
    void an_http_connection_that_asks_nothing_is_closed() throws IOException {
        var limits = new RtmpListener.Limits(100, 100, Duration.ofMillis(300), PATIENCE);
        try (var edge = Edge.start(RtmpConfig.SeveralClients.ALL, limits);
                var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), edge.tunnelPort())) {
            socket.getOutputStream().write("POST /open/1 HTTP/1.1\r\n".getBytes());
            socket.setSoTimeout((int) Edge.SOON.toMillis());
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    /// A client that does everything by requests.
    private static final class Tunnelled implements AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final ChunkWriter writer = new ChunkWriter();
        private final ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULT);
        private final List<RtmpMessage> heard = new ArrayList<>();
        private final int port;
        private final String session;
        private int number;
        private int handshakeLeft = HANDSHAKE;
        private String lastPath = "";
        private byte[] lastBody = {};

        Tunnelled(int port) {
            this.port = port;
            session = new String(post("open/1", new byte[1]).body()).strip();
        }

        HttpResponse<byte[]> post(String path, byte[] body) {
            var request =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:%d/%s".formatted(port, path)))
                            .version(HttpClient.Version.HTTP_1_1)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build();
            try {
                return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        int request(String verb, byte[] body) {
            lastPath = "%s/%s/%d".formatted(verb, session, ++number);
            lastBody = body;
            return take(post(lastPath, body));
        }

        /// Asks the last question once more; the answer is the one there was.
        void repeat() {
            byte[] again = post(lastPath, lastBody).body();
            assertThat(again).isEqualTo(post(lastPath, lastBody).body());
        }

        private int take(HttpResponse<byte[]> answer) {
            byte[] body = answer.body();
            if (answer.statusCode() != 200) {
                return answer.statusCode();
            }
            int skipped = Math.min(handshakeLeft, body.length - 1);
            handshakeLeft -= skipped;
            try {
                reader.read(
                        ByteBuffer.wrap(body, 1 + skipped, body.length - 1 - skipped),
                        m -> heard.addAll(Messages.read(m)));
            } catch (PeerFault e) {
                throw new AssertionError(e);
            }
            return answer.statusCode();
        }

        void logIn() {
            byte[] hello = new byte[HANDSHAKE]; // C2 may be anything
            hello[0] = 3;
            request("send", hello);
            var object = Amf.fields("app", "sip/100@x", "audioCodecs", 0xfff);
            say(Command.of("connect", 1, object, Amf.of("100"), Amf.of("secret-100")));
            await("_result");
        }

        void send(String name, Amf... arguments) {
            say(Command.of(name, 0, Amf.Absent.NULL, arguments));
        }

        private void say(Command command) {
            var bytes = writer.write(Messages.write(command));
            request("send", Arrays.copyOf(bytes.array(), bytes.remaining()));
        }

        /// Asks until a command of this name came.
        void await(String name) {
            Eventually.isTrue(
                    Edge.SOON,
                    () ->
                            heard.stream()
                                            .anyMatch(
                                                    m ->
                                                            m instanceof Command c
                                                                    && c.name().equals(name))
                                    || request("idle", new byte[1]) != 200);
            assertThat(heard).anyMatch(m -> m instanceof Command c && c.name().equals(name));
        }

        @Override
        public void close() {
            http.close();
        }
    }
}
