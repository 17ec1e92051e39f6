package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dragoman.core.call.Calls;
import org.dragoman.core.call.TrunkPolicy;
import org.dragoman.core.call.Trunks.Trunk;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.Router;
import org.dragoman.core.route.Rule;
import org.dragoman.core.time.SystemTimers;
import org.dragoman.media.relay.Relay;
import org.dragoman.media.relay.RelayConfig;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.SipConfig;
import org.dragoman.sip.SipEndpoint;
import org.dragoman.sip.SipListener;
import org.dragoman.sip.SipPeer;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Capture;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A SIP phone calls a SIP phone: the neutral call with the same protocol on both sides, and the
/// gateway's parts in this process, so that what is left of the calls can be counted.
class SipToSipTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration TALK = Duration.ofMillis(1_500);
    private static final String GATEWAY = Loopback.next();
    private static final String CALLER = Loopback.next();
    private static final String CALLEE = Loopback.next();
    private static final Map<String, Trunk> TRUNKS = new ConcurrentHashMap<>();

    private static SystemTimers timers;
    private static Relay relay;
    private static Calls calls;
    private static SipEndpoint sip;
    private static Capture capture;

    @BeforeAll
    static void start() throws IOException {
        Peers.require(Peers.SIPP, Peers.TSHARK);
        capture = Capture.start("SipToSipTest");
        timers = new SystemTimers();
        relay = new Relay(RelayConfig.on(InetAddress.ofLiteral(GATEWAY)));
        var toCallee = Rule.to("all", NumberPattern.any(), "callee");
        calls =
                new Calls(
                        Calls.Limits.DEFAULT,
                        name -> Optional.ofNullable(TRUNKS.get(name)),
                        new Router(DialPlan.of(toCallee)),
                        relay,
                        timers);
        sip =
                new SipEndpoint(
                        SipConfig.standard()
                                .withListeners(SipListener.udp(GATEWAY, SipListener.DEFAULT_PORT))
                                .withPeers(
                                        SipPeer.of("caller", CALLER, SipListener.DEFAULT_PORT),
                                        SipPeer.of("callee", CALLEE, SipListener.DEFAULT_PORT)),
                        calls,
                        Mappings.load(),
                        InstantSource.system());
        for (String name : List.of("caller", "callee")) {
            TRUNKS.put(name, new Trunk(name, sip, TrunkPolicy.DEFAULT));
        }
        sip.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (sip == null) {
            return; // a peer was missing
        }
        Await.until(SOON, "no call", () -> calls.active() == 0);
        Await.until(SOON, "no port in use", () -> relay.portsInUse() == 0);
        Await.until(SOON, "no timer", () -> timers.waiting() == 0);
        var totals = calls.totals();
        sip.close();
        relay.close();
        timers.close();
        assertThat(totals.bugs() + totals.legErrors() + totals.legsDropped())
                .as(totals.toString())
                .isZero();
        capture.judge(GATEWAY).mustBeGood();
    }

    /// ```
    /// SIPp                  Dragoman                 SIPp
    ///  │ INVITE (SDP or none) │ INVITE                  │
    ///  │─────────────────────▶│────────────────────────▶│
    ///  │ 180, 200             │ 180, 200                │
    ///  │◀─────────────────────│◀────────────────────────│
    ///  │ ACK                  │ ACK    440 Hz ▶ ◀ 440 Hz│
    ///  │─────────────────────▶│────────────────────────▶│
    ///  │ BYE                  │ BYE                     │
    ///  │─────────────────────▶│────────────────────────▶│
    /// ```
    @ParameterizedTest(name = "{0} offer")
    @EnumSource(Offer.class)
    void sip_to_sip_answered_released_by_caller(Offer offer) {
        var callee = SippScenario.callee().ring().answer().expectHangUp();
        var caller = SippScenario.caller(offer).expectAnswer().stayFor(TALK).hangUp();
        bothHearATone(callee, caller);
    }

    @ParameterizedTest(name = "{0} offer")
    @EnumSource(Offer.class)
    void sip_to_sip_answered_released_by_callee(Offer offer) {
        var callee = SippScenario.callee().ring().answer().stayFor(TALK).hangUp();
        var caller = SippScenario.caller(offer).expectAnswer().expectHangUp();
        bothHearATone(callee, caller);
    }

    @Test
    void sip_to_sip_early_media_then_answered() {
        var callee =
                SippScenario.callee()
                        .progress()
                        .stayFor(Duration.ofMillis(500))
                        .answer()
                        .stayFor(TALK)
                        .hangUp();
        var caller =
                SippScenario.caller(Offer.EARLY).expectEarlyMedia().expectAnswer().expectHangUp();
        bothHearATone(callee, caller);
    }

    /// A re-INVITE of either side reaches the other, and sound is back after it.
    @Test
    void sip_to_sip_held_and_resumed_by_caller() {
        var callee =
                SippScenario.callee()
                        .answer()
                        .expectReinvite("(sendonly|inactive)", "recvonly")
                        .expectReinvite("sendrecv", "sendrecv")
                        .expectHangUp();
        var caller =
                SippScenario.caller(Offer.EARLY)
                        .expectAnswer()
                        .stayFor(Duration.ofMillis(300))
                        .reinvite("sendonly")
                        .stayFor(Duration.ofMillis(500))
                        .reinvite("sendrecv")
                        .stayFor(TALK)
                        .hangUp();
        bothHearATone(callee, caller);
    }

    private static void bothHearATone(SippScenario callee, SippScenario caller) {
        try (var called = answering(callee);
                var calling = calling(caller)) {
            calling.awaitEnd(SOON);
            called.awaitEnd(SOON);
            Lab.isSippsTone(calling.phone().heard());
            Lab.isSippsTone(called.phone().heard());
            assertThat(calling.phone().otherPackets() + called.phone().otherPackets()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 480, 486, 488, 500, 503, 603})
    void sip_to_sip_refused(int status) {
        var callee = SippScenario.callee().refuse(status, "Reason: Q.850;cause=21");
        var caller = SippScenario.caller(Offer.EARLY).expectAnyRefusal();
        try (var called = answering(callee);
                var calling = calling(caller)) {
            calling.awaitEnd(SOON);
            called.awaitEnd(SOON);
            assertThat(calling.reason()).contains("cause=21");
        }
    }

    @Test
    void sip_to_sip_not_answered_released_by_caller() {
        var callee = SippScenario.callee().ring().expectCancel();
        var caller = SippScenario.caller(Offer.EARLY).expectRinging().cancel();
        try (var called = answering(callee);
                var calling = calling(caller)) {
            calling.awaitEnd(SOON);
            called.awaitEnd(SOON);
        }
    }

    @Test
    void sip_to_sip_digits_in_rtp() {
        var callee = SippScenario.callee().answer().expectHangUp();
        var caller =
                SippScenario.caller(Offer.EARLY)
                        .expectAnswer()
                        .stayFor(TALK)
                        .stayFor(TALK)
                        .hangUp();
        try (var called = answering(callee);
                var calling = calling(caller)) {
            calling.awaitMedia(SOON);
            calling.phone().sendDigits("15#9");
            calling.awaitEnd(SOON);
            called.awaitEnd(SOON);
            assertThat(called.phone().digits()).isEqualTo("15#9");
            Lab.isSippsTone(called.phone().heard()); // between the digits and after them
        }
    }

    private static SippCall answering(SippScenario scenario) {
        return SippCall.answer(scenario, SippCall.Settings.at(CALLEE, SipListener.DEFAULT_PORT));
    }

    private static SippCall calling(SippScenario scenario) {
        return SippCall.call(GATEWAY + ":5060", "1000", scenario, SippCall.Settings.at(CALLER, 0));
    }
}
