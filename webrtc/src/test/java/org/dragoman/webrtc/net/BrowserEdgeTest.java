package org.dragoman.webrtc.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.dragoman.core.media.BrowserLink;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.DtlsRole;
import org.dragoman.core.media.IceCredentials;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.MediaTransport;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.relay.Relay;
import org.dragoman.media.relay.RelayConfig;
import org.dragoman.webrtc.WebRtcConfig;
import org.dragoman.webrtc.stun.StunAttribute;
import org.dragoman.webrtc.stun.StunClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Browsers of our own making on the port they share, over loopback sockets.
class BrowserEdgeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(BrowserPeer.PATIENCE);
    private static final PayloadFormat FORMAT = new PayloadFormat(Codec.PCMA, 8, 20);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource time = now::get;
    private WebRtcConfig config;
    private Relay relay;

    @BeforeEach
    void open() throws Exception {
        var four = InetAddress.getByName("127.0.0.1");
        var six = InetAddress.getByName("::1");
        int port;
        try (var free = new DatagramSocket(new InetSocketAddress(six, 0))) {
            port = free.getLocalPort();
        }
        config = new WebRtcConfig(port, List.of(four, six), List.of(), List.of(), true);
        relay = new Relay(RelayConfig.on(four).withLoops(2, false), config.browserPort(time));
    }

    @AfterEach
    void close() {
        relay.close();
    }

    private static final class Ears implements MediaPlane.Ear {
        final CompletableFuture<String> lost = new CompletableFuture<>();
        final CompletableFuture<Boolean> first = new CompletableFuture<>();

        @Override
        public void digit(char digit, Duration held) {}

        @Override
        public void conversionFailed(String why) {
            lost.complete(why);
        }

        @Override
        public void firstPacket() {
            first.complete(true);
        }

        @Override
        public void lost(String why) {
            lost.complete(why);
        }
    }

    private static MediaFlow flow() {
        return new MediaFlow(
                Optional.empty(),
                Optional.empty(),
                Optional.of(FORMAT),
                List.of(FORMAT),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Direction.SEND_RECEIVE);
    }

    /// A browser with its port of the gateway.
    private final class End implements AutoCloseable {
        final Ears ear = new Ears();
        final MediaPlane.Opened opened;
        final BrowserPeer peer;

        End(int candidate, DtlsRole role) throws Exception {
            opened = relay.open("browser", ear, MediaTransport.BROWSER, Optional.empty());
            peer = new BrowserPeer(opened.port().browser().orElseThrow(), candidate, role);
        }

        void agree(BrowserLink link) {
            opened.port().agree(flow().withBrowser(link));
        }

        End connected() throws Exception {
            agree(peer.link());
            peer.check(true);
            peer.secure();
            return this;
        }

        @Override
        public void close() throws IOException {
            peer.close();
            opened.close();
        }
    }

    private static void hears(End to, End from, int what) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            from.peer.say(what); // again: the port may be a moment behind
            var payload = to.peer.heard.poll(20, TimeUnit.MILLISECONDS);
            if (payload != null && payload[0] == (byte) what) {
                assertThat(payload).hasSize(160).containsOnly(what);
                return;
            }
        }
        throw new AssertionError("nothing was heard; " + to.opened.port().statistics());
    }

    @ParameterizedTest
    @CsvSource({
        "0, CLIENT, 0, CLIENT",
        "0, SERVER, 1, CLIENT",
        "1, SERVER, 1, SERVER",
        "1, CLIENT, 0, SERVER"
    })
    void twoBrowsersHearEachOtherByEitherAddress(
            int one, DtlsRole oneRole, int other, DtlsRole otherRole) throws Exception {
        try (var a = new End(one, oneRole).connected();
                var b = new End(other, otherRole).connected()) {
            a.opened.join(b.opened);
            hears(b, a, 1);
            hears(a, b, 2);
            assertThat(a.opened.port().agreed().remoteRtp()).isPresent();
        }
    }

    /// A phone that goes from one network to another: its checks come from elsewhere.
    @Test
    void w2_aBrowserThatMovesIsFollowed() throws Exception {
        try (var a = new End(0, DtlsRole.CLIENT).connected();
                var b = new End(0, DtlsRole.CLIENT).connected()) {
            a.opened.join(b.opened);
            hears(b, a, 1);
            for (int i = 0; i < 40; i++) { // more addresses than are remembered
                a.peer.move();
                a.peer.check(true);
                hears(b, a, 10 + i);
                hears(a, b, 60 + i);
            }
        }
    }

    /// The right keys from a place that no check came from: not the browser's.
    @Test
    void mediaFromAnAddressThatProvedNothingIsNobodys() throws Exception {
        try (var a = new End(0, DtlsRole.CLIENT).connected();
                var b = new End(0, DtlsRole.CLIENT).connected()) {
            a.opened.join(b.opened);
            hears(b, a, 1);
            a.peer.move();
            for (int i = 0; i < 20; i++) {
                a.peer.say(2);
            }
            a.peer.check(true);
            b.peer.heard.clear();
            hears(b, a, 3);
            assertThat(b.peer.heard).noneMatch(p -> p[0] == 2);
        }
    }

    @Test
    void w7_nothingInClearIsBelievedBeforeOrAfterTheHandshake() throws Exception {
        try (var a = new End(0, DtlsRole.CLIENT);
                var b = new End(0, DtlsRole.CLIENT).connected()) {
            a.opened.join(b.opened);
            a.agree(a.peer.link());
            a.peer.check(true);
            for (int i = 0; i < 20; i++) {
                a.peer.sayInClear(4);
            }
            a.peer.secure();
            for (int i = 0; i < 20; i++) {
                a.peer.sayInClear(4);
            }
            hears(b, a, 5);
            assertThat(b.peer.heard).noneMatch(p -> p[0] == 4);
            assertThat(a.opened.port().statistics().packetsDropped()).isPositive();
        }
    }

    @Test
    void w2_anIceRestartGoesOnWithTheSameKeys() throws Exception {
        try (var a = new End(0, DtlsRole.CLIENT).connected();
                var b = new End(0, DtlsRole.CLIENT).connected()) {
            a.opened.join(b.opened);
            hears(b, a, 1);
            var fresh = IceCredentials.fresh(new Random(8445));
            a.agree(a.peer.link(fresh));
            hears(b, a, 2);
            a.peer.move();
            assertThat(a.peer.check(true).kind()).isEqualTo(StunClass.SUCCESS);
            hears(b, a, 3);
            hears(a, b, 4);
            a.agree(a.peer.link(fresh)); // said again, as after a hold
            hears(a, b, 5);
        }
    }

    /// RFC 7675 §5.1; nobody but the silent one is ended.
    @Test
    void aBrowserThatIsSilentIsLost() throws Exception {
        try (var a = new End(0, DtlsRole.CLIENT).connected();
                var b = new End(0, DtlsRole.CLIENT).connected()) {
            now.set(now.get().plusSeconds(29));
            b.peer.check(true);
            now.set(now.get().plusSeconds(2));
            assertThat(a.ear.lost.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .contains("no sign of life");
            assertThat(b.ear.lost).isNotDone();
        }
    }

    @Test
    void aBrowserThatNeverComesIsLostAndTheReasonHelps() throws Exception {
        try (var a = new End(0, DtlsRole.CLIENT)) {
            now.set(now.get().plusSeconds(100)); // it rings
            a.agree(a.peer.link());
            now.set(now.get().plusSeconds(29));
            a.peer.send(new byte[] {1});
            now.set(now.get().plusSeconds(2));
            assertThat(a.ear.lost.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .contains("UDP port open");
        }
    }

    @Test
    void whoKnowsTheNameButNotThePasswordIsTurnedAway() throws Exception {
        try (var a = new End(0, DtlsRole.CLIENT)) {
            var guessed = new IceCredentials(a.peer.link().local().ufrag(), "x".repeat(24));
            a.peer.link(guessed);
            var reply = a.peer.check(true);
            assertThat(reply.kind()).isEqualTo(StunClass.ERROR);
            assertThat(reply.first(StunAttribute.ErrorCode.class).orElseThrow().code())
                    .isEqualTo(401);
        }
    }

    /// What anybody can send to an open port: nothing comes back, and nobody else is disturbed.
    @Test
    void noiseOfAllProtocolsDisturbsNobody() throws Exception {
        try (var a = new End(0, DtlsRole.CLIENT).connected();
                var b = new End(0, DtlsRole.CLIENT).connected();
                var stranger = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            a.opened.join(b.opened);
            var random = new Random(7983);
            for (int i = 0; i < 5_000; i++) {
                var noise = noise(random);
                stranger.send(new DatagramPacket(noise, noise.length, config.sockets().getFirst()));
                if (i % 500 == 0) {
                    hears(b, a, i / 500);
                }
            }
            hears(a, b, 99);
            stranger.setSoTimeout(1);
            assertThat(answers(stranger)).isZero();
            assertThat(a.ear.lost).isNotDone();
        }
    }

    private static byte[] noise(Random random) {
        var noise = new byte[1 + random.nextInt(200)];
        random.nextBytes(noise);
        int[] firsts = {0, 1, 16, 20, 22, 64, 128, 144, 200};
        noise[0] = (byte) firsts[random.nextInt(firsts.length)];
        if (noise.length >= 8 && random.nextBoolean()) { // the cookie of STUN
            noise[4] = 0x21;
            noise[5] = 0x12;
            noise[6] = (byte) 0xA4;
            noise[7] = 0x42;
        }
        return noise;
    }

    private static int answers(DatagramSocket stranger) throws Exception {
        int count = 0;
        try {
            while (true) {
                stranger.receive(new DatagramPacket(new byte[2_048], 2_048));
                count++;
            }
        } catch (SocketTimeoutException _) {
            return count;
        }
    }

    @Test
    void whatIsClosedIsForgotten() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (var a = new End(0, DtlsRole.CLIENT)) {
                a.agree(a.peer.link());
                a.peer.check(true);
            }
        }
        try (var a = new End(0, DtlsRole.CLIENT).connected();
                var b = new End(0, DtlsRole.CLIENT).connected()) {
            a.opened.join(b.opened);
            hears(b, a, 1);
        }
    }
}
