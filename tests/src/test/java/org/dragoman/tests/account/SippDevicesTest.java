package org.dragoman.tests.account;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.dragoman.tests.peer.Sound;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Devices of accounts played by SIPp, step by step: who answers first has the call, and a call is
/// taken over from another device.
class SippDevicesTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration TALK = Duration.ofMillis(1_500);
    private static final Duration LAST = Duration.ofMillis(500);
    private static final int ONE_HERTZ = 440;
    private static final int OTHER_HERTZ = 1_000;
    private static final String CARRIER = Loopback.next();
    private static Dragoman gateway;

    @BeforeAll
    static void start() {
        Peers.require(Peers.SIPP);
        var carrier = new SipTrunk("carrier", CARRIER, 5060, "early");
        gateway =
                Dragoman.start(
                        new DragomanSettings(
                                        "sipp-devices",
                                        Loopback.next(),
                                        List.of(),
                                        List.of(carrier),
                                        List.of(new Route("9", 0, "carrier")))
                                .with(
                                        Accounts.by(
                                                "md5", "2001", "2002", "2003", "2004", "2005",
                                                "2006", "2007")));
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    /// A device that is registered and waits for a call.
    private static SippCall device(String number, SippScenario scenario, int hertz) {
        var settings = SippCall.Settings.at(Loopback.next(), 5060).sending(hertz);
        var word = Accounts.password(number);
        try (var registering =
                SippCall.call(
                        gateway.sip(), number, SippScenario.registration(number, word), settings)) {
            registering.awaitEnd(SOON);
        }
        return SippCall.answer(scenario, settings);
    }

    private static SippCall call(String number, SippScenario scenario) {
        return SippCall.call(gateway.sip(), number, scenario, SippCall.Settings.at(CARRIER, 0));
    }

    private static SippScenario talking() {
        return SippScenario.caller(Offer.EARLY).expectAnswer().stayFor(TALK).hangUp();
    }

    private static void isTone(Sound heard, int hertz) {
        assertThat(heard.tone().hertz()).isBetween(hertz - 5.0, hertz + 5.0);
    }

    /// ```
    /// SIPp (carrier)    Dragoman           2001, one        2001, other
    ///  │ INVITE 2001      │ INVITE            │                │
    ///  │─────────────────▶│──────────────────▶│───────────────▶│
    ///  │ 180              │ 180 from both     │                │
    ///  │ 200              │ 200               │                │
    ///  │◀─────────────────│◀──────────────────│                │
    ///  │                  │ CANCEL, Reason: SIP;cause=200      │
    ///  │                  │───────────────────────────────────▶│
    /// ```
    @Test
    void of_two_devices_the_first_answer_wins_and_the_other_is_told_so() {
        var slow = SippScenario.callee().ring().expectCancel();
        var quick = SippScenario.callee().ring().stayFor(TALK).answer().expectHangUp();
        try (var other = device("2001", slow, OTHER_HERTZ);
                var one = device("2001", quick, ONE_HERTZ);
                var caller = call("2001", talking())) {
            other.awaitEnd(SOON);
            caller.awaitEnd(SOON);
            one.awaitEnd(SOON);
            assertThat(other.reason()).startsWith("SIP;cause=200");
            isTone(caller.phone().heard(), ONE_HERTZ);
        }
    }

    /// The other one has answered when its CANCEL comes: its answer is acknowledged, and its call
    /// ended (RFC 3261 §9.1, §15).
    @Test
    void an_answer_that_crosses_the_cancel_is_acknowledged_and_ended() {
        var late = SippScenario.callee().ring().answerOverCancel();
        var quick = SippScenario.callee().ring().stayFor(TALK).answer().expectHangUp();
        try (var other = device("2002", late, OTHER_HERTZ);
                var one = device("2002", quick, ONE_HERTZ);
                var caller = call("2002", talking())) {
            other.awaitEnd(SOON);
            caller.awaitEnd(SOON);
            one.awaitEnd(SOON);
            assertThat(other.reason()).startsWith("SIP;cause=200");
            isTone(caller.phone().heard(), ONE_HERTZ);
        }
    }

    @Test
    void when_both_answer_at_once_one_has_the_call() {
        var atOnce = SippScenario.callee().answerAtOnce();
        try (var one = device("2003", atOnce, ONE_HERTZ);
                var other = device("2003", SippScenario.callee().answerAtOnce(), ONE_HERTZ);
                var caller = call("2003", talking())) {
            caller.awaitEnd(SOON);
            one.awaitEnd(SOON);
            other.awaitEnd(SOON);
            isTone(caller.phone().heard(), ONE_HERTZ);
        }
    }

    /// A phone was told by another one, of which the gateway knows nothing, to take its call:
    /// the end of an attended transfer (RFC 5589 §7).
    ///
    /// ```
    /// SIPp (carrier)    Dragoman           2004             2005
    ///  │ INVITE 2004      │ INVITE            │                │
    ///  │─────────────────▶│──────────────────▶│   (REFER)      │
    ///  │ 200              │ 200               │ ─ ─ ─ ─ ─ ─ ─ ▶│
    ///  │◀─────────────────│◀──────────────────│                │
    ///  │                  │ INVITE, Replaces: the dialog of 2004
    ///  │                  │◀───────────────────────────────────│
    ///  │                  │ 200                                │
    ///  │                  │───────────────────────────────────▶│
    ///  │                  │ BYE               │                │
    ///  │                  │──────────────────▶│                │
    /// ```
    @Test
    void a_call_is_taken_over_by_invite_with_replaces() {
        var first = SippScenario.callee().ring().answer().expectHangUp();
        var calling =
                SippScenario.caller(Offer.EARLY)
                        .expectAnswer()
                        .expectIdentity("Account 2005")
                        .expectHangUp();
        try (var old = device("2004", first, ONE_HERTZ);
                var caller = call("2004", calling)) {
            caller.awaitMedia(SOON);
            old.awaitMedia(SOON);
            var fresh = taking("2005", "Replaces: " + old.calledDialog());
            try (fresh) {
                old.awaitEnd(SOON);
                fresh.awaitEnd(SOON);
                caller.awaitEnd(SOON);
                isTone(caller.phone().heard().last(LAST), OTHER_HERTZ);
            }
        }
    }

    @Test
    void a_call_that_rings_is_picked_up_by_invite_with_replaces() {
        var ringing = SippScenario.callee().ring().expectCancel();
        var calling = SippScenario.caller(Offer.EARLY).expectAnswer().expectHangUp();
        try (var old = device("2006", ringing, ONE_HERTZ);
                var caller = call("2006", calling)) {
            old.awaitMessage("180 Ringing", SOON);
            caller.awaitMessage("180 Ringing", SOON);
            try (var fresh = taking("2007", "Replaces: " + old.calledDialog() + ";early-only")) {
                old.awaitEnd(SOON);
                fresh.awaitEnd(SOON);
                caller.awaitEnd(SOON);
                assertThat(old.reason()).startsWith("SIP;cause=200");
                isTone(caller.phone().heard().last(LAST), OTHER_HERTZ);
            }
        }
    }

    /// An account takes a call over, talks and hangs up.
    private static SippCall taking(String number, String replaces) {
        var scenario =
                SippScenario.caller(number, Accounts.password(number), replaces)
                        .expectAnswer()
                        .stayFor(TALK)
                        .stayFor(TALK)
                        .hangUp();
        var settings = SippCall.Settings.at(Loopback.next(), 0).sending(OTHER_HERTZ);
        return SippCall.call(gateway.sip(), "dragoman", scenario, settings);
    }
}
