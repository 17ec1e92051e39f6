package org.dragoman.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.media.testing.Eventually;
import org.dragoman.sip.TlsConfig;
import org.dragoman.sip.tls.LiveCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever comes to the port of HTTPS and is not TLS, or says nothing, takes no place for ever.
@Timeout(60) // whoever waits for a place that nobody gives back is woken
class TlsDoorTest {
    private static final byte[] REQUEST =
            "GET /part HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final WebEdge.Part PART =
            routing -> routing.get("/part", (_, response) -> response.send("here"));

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir private Path temp;

    @Test
    void handshakes_that_fail_give_their_places_back() throws Exception {
        var limits = new WebConfig.Limits(2, 10, 50);
        try (var edge = LoopbackEdge.start(temp, true, limits, List.of(PART))) {
            var uri = URI.create(edge.urls().getFirst());
            for (int i = 0; i < 5; i++) {
                new Socket(uri.getHost(), uri.getPort()).close(); // as a monitor does
                try (var stranger = new Socket(uri.getHost(), uri.getPort())) {
                    LoopbackEdge.patient(stranger).getOutputStream().write(REQUEST);
                    untilItEnds(stranger);
                }
            }
            try (var socket = LoopbackEdge.connect(edge)) {
                socket.getOutputStream().write(REQUEST);
                var answer = socket.getInputStream().readAllBytes();
                assertThat(new String(answer, StandardCharsets.US_ASCII)).endsWith("here");
            }
        }
    }

    /// - Errors: SocketTimeoutException when it does not.
    private static void untilItEnds(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            // an end, too: what it sent was not all read
        }
    }

    @Test
    void who_says_nothing_is_given_up_and_the_next_comes_in() throws Exception {
        try (var door = door(1, Duration.ofMillis(100))) {
            for (int i = 0; i < 3; i++) {
                try (var _ = new Socket(door.getInetAddress(), door.getLocalPort());
                        var silent = (SSLSocket) door.accept()) {
                    assertThatThrownBy(silent::startHandshake)
                            .isInstanceOf(SocketTimeoutException.class);
                }
            }
        }
    }

    @Test
    void who_waits_at_a_full_door_comes_in_when_another_leaves() throws Exception {
        try (var door = door(1, Duration.ofSeconds(20));
                var _ = new Socket(door.getInetAddress(), door.getLocalPort());
                var first = door.accept();
                var second = new Socket(door.getInetAddress(), door.getLocalPort())) {
            var next = new FutureTask<>(door::accept);
            var doorkeeper = Thread.ofPlatform().start(next);
            // for a place: whoever waits for somebody to come is in the kernel, and said to run
            Eventually.isTrue(LONG, () -> doorkeeper.getState() == Thread.State.WAITING);
            leave(first);
            try (var taken = next.get(LONG.toSeconds(), TimeUnit.SECONDS)) {
                assertThat(taken.getPort()).isEqualTo(second.getLocalPort());
            }
        }
    }

    private static void leave(Socket visitor) throws IOException {
        visitor.close();
    }

    private ServerSocket door(int places, Duration silence) throws IOException {
        var tls = LiveCertificate.of(TlsConfig.in(temp), new FakeTime()).serverContext();
        var door =
                BoundedTls.around(tls, places, silence)
                        .getServerSocketFactory()
                        .createServerSocket();
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return door;
    }
}
