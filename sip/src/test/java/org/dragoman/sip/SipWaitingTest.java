package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.header;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand.Dial;
import org.dragoman.core.call.LegCommand.Release;
import org.dragoman.core.call.LegCommand.SendDigit;
import org.dragoman.core.call.LegEvent.Answered;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.Party;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.core.testing.LegHarness;
import org.junit.jupiter.api.Test;

/// What takes its time in the network takes none of a call's loop.
class SipWaitingTest {
    private static final Dial DIAL =
            new Dial(
                    CallRequest.of(
                            Party.ofNumber("100"),
                            Party.ofNumber("200"),
                            Optional.of(SipCallTest.G711)));

    /// The peer's Contact is a name, and DNS does not answer for a while.
    @Test
    void aNameThatIsLookedUpHoldsNobodyUp() {
        var asked = new CountDownLatch(1);
        var found = new CountDownLatch(1);
        var host = new String[1];
        try (var wire =
                new WirePeer(
                        p -> p.dtmf(SipPeer.Dtmf.INFO_RELAY),
                        SipConfig.standard(),
                        name -> slowly(asked, found, name, host))) {
            host[0] = wire.host;
            var leg = wire.leg().does(DIAL);
            wire.expect("INVITE");
            wire.respond("200 OK", "b", "Contact: <sip:200@phone.example:5060>", WirePeer.SDP);
            leg.hears(Answered.class); // although the ACK cannot go yet
            await(asked);
            leg.does(new SendDigit('5', Duration.ofMillis(100)));
            leg.does(new Release(Cause.gateway(16)));
            found.countDown();
            var ack = wire.expect("ACK sip:200@phone.example:5060");
            assertThat(header(ack, "CSeq")).isEqualTo("1 ACK");
            // and all the rest after it, in order
            assertThat(header(wire.next(), "CSeq")).isEqualTo("2 INFO");
            assertThat(header(wire.next(), "CSeq")).isEqualTo("3 BYE");
            wire.respond("200 OK", "", "", "");
            leg.hears(Released.class);
        }
    }

    private static Optional<InetAddress> slowly(
            CountDownLatch asked, CountDownLatch found, String name, String[] host) {
        assertThat(name).isEqualTo("phone.example");
        asked.countDown();
        await(found);
        try {
            return Optional.of(InetAddress.getByName(host[0]));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// A name that leads nowhere: the request goes where the peer is configured to be.
    @Test
    void aNameThatIsNotFoundLeavesTheWayAsItWas() {
        var asked = new AtomicInteger();
        try (var wire =
                new WirePeer(
                        p -> p,
                        SipConfig.standard(),
                        _ -> {
                            asked.incrementAndGet();
                            return Optional.empty();
                        })) {
            var leg = wire.leg().does(DIAL);
            wire.expect("INVITE");
            wire.respond("200 OK", "b", "Contact: <sip:200@nowhere.example>", WirePeer.SDP);
            wire.expect("ACK sip:200@nowhere.example");
            leg.hears(Answered.class);
            leg.does(new Release(Cause.gateway(16)));
            wire.expect("BYE sip:200@nowhere.example");
            wire.respond("200 OK", "", "", "");
            leg.hears(Released.class);
            assertThat(asked).hasValue(1); // remembered for a while
        }
    }

    /// A peer by TCP that takes no connection: its listen queue is full, and stays so until the
    /// test has seen that the loop goes on.
    @Test
    void aConnectionThatDoesNotComeAboutHoldsNobodyUp() throws IOException {
        var peerHost = Pair.host();
        var time = new FakeTime();
        try (var server = new ServerSocket(5060, 1, InetAddress.getByName(peerHost));
                var gateway = gateway(Pair.host(), peerHost, time)) {
            var queued = fill(server);
            gateway.start();
            var harness = LegHarness.callee("peer", time);
            var leg = new Pair.Side(harness, gateway.makeLeg(harness));
            leg.does(DIAL); // returns although nothing is connected
            var alive = new CountDownLatch(1);
            harness.loop().execute(alive::countDown);
            assertThat(alive.getCount()).isZero();
            assertThat(harness.takeAll()).isEmpty();
            for (var socket : queued) {
                socket.close();
            }
            assertThat(firstLine(server)).startsWith("INVITE sip:200@" + peerHost);
        }
    }

    private static SipEndpoint gateway(String host, String peerHost, FakeTime time) {
        var config =
                SipConfig.standard()
                        .withListeners(SipListener.tcp(host, 5060))
                        .withPeers(
                                SipPeer.of("peer", peerHost, 5060)
                                        .with()
                                        .transport(Transport.TCP)
                                        .build());
        return new SipEndpoint(config, new SipTlsTest.NoEntrance(), Pair.MAPPINGS, time);
    }

    // connections nobody accepts, until the kernel takes no more
    private static java.util.List<Socket> fill(ServerSocket server) throws IOException {
        var queued = new ArrayList<Socket>();
        var to = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
        for (int i = 0; i < 10; i++) {
            var socket = new Socket();
            queued.add(socket);
            try {
                socket.connect(to, 200);
            } catch (java.net.SocketTimeoutException full) {
                return queued;
            }
        }
        throw new AssertionError("the listen queue never filled");
    }

    private static String firstLine(ServerSocket server) throws IOException {
        server.setSoTimeout(10_000);
        var until = Instant.now().plusSeconds(10);
        while (Instant.now().isBefore(until)) {
            try (var socket = server.accept()) {
                socket.setSoTimeout(10_000);
                var line = new byte[60];
                int count = socket.getInputStream().readNBytes(line, 0, line.length);
                if (count == line.length) {
                    return new String(line, StandardCharsets.US_ASCII);
                }
            }
        }
        throw new AssertionError("no INVITE came");
    }
}
