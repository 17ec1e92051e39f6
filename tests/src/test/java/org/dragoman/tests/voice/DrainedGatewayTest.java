package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.voice.Lab.SOON;

import java.util.List;
import java.util.Optional;
import org.dragoman.gateway.rest.RecordQuestion;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.gateway.rest.RouteQuestion;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
import org.dragoman.tests.peer.Await;
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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A gateway is drained while a call is up: every protocol hears so in its own words, and the call
/// goes on to its end.
@Execution(ExecutionMode.CONCURRENT)
class DrainedGatewayTest {
    private static final String CALLER = Loopback.next();
    private static final String CALLED = Loopback.next();
    private static final int CONGESTION = 42; // Q.850: switching equipment congestion

    private static AsteriskPeer asterisk;
    private static Dragoman gateway;

    @BeforeAll
    static void start() {
        Peers.require(Peers.ASTERISK, Peers.SIPP);
        var address = Loopback.next();
        var setup = Setup.values()[0];
        var settings =
                AsteriskSettings.of("drained-pbx", Loopback.next(), address)
                        .withFastStart(setup.fastStart)
                        .withTunnelling(setup.tunnelling);
        var h323 =
                new H323Trunk(
                        "pbx", settings.address(), setup.fastStart, setup.tunnelling, setup.digits);
        var sip =
                List.of(
                        new SipTrunk("caller", CALLER, 5_060, "as-called"),
                        new SipTrunk("called", CALLED, 5_060, "early"));
        var routes = List.of(new Route("6", 1, "called"));
        gateway =
                Dragoman.start(
                        new DragomanSettings("drained", address, List.of(h323), sip, routes));
        asterisk = AsteriskPeer.start(settings);
    }

    @AfterAll
    static void stop() {
        if (asterisk != null) {
            asterisk.close();
        }
        if (gateway != null) {
            gateway.close();
        }
    }

    /// ```
    /// Asterisk (H.323)     Dragoman              SIPp (called)     SIPp (caller)
    ///  │ Setup, Connect       │ INVITE, 200            │                 │
    ///  │─────────────────────▶│───────────────────────▶│                 │
    ///  │                      │ ◀── POST /gateway/drain                  │
    ///  │                      │ INVITE, OPTIONS                          │
    ///  │                      │◀─────────────────────────────────────────│
    ///  │                      │ 503, Retry-After                         │
    ///  │ Setup                │─────────────────────────────────────────▶│
    ///  │─────────────────────▶│
    ///  │ ReleaseComplete (42) │
    ///  │◀─────────────────────│
    ///  │    1004 Hz ▶    ◀ 440 Hz of the first call │
    ///  │ ReleaseComplete      │ BYE                    │
    ///  │─────────────────────▶│───────────────────────▶│
    /// ```
    @Test
    void the_call_that_is_up_goes_on_and_every_new_one_hears_congestion() throws Exception {
        var answers = SippScenario.callee().ring().answer().expectHangUp();
        try (var called = SippCall.answer(answers, SippCall.Settings.at(CALLED, 5_060));
                var rest = gateway.rest()) {
            ping(200);
            var call = asterisk.callByH323("6100", "talk", "Anna", "2001");
            call.awaitAnswer(SOON);
            var begun = rest.drain(true);
            assertThat(begun.callsLeft()).isOne();
            assertThat(rest.drain(true)).isEqualTo(begun);

            ping(503);
            sipCallIsRefused();
            assertThat(asterisk.callByH323("6102", "talk", "Boris", "2002").awaitEnd(SOON))
                    .isEqualTo(CONGESTION);
            assertThat(rest.begin("6103", "6104").problem()).contains("being drained");
            isExplained(rest);

            called.phone().awaitTone(Lab.ASTERISK_HERTZ, SOON);
            call.awaitTone(Lab.SIPP_HERTZ, SOON);
            assertThat(rest.draining(0).callsLeft()).isOne();
            call.hangUp(16);
            called.awaitEnd(SOON);
            assertThat(called.reason()).contains("cause=16");
            Await.until(SOON, "no call is left", () -> left(rest) == 0);
            assertThat(rest.draining(0).refused()).isEqualTo(3);

            assertThat(rest.drain(false).draining()).isFalse();
            ping(200);
            Await.until(SOON, "the records", () -> refusedRecords(rest) == 2);
            assertThat(gateway.output())
                    .contains("event=gateway.draining", "event=gateway.drain_ended");
        }
    }

    private static void sipCallIsRefused() {
        var refused = SippScenario.caller(Offer.EARLY).expectRefusal(503);
        var from = SippCall.Settings.at(CALLER, 0);
        try (var call = SippCall.call(gateway.sip(), "6101", refused, from)) {
            call.awaitEnd(SOON);
            assertThat(call.messages()).contains("Retry-After: 5");
            assertThat(call.reason()).contains("cause=42");
        }
    }

    private static void ping(int status) {
        var from = SippCall.Settings.at(CALLER, 0);
        try (var ping = SippCall.call(gateway.sip(), "ping", SippScenario.ping(status), from)) {
            ping.awaitEnd(SOON);
            assertThat(ping.messages().contains("Retry-After: 5")).isEqualTo(status == 503);
        }
    }

    private static void isExplained(RestClient rest) throws Exception {
        var question = new RouteQuestion("caller", "6105", Optional.empty(), Optional.empty());
        var route = rest.explain(question).orElseThrow();
        assertThat(route.outcome()).isEqualTo("refused");
        assertThat(route.cause()).isEqualTo(CONGESTION);
        assertThat(route.why()).contains("being drained");
    }

    private static int left(RestClient rest) {
        try {
            return rest.draining(1).callsLeft();
        } catch (RestClient.Unreachable e) {
            throw new AssertionError(e);
        }
    }

    private static int refusedRecords(RestClient rest) {
        try {
            var question =
                    new RecordQuestion(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(CONGESTION),
                            true,
                            10,
                            Optional.empty());
            return rest.records(question).records().size();
        } catch (RestClient.Unreachable e) {
            throw new AssertionError(e);
        }
    }
}
