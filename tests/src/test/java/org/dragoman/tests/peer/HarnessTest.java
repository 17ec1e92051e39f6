package org.dragoman.tests.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The measuring instruments measured: two Asterisks call one another by H.323 between two SIPps,
/// with no gateway of ours, so that a failure elsewhere is the gateway's.
class HarnessTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String A = Loopback.next();
    private static final String B = Loopback.next();
    private static final String S = Loopback.next();
    private static AsteriskPeer first;
    private static AsteriskPeer second;
    private static Capture capture;

    @BeforeAll
    static void start() {
        Peers.require(Peers.ASTERISK, Peers.SIPP, Peers.TSHARK);
        capture = Capture.start("harness");
        first = AsteriskPeer.start(AsteriskSettings.of("harness-a", A, B));
        second =
                AsteriskPeer.start(AsteriskSettings.of("harness-b", B, A).withSipPeer(S + ":5070"));
    }

    @AfterAll
    static void stop() {
        if (second != null) {
            second.close();
            first.close();
            var judgement = capture.judge(A);
            assertThat(judgement.messages()).containsKeys("H.225.0", "SIP/SDP");
        }
    }

    /// ```
    /// SIPp ──SIP──▶ Asterisk A ──H.323──▶ Asterisk B
    ///   440 Hz ─────────────────────────▶  recorded
    ///   measured ◀───────────────────────  1004 Hz
    /// ```
    @Test
    void measures_a_tone_at_both_ends() {
        var scenario =
                SippScenario.caller(Offer.EARLY)
                        .expectAnswer()
                        .stayFor(Duration.ofSeconds(2))
                        .hangUp();
        try (var sipp = SippCall.call(A + ":5060", "10001", scenario, SippCall.Settings.at(S, 0))) {
            var incoming = second.awaitIncoming("10001", SOON);
            sipp.awaitEnd(SOON);
            assertThat(incoming.awaitEnd(SOON)).isEqualTo(16);
            var atSipp = sipp.phone().heard().tone();
            var atAsterisk = incoming.heard().tone();
            assertThat(atSipp.hertz()).isCloseTo(1004, within(3.0));
            assertThat(atSipp.dbm0()).isCloseTo(0, within(1.0));
            assertThat(atAsterisk.hertz()).isCloseTo(440, within(3.0));
            assertThat(atAsterisk.dbm0()).isCloseTo(-12, within(1.0));
        }
    }

    /// ```
    /// Asterisk A ──H.323──▶ Asterisk B ──SIP──▶ SIPp, which hangs up
    /// ```
    @Test
    void calls_from_asterisk_to_sipp() {
        var scenario =
                SippScenario.callee().ring().answer().stayFor(Duration.ofMillis(1_500)).hangUp();
        try (var sipp = SippCall.answer(scenario, SippCall.Settings.at(S, 5070))) {
            var call = first.callByH323("71234", "talk", "Anna", "2001");
            call.awaitAnswer(SOON);
            sipp.awaitEnd(SOON);
            assertThat(call.awaitEnd(SOON)).isEqualTo(16);
            assertThat(call.heard().tone().hertz()).isCloseTo(440, within(3.0));
            assertThat(sipp.phone().heard().tone().hertz()).isCloseTo(1004, within(3.0));
        }
    }

    @Test
    void reads_the_cause_of_a_refusal() {
        var scenario = SippScenario.caller(Offer.LATE).expectRefusal(486);
        try (var sipp =
                SippCall.call(A + ":5060", "2017001", scenario, SippCall.Settings.at(S, 0))) {
            sipp.awaitEnd(SOON);
            assertThat(sipp.reason()).contains("cause=17");
        }
    }

    @Test
    void reads_digits() {
        var call = first.callByH323("16001", "dial", "Anna", "2001");
        assertThat(second.awaitIncoming("16001", SOON).awaitDigits(SOON)).isEqualTo("12*0");
        assertThat(call.awaitEnd(SOON)).isEqualTo(16);
    }

    /// A judge that never finds fault proves nothing: this Setup ends in the middle of its H.225
    /// part.
    @Test
    void finds_fault_with_a_broken_message() throws IOException {
        byte[] setup =
                HexFormat.of()
                        .parseHex(
                                "03000019"
                                        + "08020001"
                                        + "05"
                                        + "0403808090a3"
                                        + "7e000705200806000891");
        String sender = Loopback.next();
        String receiver = Loopback.next();
        try (var own = Capture.start("broken");
                var server = new ServerSocket(1_720, 1, InetAddress.ofLiteral(receiver));
                var socket =
                        new Socket(
                                InetAddress.ofLiteral(receiver),
                                1_720,
                                InetAddress.ofLiteral(sender),
                                0);
                var accepted = server.accept()) {
            socket.getOutputStream().write(setup);
            assertThat(accepted.getInputStream().readNBytes(setup.length)).isEqualTo(setup);
            assertThat(own.judge(sender).complaints()).isNotEmpty();
            assertThat(own.judge(receiver).complaints()).isEmpty();
        }
    }

    /// A judge that takes H.225.0 for another protocol finds fault with what is good: 44818 is
    /// EtherNet/IP to Wireshark, and any connection may have that port at its other end.
    @Test
    void knows_signalling_whatever_the_port_at_the_other_end() throws IOException {
        byte[] release = HexFormat.of().parseHex("0300000d" + "08028001" + "5a" + "08028090");
        String sender = Loopback.next();
        String receiver = Loopback.next();
        try (var own = Capture.start("port");
                var server = new ServerSocket(1_720, 1, InetAddress.ofLiteral(receiver));
                var socket =
                        new Socket(
                                InetAddress.ofLiteral(receiver),
                                1_720,
                                InetAddress.ofLiteral(sender),
                                44_818);
                var accepted = server.accept()) {
            socket.getOutputStream().write(release);
            assertThat(accepted.getInputStream().readNBytes(release.length)).isEqualTo(release);
            assertThat(own.judge(sender).mustBeGood().messages()).isNotEmpty();
        }
    }
}
