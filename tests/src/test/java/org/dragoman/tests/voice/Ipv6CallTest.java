package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.voice.Lab.SOON;
import static org.dragoman.tests.voice.Lab.TALK;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.H323Trunk;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Calls between Asterisk's chan_ooh323 on IPv6, signalling and sound, and SIP phones on IPv4.
/// There is one loopback address, so both sides take free ports.
class Ipv6CallTest {
    private static final String LOOPBACK = "::1";
    private static final int PHONE = 5_210;

    private static final String SIPP = Loopback.next();
    private static AsteriskPeer asterisk;
    private static Dragoman gateway;

    @BeforeAll
    static void start() throws IOException {
        Peers.require(Peers.ASTERISK, Peers.SIPP);
        int theirs = freePort();
        int ours = freePort();
        asterisk =
                AsteriskPeer.start(
                        AsteriskSettings.of("six", Loopback.next(), LOOPBACK)
                                .withH323At(new AsteriskSettings.H323At(LOOPBACK, theirs, ours)));
        String address = Loopback.next();
        var h323 =
                new H323Trunk(
                        "asterisk",
                        "[" + LOOPBACK + "]:" + theirs,
                        false,
                        false,
                        "auto",
                        List.of("media-address: \"" + LOOPBACK + "\""));
        gateway =
                Dragoman.start(
                        new DragomanSettings(
                                        "six-gateway",
                                        address,
                                        List.of(h323),
                                        List.of(new SipTrunk("phone", SIPP, PHONE, "early")),
                                        List.of(
                                                new Route("0", 1, "asterisk"),
                                                new Route("6", 1, "phone")))
                                .listeningForH323At("[" + LOOPBACK + "]:" + ours));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), 0));
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
        if (asterisk != null) {
            asterisk.close();
        }
    }

    @Test
    void sip_to_h323_over_ipv6_released_by_caller() {
        var scenario = SippScenario.caller(Offer.EARLY).expectAnswer().stayFor(TALK).hangUp();
        var settings = SippCall.Settings.at(SIPP, 0);
        try (var sipp = SippCall.call(gateway.sip(), "010001", scenario, settings)) {
            var call = asterisk.awaitIncoming("10001", SOON);
            sipp.awaitEnd(SOON);
            assertThat(call.awaitEnd(SOON)).isEqualTo(16);
            Lab.isAsterisksTone(sipp.phone().heard());
            Lab.isSippsTone(call.heard());
        }
    }

    @Test
    void h323_over_ipv6_to_sip_released_by_callee() {
        var scenario = SippScenario.callee().ring().answer().stayFor(TALK).hangUp();
        try (var phone = SippCall.answer(scenario, SippCall.Settings.at(SIPP, PHONE))) {
            var call = asterisk.callByH323("6" + PHONE, "talk", "Anna", "2001");
            phone.awaitEnd(SOON);
            assertThat(call.awaitEnd(SOON)).isEqualTo(16);
            Lab.isAsterisksTone(phone.phone().heard());
            Lab.isSippsTone(call.heard());
        }
    }
}
