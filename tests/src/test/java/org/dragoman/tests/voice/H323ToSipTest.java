package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.voice.Lab.SOON;
import static org.dragoman.tests.voice.Lab.TALK;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// An H.323 gateway calls a SIP phone.
@UsesLab
@Execution(ExecutionMode.CONCURRENT)
class H323ToSipTest {
    static Stream<Arguments> setupsAndOffers() {
        return Arrays.stream(Setup.values())
                .flatMap(s -> Arrays.stream(Offer.values()).map(o -> Arguments.of(s, o)));
    }

    /// ```
    /// Asterisk               Dragoman                 SIPp
    ///  │ Setup (fastStart or none) │ INVITE (SDP or none) │
    ///  │──────────────────────────▶│─────────────────────▶│
    ///  │ Alerting                  │ 180 Ringing          │
    ///  │◀──────────────────────────│◀─────────────────────│
    ///  │ H.245, Connect            │ 200 OK               │
    ///  │◀─────────────────────────▶│◀─────────────────────│
    ///  │    1004 Hz ▶   ◀ 440 Hz   │ ACK                  │
    ///  │                           │─────────────────────▶│
    ///  │ ReleaseComplete           │ BYE                  │
    ///  │──────────────────────────▶│─────────────────────▶│
    /// ```
    @ParameterizedTest(name = "{0}, {1} offer")
    @MethodSource("setupsAndOffers")
    void h323_to_sip_answered_released_by_caller(Setup setup, Offer offer, Lab lab) {
        try (var phone = lab.phone(offer, SippScenario.callee().ring().answer().expectHangUp())) {
            var call = lab.asterisk(setup).callByH323(phone.number(), "talk2", "Anna", "2001");
            call.awaitAnswer(SOON);
            phone.call().awaitEnd(SOON);
            call.awaitEnd(SOON);
            Lab.isAsterisksTone(phone.call().phone().heard());
            Lab.isSippsTone(call.heard());
            assertThat(phone.call().reason()).contains("cause=16");
        }
    }

    /// The same, and after two seconds:
    /// ```
    ///  │ ReleaseComplete           │ BYE                  │
    ///  │◀──────────────────────────│◀─────────────────────│
    /// ```
    @ParameterizedTest(name = "{0}, {1} offer")
    @MethodSource("setupsAndOffers")
    void h323_to_sip_answered_released_by_callee(Setup setup, Offer offer, Lab lab) {
        var scenario = SippScenario.callee().ring().answer().stayFor(TALK).hangUp();
        try (var phone = lab.phone(offer, scenario)) {
            var call = lab.asterisk(setup).callByH323(phone.number(), "talk", "Anna", "2001");
            call.awaitAnswer(SOON);
            phone.call().awaitEnd(SOON);
            assertThat(call.awaitEnd(SOON)).isEqualTo(16);
            Lab.isAsterisksTone(phone.call().phone().heard());
            Lab.isSippsTone(call.heard());
            assertThat(phone.call().phone().otherPackets()).isZero();
        }
    }

    /// 200 without a ring before (field bug H5).
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void h323_to_sip_answered_without_ringing(Setup setup, Lab lab) {
        var scenario = SippScenario.callee().answer().stayFor(TALK).hangUp();
        try (var phone = lab.phone(Offer.EARLY, scenario)) {
            var call = lab.asterisk(setup).callByH323(phone.number(), "talk", "Anna", "2001");
            phone.call().awaitEnd(SOON);
            assertThat(call.awaitEnd(SOON)).isEqualTo(16);
            Lab.isAsterisksTone(phone.call().phone().heard());
            Lab.isSippsTone(call.heard());
        }
    }

    /// ```
    ///  │ Alerting                  │ 180 Ringing          │
    ///  │◀──────────────────────────│◀─────────────────────│
    ///  │ ReleaseComplete           │ CANCEL               │
    ///  │──────────────────────────▶│─────────────────────▶│
    /// ```
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void h323_to_sip_not_answered_released_by_caller(Setup setup, Lab lab) {
        try (var phone = lab.phone(Offer.EARLY, SippScenario.callee().ring().expectCancel())) {
            var call = lab.asterisk(setup).callByH323(phone.number(), "talk", "Anna", "2001");
            phone.call().awaitMessage("SIP/2.0 180", SOON);
            call.hangUp(16);
            phone.call().awaitEnd(SOON);
            call.awaitEnd(SOON);
        }
    }

    /// A status of the SIP side and the cause that the H.323 side gets (RFC 3398 §8.2.6.1). A
    /// number in a Reason header wins.
    enum Refusal {
        BUSY(486, 17),
        NO_ANSWER(480, 18),
        UNALLOCATED(404, 1),
        REJECTED(603, 21),
        CONGESTION(503, 41),
        CONGESTION_SAID(503, 34, "Reason: Q.850;cause=34"),
        BUSY_SAID_UNALLOCATED(486, 1, "Reason: Q.850;cause=1;text=\"Unallocated\"");

        final int status;
        final int cause;
        final String[] headers;

        Refusal(int status, int cause, String... headers) {
            this.status = status;
            this.cause = cause;
            this.headers = headers;
        }
    }

    static Stream<Arguments> setupsAndRefusals() {
        return Arrays.stream(Setup.values())
                .flatMap(s -> Arrays.stream(Refusal.values()).map(r -> Arguments.of(s, r)));
    }

    /// ```
    ///  │ ReleaseComplete (Cause)   │ 4xx–6xx              │
    ///  │◀──────────────────────────│◀─────────────────────│
    /// ```
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("setupsAndRefusals")
    void h323_to_sip_refused(Setup setup, Refusal refusal, Lab lab) {
        var scenario =
                SippScenario.callee()
                        .stayFor(Duration.ofMillis(300))
                        .refuse(refusal.status, refusal.headers);
        try (var phone = lab.phone(Offer.EARLY, scenario)) {
            var call = lab.asterisk(setup).callByH323(phone.number(), "talk", "Anna", "2001");
            phone.call().awaitEnd(SOON);
            assertThat(call.awaitEnd(SOON)).isEqualTo(refusal.cause);
        }
    }

    /// A tone of the called side before the answer (183) is heard by the caller, and the caller's
    /// number and name are in From.
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void h323_to_sip_early_media_then_answered(Setup setup, Lab lab) {
        var scenario =
                SippScenario.callee()
                        .progress()
                        .stayFor(Duration.ofMillis(700))
                        .answer()
                        .stayFor(TALK)
                        .hangUp();
        try (var phone = lab.phone(Offer.EARLY, scenario)) {
            var call = lab.asterisk(setup).callByH323(phone.number(), "talk", "Anna", "2001");
            phone.call().awaitEnd(SOON);
            call.awaitEnd(SOON);
            Lab.isAsterisksTone(phone.call().phone().heard());
            Lab.isSippsTone(call.heard());
            assertThat(phone.call().messages()).contains("<sip:2001@").contains("Anna");
        }
    }
}
