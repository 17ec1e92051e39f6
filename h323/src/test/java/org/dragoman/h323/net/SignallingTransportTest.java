package org.dragoman.h323.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dragoman.h323.net.Connection.Listener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignallingTransportTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private final SignallingTransport transport =
            new SignallingTransport(
                    new SignallingThreads(1), new Limits(3, 2, 65_536, Duration.ofSeconds(2)));
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        transport.close();
    }

    private Connection.Opened opened(String who) {
        return connection -> {
            heard.add(who + " open");
            return new Listener() {
                @Override
                public void received(byte[] content) {
                    heard.add(who + " " + HexFormat.of().formatHex(content));
                    if (content.length == 1) {
                        connection.send(new byte[] {1, 2});
                    }
                }

                @Override
                public void closed() {
                    heard.add(who + " closed");
                }
            };
        };
    }

    private String next() throws InterruptedException {
        var word = heard.poll(5, TimeUnit.SECONDS);
        return word == null ? "nothing" : word;
    }

    @Test
    void packetsGoBothWaysAndCloseIsToldOnce() throws Exception {
        var listening = transport.listen(new InetSocketAddress(LOOPBACK, 0), opened("called"));
        var dialled = new LinkedBlockingQueue<Connection>();
        transport.dial(
                LOOPBACK,
                listening.address(),
                c -> {
                    dialled.add(c);
                    return opened("caller").open(c);
                },
                heard::add);
        var connection = dialled.poll(5, TimeUnit.SECONDS);
        connection.send(new byte[] {9});
        var words = new java.util.TreeSet<String>();
        for (int i = 0; i < 4; i++) {
            words.add(next());
        }
        assertThat(words).containsExactly("called 09", "called open", "caller 0102", "caller open");
        connection.close();
        words.clear();
        words.add(next());
        words.add(next());
        assertThat(words).containsExactly("called closed", "caller closed");
        assertThat(heard.poll(50, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void moreConnectionsThanOneSourceMayHaveAreClosed() throws Exception {
        var listening = transport.listen(new InetSocketAddress(LOOPBACK, 0), opened("called"));
        try (var one = new Socket(LOOPBACK, listening.address().getPort());
                var two = new Socket(LOOPBACK, listening.address().getPort())) {
            assertThat(next()).isEqualTo("called open");
            assertThat(next()).isEqualTo("called open");
            try (var three = new Socket(LOOPBACK, listening.address().getPort())) {
                three.setSoTimeout(5_000);
                assertThat(three.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(transport.accepted()).isEqualTo(2);
            assertThat(one.isConnected() && two.isConnected()).isTrue();
        }
        assertThat(next()).isEqualTo("called closed");
    }

    @Test
    void aListenerForOneConnectionTakesOneFromWhomItWaitsFor() throws Exception {
        var bound = new LinkedBlockingQueue<SignallingTransport.Listening>();
        transport.listenOnce(
                LOOPBACK,
                new PortRange(41_000, 41_099),
                a -> a.getAddress().isLoopbackAddress(),
                opened("h245"),
                bound::add,
                heard::add);
        var listening = bound.poll(5, TimeUnit.SECONDS);
        assertThat(listening.address().getPort()).isBetween(41_000, 41_099);
        try (var one = new Socket(LOOPBACK, listening.address().getPort())) {
            assertThat(next()).isEqualTo("h245 open");
            // Refused, or closed or reset at once where the listener is just closing.
            try (var two = new Socket(LOOPBACK, listening.address().getPort())) {
                two.setSoTimeout(5_000);
                assertThat(two.getInputStream().read()).isEqualTo(-1);
            } catch (SocketException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
            assertThat(heard.poll(50, TimeUnit.MILLISECONDS)).isNull();
            assertThat(one.isConnected()).isTrue();
        }
    }

    @Test
    void anAddressInUseIsSaidInOneSentence() throws Exception {
        var first = transport.listen(new InetSocketAddress(LOOPBACK, 0), opened("a"));
        assertThatThrownBy(() -> transport.listen(first.address(), opened("b")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen for H.323 calls on 127.0.0.1 port");
    }

    @Test
    void aPeerThatIsNotThereIsTold() throws Exception {
        int nobody;
        try (var server = new java.net.ServerSocket(0, 1, LOOPBACK)) {
            nobody = server.getLocalPort();
        }
        transport.dial(LOOPBACK, new InetSocketAddress(LOOPBACK, nobody), opened("x"), heard::add);
        assertThat(next()).contains("refused");
    }
}
