package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.voice.Lab.SOON;
import static org.dragoman.tests.voice.Lab.TALK;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A SIP phone calls an H.323 gateway.
@UsesLab
@Execution(ExecutionMode.CONCURRENT)
class SipToH323Test {
    static Stream<Arguments> setupsAndOffers() {
        return Arrays.stream(Setup.values())
                .flatMap(s -> Arrays.stream(Offer.values()).map(o -> Arguments.of(s, o)));
    }

    /// ```
    /// SIPp                 Dragoman                 Asterisk
    ///  │ INVITE (SDP or none) │ Setup (fastStart or none) │
    ///  │─────────────────────▶│──────────────────────────▶│
    ///  │ 200 OK               │ Connect, H.245            │
    ///  │◀─────────────────────│◀─────────────────────────▶│
    ///  │ ACK                  │                           │
    ///  │─────────────────────▶│    440 Hz ▶   ◀ 1004 Hz   │
    ///  │ BYE                  │ ReleaseComplete           │
    ///  │─────────────────────▶│──────────────────────────▶│
    /// ```
    @ParameterizedTest(name = "{0}, {1} offer")
    @MethodSource("setupsAndOffers")
    void sip_to_h323_answered_released_by_caller(Setup setup, Offer offer, Lab lab) {
        String number = lab.number("10");
        var scenario = SippScenario.caller(offer).expectAnswer().stayFor(TALK).hangUp();
        try (var sipp = lab.call(setup, number, scenario)) {
            var asterisk = lab.asterisk(setup).awaitIncoming(number, SOON);
            sipp.awaitEnd(SOON);
            assertThat(asterisk.awaitEnd(SOON)).isEqualTo(16);
            Lab.isAsterisksTone(sipp.phone().heard());
            Lab.isSippsTone(asterisk.heard());
            assertThat(sipp.phone().otherPackets()).isZero();
        }
    }

    /// The same, and after two seconds:
    /// ```
    ///  │ BYE                  │ ReleaseComplete           │
    ///  │◀─────────────────────│◀──────────────────────────│
    /// ```
    @ParameterizedTest(name = "{0}, {1} offer")
    @MethodSource("setupsAndOffers")
    void sip_to_h323_answered_released_by_callee(Setup setup, Offer offer, Lab lab) {
        String number = lab.number("11");
        var scenario = SippScenario.caller(offer).expectAnswer().expectHangUp();
        try (var sipp = lab.call(setup, number, scenario)) {
            var asterisk = lab.asterisk(setup).awaitIncoming(number, SOON);
            sipp.awaitEnd(SOON);
            asterisk.awaitEnd(SOON);
            Lab.isAsterisksTone(sipp.phone().heard());
            Lab.isSippsTone(asterisk.heard());
            assertThat(sipp.reason()).contains("cause=16");
        }
    }

    /// ```
    ///  │ 180 Ringing          │ Alerting                  │
    ///  │◀─────────────────────│◀──────────────────────────│
    ///  │ CANCEL               │ ReleaseComplete           │
    ///  │─────────────────────▶│──────────────────────────▶│
    ///  │ 487                  │                           │
    ///  │◀─────────────────────│                           │
    /// ```
    /// Asterisk says 111 where the end meets its own setting up of the call (seen with 22.10.1).
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void sip_to_h323_not_answered_released_by_caller(Setup setup, Lab lab) {
        String number = lab.number("18");
        var scenario = SippScenario.caller(Offer.EARLY).expectRinging().cancel();
        try (var sipp = lab.call(setup, number, scenario)) {
            var asterisk = lab.asterisk(setup).awaitIncoming(number, SOON);
            sipp.awaitEnd(SOON);
            assertThat(asterisk.awaitEnd(SOON)).isIn(0, 16, 111, 127);
        }
    }

    /// A tone of 620 Hz before the answer reaches the caller in a 183.
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void sip_to_h323_early_media_then_answered(Setup setup, Lab lab) {
        String number = lab.number("13");
        var scenario =
                SippScenario.caller(Offer.EARLY)
                        .expectEarlyMedia()
                        .expectAnswer()
                        .stayFor(TALK)
                        .hangUp();
        try (var sipp = lab.call(setup, number, scenario)) {
            var asterisk = lab.asterisk(setup).awaitIncoming(number, SOON);
            sipp.awaitEnd(SOON);
            asterisk.awaitEnd(SOON);
            Lab.isAsterisksTone(sipp.phone().heard());
            assertThat(sipp.phone().heard().until(Duration.ofMillis(800)).tone().hertz())
                    .isBetween(617.0, 623.0);
            Lab.isSippsTone(asterisk.heard());
        }
    }

    /// What the H.323 side releases with, what the SIP side gets, and the number in its Reason
    /// header, which is the same.
    enum Refusal {
        BUSY(17, 486),
        NO_ANSWER(19, 480),
        UNALLOCATED(1, 404),
        REJECTED(21, 603), // 403 unless the location is the user (RFC 3398 §7.2.4.1)
        CONGESTION(34, 503);

        final int cause;
        final int status;

        Refusal(int cause, int status) {
            this.cause = cause;
            this.status = status;
        }
    }

    static Stream<Arguments> setupsAndRefusals() {
        return Arrays.stream(Setup.values())
                .flatMap(s -> Arrays.stream(Refusal.values()).map(r -> Arguments.of(s, r)));
    }

    /// ```
    ///  │ 4xx–5xx, Reason      │ ReleaseComplete (Cause)   │
    ///  │◀─────────────────────│◀──────────────────────────│
    /// ```
    /// Source of the statuses: RFC 3398 §7.2.4.1.
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("setupsAndRefusals")
    void sip_to_h323_refused(Setup setup, Refusal refusal, Lab lab) {
        String number = lab.number("2" + String.format(Locale.ROOT, "%03d", refusal.cause));
        var scenario = SippScenario.caller(Offer.EARLY).expectRefusal(refusal.status);
        try (var sipp = lab.call(setup, number, scenario)) {
            sipp.awaitEnd(SOON);
            assertThat(sipp.reason()).contains("Q.850").contains("cause=" + refusal.cause);
        }
    }

    /// Who calls, and under what name, arrives at the H.323 side.
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void sip_to_h323_shows_who_calls(Setup setup, Lab lab) {
        String number = lab.number("17");
        var scenario = SippScenario.caller(Offer.EARLY).expectAnswer().expectHangUp();
        try (var sipp = lab.call(setup, number, scenario)) {
            var asterisk = lab.asterisk(setup).awaitIncoming(number, SOON);
            sipp.awaitEnd(SOON);
            assertThat(asterisk.caller()).containsEntry("number", "2000");
            assertThat(List.of(asterisk.caller().get("name").strip())).contains("Ann Ekho");
        }
    }

    /// µ-law on one side, A-law on the other: the gateway converts, level and all.
    @Test
    void sip_to_h323_converts_between_the_laws(Lab lab) {
        String number = lab.number("10");
        var scenario = SippScenario.caller(Offer.EARLY).expectAnswer().stayFor(TALK).hangUp();
        try (var sipp =
                SippCall.call(
                        lab.gateway().sip(),
                        Lab.ALAW + number,
                        scenario,
                        lab.caller().withCodecs("PCMU"))) {
            var asterisk = lab.alaw().awaitIncoming(number, SOON);
            sipp.awaitEnd(SOON);
            asterisk.awaitEnd(SOON);
            Lab.isAsterisksTone(sipp.phone().heard());
            Lab.isSippsTone(asterisk.heard());
        }
    }
}
