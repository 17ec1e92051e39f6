package org.dragoman.sip;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.core.testing.LegHarness;
import org.dragoman.rules.Mappings;

/// Two SIP endpoints on loopback that are one another's only peer: {@code alice} calls,
/// {@code bob} is called. The core is played by the test.
final class Pair implements AutoCloseable {
    static final Mappings MAPPINGS = Mappings.load();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final AtomicInteger PORTS = new AtomicInteger(15_060);
    private static final AtomicInteger HOSTS = new AtomicInteger((int) (System.nanoTime() >>> 8));

    final FakeTime time = new FakeTime();
    final SipEndpoint alice;
    final SipEndpoint bob;
    final Entrance atAlice = new Entrance();
    final Entrance atBob = new Entrance();

    /// One leg with what surrounds it.
    record Side(LegHarness harness, CallLeg leg) {
        Side does(LegCommand command) {
            harness.execute(leg, command);
            return this;
        }

        <E extends LegEvent> E hears(Class<E> kind) {
            try {
                return harness.await(kind, PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /// Takes every call.
    final class Entrance implements CallEntrance {
        private final LinkedBlockingQueue<Side> calls = new LinkedBlockingQueue<>();

        @Override
        public <L extends CallLeg> Optional<L> open(String trunk, Function<LegContext, L> makeLeg) {
            var harness = LegHarness.caller(trunk, time);
            var leg = makeLeg.apply(harness);
            calls.add(new Side(harness, leg));
            return Optional.of(leg);
        }

        Side next() {
            try {
                var side = calls.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (side == null) {
                    throw new AssertionError("no call came in");
                }
                return side;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    private Pair(SipEndpoint alice, SipEndpoint bob) {
        this.alice = alice;
        this.bob = bob;
    }

    /// - {@code aboutBob}: how alice knows bob; {@code aboutAlice}: the other way round.
    static Pair of(UnaryOperator<SipPeerChange> aboutBob, UnaryOperator<SipPeerChange> aboutAlice) {
        return new Builder(host(), host(), Transport.UDP, PLAIN).open(aboutBob, aboutAlice);
    }

    /// By TLS, each with a certificate for its address from an authority that both believe.
    static Pair secure(
            UnaryOperator<SipPeerChange> aboutBob, UnaryOperator<SipPeerChange> aboutAlice) {
        return secure(TestAuthority.INSTANCE::tls, aboutBob, aboutAlice);
    }

    /// - {@code tls}: what an endpoint at this address shows and believes.
    static Pair secure(
            Function<String, TlsConfig> tls,
            UnaryOperator<SipPeerChange> aboutBob,
            UnaryOperator<SipPeerChange> aboutAlice) {
        return new Builder(host(), host(), Transport.TLS, tls).open(aboutBob, aboutAlice);
    }

    private static final Function<String, TlsConfig> PLAIN =
            _ -> TlsConfig.in(java.nio.file.Path.of("none")); // never looked at

    static Pair of() {
        return of(p -> p, p -> p);
    }

    static Pair by(Transport transport) {
        return transport.isSecure()
                ? secure(p -> p, p -> p)
                : new Builder(host(), host(), transport, PLAIN).open(p -> p, p -> p);
    }

    static Pair ipv6() {
        return new Builder("::1", "::1", Transport.UDP, PLAIN).open(p -> p, p -> p);
    }

    /// Alice listens on every address of the machine.
    static Pair wildcard(Transport transport) {
        return new Builder("0.0.0.0", host(), transport, PLAIN).open(p -> p, p -> p);
    }

    /// A loopback address nobody else uses.
    static String host() {
        int n = HOSTS.incrementAndGet();
        return "127." + (n >>> 15 & 0x3f | 0x40) + "." + (n >>> 7 & 0xff) + "." + ((n & 0x7f) + 1);
    }

    static SipListener listener(String host, int port, Transport transport) {
        return new SipListener(host, port, transport, Optional.empty());
    }

    private record Builder(
            String aliceHost,
            String bobHost,
            Transport transport,
            Function<String, TlsConfig> tls) {
        Pair open(UnaryOperator<SipPeerChange> aboutBob, UnaryOperator<SipPeerChange> aboutAlice) {
            boolean sameHost = aliceHost.equals(bobHost);
            boolean wildcard = aliceHost.equals("0.0.0.0");
            int alicePort = sameHost || wildcard ? freePort() : 5060;
            int bobPort = sameHost ? freePort() : 5060;
            var bobPeer =
                    aboutBob.apply(SipPeer.of("bob", bobHost, bobPort).with().transport(transport))
                            .build();
            var alicePeer =
                    aboutAlice
                            .apply(
                                    SipPeer.of(
                                                    "alice",
                                                    wildcard ? "127.0.0.1" : aliceHost,
                                                    alicePort)
                                            .with()
                                            .transport(transport))
                            .build();
            var holder = new Pair[1];
            var config = SipConfig.standard();
            var atAlice = new Late(() -> holder[0].atAlice);
            var atBob = new Late(() -> holder[0].atBob);
            var alice =
                    new SipEndpoint(
                            config.withListeners(listener(aliceHost, alicePort, transport))
                                    .withPeers(bobPeer)
                                    .withTls(tls.apply(aliceHost)),
                            atAlice,
                            MAPPINGS,
                            Instant::now);
            var bob =
                    new SipEndpoint(
                            config.withListeners(listener(bobHost, bobPort, transport))
                                    .withPeers(alicePeer)
                                    .withTls(tls.apply(bobHost)),
                            atBob,
                            MAPPINGS,
                            Instant::now);
            holder[0] = new Pair(alice, bob);
            try {
                alice.start();
                bob.start();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return holder[0];
        }

        /// Below those that the system gives to connections on their way out, of which any may
        /// come between the asking and the listening.
        private static int freePort() {
            int port;
            do {
                port = PORTS.incrementAndGet();
            } while (!isFree(port));
            return port;
        }

        private static boolean isFree(int port) {
            try (var _ = new java.net.DatagramSocket(port);
                    var _ = new java.net.ServerSocket(port)) {
                return true;
            } catch (IOException e) {
                return false; // taken: the next one is asked
            }
        }
    }

    private record Late(java.util.function.Supplier<Entrance> entrance) implements CallEntrance {
        @Override
        public <L extends CallLeg> Optional<L> open(String trunk, Function<LegContext, L> makeLeg) {
            return entrance.get().open(trunk, makeLeg);
        }
    }

    /// A new leg of alice's towards bob.
    Side leg() {
        var harness = LegHarness.callee("bob", time);
        return new Side(harness, alice.makeLeg(harness));
    }

    /// Waits until something is so.
    static void until(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never: " + what);
            }
            LockSupport.parkNanos(500_000);
        }
    }

    /// Closes in the background: the SIP stack takes a second to stop.
    @Override
    public void close() {
        Thread.ofVirtual().start(alice::close);
        Thread.ofVirtual().start(bob::close);
    }
}
