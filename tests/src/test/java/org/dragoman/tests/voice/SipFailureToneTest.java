package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dragoman.tests.voice.Lab.SOON;

import java.time.Duration;
import java.util.List;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.Test;

/// SIP callers hear why their call failed, those too who offered no sound: SIPp is the caller.
class SipFailureToneTest {
    private static final int BUSY_HERTZ = 425; // E.180/Q.35

    /// ```
    /// SIPp                       Dragoman              SIPp
    ///  │ INVITE, no SDP             │ INVITE              │
    ///  │───────────────────────────▶│────────────────────▶│
    ///  │ 183, offer, RSeq           │ 486                 │
    ///  │◀───────────────────────────│◀────────────────────│
    ///  │ PRACK, answer              │                     │
    ///  │───────────────────────────▶│                     │
    ///  │   ◀ busy tone, two seconds │                     │
    ///  │ 486                        │                     │
    ///  │◀───────────────────────────│                     │
    /// ```
    @Test
    void a_sip_caller_without_an_offer_hears_the_busy_tone() {
        Peers.require(Peers.SIPP);
        String address = Loopback.next();
        String phone = Loopback.next();
        String called = Loopback.next();
        var tones = List.of("failure-tones: on", "failure-tone-time: 2s");
        var settings =
                new DragomanSettings(
                        "failing-sip",
                        address,
                        List.of(),
                        List.of(
                                new SipTrunk("phone", phone, 5_060, "as-called", tones),
                                new SipTrunk("called", called, 5_060, "as-called")),
                        List.of(new Route("5", 0, "called")));
        var refuses = SippScenario.callee().refuse(486);
        var hears =
                SippScenario.caller(Offer.LATE, "Supported: 100rel")
                        .expectOfferToConfirm()
                        .expectAnyRefusal();
        try (var gateway = Dragoman.start(settings);
                var callee = SippCall.answer(refuses, SippCall.Settings.at(called, 5_060));
                var caller =
                        SippCall.call(
                                gateway.sip(), "5486", hears, SippCall.Settings.at(phone, 0))) {
            callee.awaitEnd(SOON);
            caller.awaitEnd(SOON);
            assertThat(caller.reason()).contains("cause=17");
            var tone = caller.phone().heard().tone();
            assertThat(tone.hertz()).as(tone.toString()).isCloseTo(BUSY_HERTZ, within(4.0));
            assertThat(tone.purity()).as(tone.toString()).isGreaterThan(0.9);
            assertThat(caller.phone().heard().length()).isGreaterThan(Duration.ofSeconds(1));
        }
    }
}
