package org.dragoman.tests.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.UdpWire;
import org.dragoman.webrtc.ice.IceMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How Chromium finds the gateway, what it agrees with it about keys, and when the gateway takes it
/// for gone.
class BrowserWaysTest {
    @RegisterExtension
    static final MediaLab LAB =
            new MediaLab(folder -> MediaPage.tone(folder, MediaCall.BROWSER_HZ));

    /// Time as it goes, and as far ahead of it as a test says.
    private static final class Ahead implements InstantSource {
        private final AtomicReference<Duration> by = new AtomicReference<>(Duration.ZERO);

        @Override
        public Instant instant() {
            return InstantSource.system().instant().plus(by.get());
        }

        void goOn(Duration time) {
            by.updateAndGet(time::plus);
        }
    }

    private static JsonNode way(MediaCall call) {
        return call.window.run("way()");
    }

    @Test
    void over_ipv6_alone() throws Exception {
        var call = LAB.call(MediaCall.Place.on(InetAddress.ofLiteral("::1")));
        call.called(MediaCall.OPUS, false);
        call.bothHear();
        assertThat(way(call).path("remote").asText()).isEqualTo("::1");
    }

    /// Of two addresses that the gateway is said to have nobody answers at the better one.
    @Test
    void by_the_address_that_answers() throws Exception {
        var nowhere = InetAddress.ofLiteral(Loopback.next());
        var right = InetAddress.ofLiteral(Loopback.next());
        var call = LAB.call(MediaCall.Place.on(right).advertising(nowhere, right));
        call.called(MediaCall.OPUS, false);
        call.bothHear();
        assertThat(way(call).path("remote").asText()).isEqualTo(right.getHostAddress());
    }

    @Test
    void by_ipv4_or_ipv6_where_the_gateway_has_both() throws Exception {
        var four = InetAddress.ofLiteral(Loopback.next());
        var six = InetAddress.ofLiteral("::1");
        var call = LAB.call(MediaCall.Place.on(six, four));
        call.called(MediaCall.OPUS, false);
        call.bothHear();
        assertThat(way(call).path("remote").asText()).isIn("::1", four.getHostAddress());
    }

    /// Whoever is the server of the handshake chooses: Chromium (156) the older protection, the
    /// gateway the one that costs less (RFC 5764 §4.1.2, RFC 7714 §14.2).
    @Test
    void with_either_protection_of_its_packets() throws Exception {
        var calling = LAB.call();
        calling.called(MediaCall.OPUS, false);
        calling.bothHear();
        assertThat(protection(calling)).isEqualTo("SRTP_AES128_CM_HMAC_SHA1_80");
        var called = LAB.call();
        called.calls(MediaCall.OPUS);
        called.bothHear();
        assertThat(protection(called)).isEqualTo("SRTP_AEAD_AES_128_GCM");
    }

    private static String protection(MediaCall call) {
        return call.report().path("srtp").asText();
    }

    /// Chromium asks for consent every few seconds, which is enough for hours; when it asks no
    /// more, it is given up.
    @Test
    void as_long_as_it_shows_that_it_is_there() throws Exception {
        var time = new Ahead();
        var half = IceMachine.CONSENT.dividedBy(2); // Chromium may take the other on a busy machine
        var call = LAB.call(MediaCall.Place.fresh().at(time));
        try (var wire = new UdpWire(Loopback.next(), call.gateway)) {
            call.by(wire::instead);
            call.called(MediaCall.OPUS, false);
            call.bothHear();
            for (int i = 0; i < 3; i++) {
                int asked = way(call).path("checks").asInt();
                time.goOn(half);
                Await.until(
                        Chromium.PATIENCE,
                        "another check of Chromium",
                        () -> way(call).path("checks").asInt() > asked);
            }
            assertThat(call.browserEar.lost).isNotDone();
            wire.cut();
            time.goOn(IceMachine.CONSENT);
            assertThat(call.lost()).contains("no sign of life from the browser", "RFC 7675");
        }
    }
}
