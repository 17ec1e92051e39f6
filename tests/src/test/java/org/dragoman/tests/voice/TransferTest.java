package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.voice.Lab.SOON;

import java.time.Duration;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A SIP phone transfers the other side of its call by REFER; the gateway does it.
@UsesLab
@Execution(ExecutionMode.CONCURRENT)
class TransferTest {
    private static final Duration A_WHILE = Duration.ofSeconds(1);
    private static final Duration BACK = Duration.ofMillis(750); // of the last second

    /// ```
    /// SIPp (transferor)     Dragoman              SIPp (callee)     Asterisk (H.323)
    ///  │ INVITE, 200, ACK     │ INVITE, 200, ACK      │                │
    ///  │─────────────────────▶│──────────────────────▶│                │
    ///  │ REFER                │ Setup                                  │
    ///  │─────────────────────▶│───────────────────────────────────────▶│
    ///  │ 202, NOTIFY 100, 180 │ Alerting, Connect                      │
    ///  │◀─────────────────────│◀───────────────────────────────────────│
    ///  │ NOTIFY 200, BYE      │      ◀ 1004 Hz, 440 Hz ▶               │
    ///  │◀─────────────────────│                       │                │
    ///  │                      │ BYE                   │ ReleaseComplete│
    ///  │                      │──────────────────────▶│ ◀──────────────│
    /// ```
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void sip_to_sip_transferred_blind_to_h323_released_by_new_party(Setup setup, Lab lab) {
        String number = lab.number("11");
        var callee = SippScenario.callee().ring().answer().expectHangUp();
        var transferor =
                SippScenario.caller(Offer.EARLY)
                        .expectAnswer()
                        .stayFor(A_WHILE)
                        .refer("0" + setup.ordinal() + number)
                        .expectNotify("100")
                        .expectNotify("180")
                        .expectNotify("200")
                        .expectHangUp();
        try (var phone = lab.phone(Offer.EARLY, callee);
                var sipp =
                        SippCall.call(
                                lab.gateway().sip(), phone.number(), transferor, lab.caller())) {
            var asterisk = lab.asterisk(setup).awaitIncoming(number, SOON);
            sipp.awaitEnd(SOON);
            phone.call().awaitEnd(SOON);
            asterisk.awaitEnd(SOON);
            Lab.isAsterisksTone(phone.call().phone().heard());
            Lab.isSippsTone(asterisk.heard());
            assertThat(phone.call().reason()).contains("cause=16");
        }
    }

    /// The new number is nobody's: the transferor hears so, and the old call goes on.
    @Test
    void sip_to_sip_transfer_to_nobody_by_h323_comes_back(Lab lab) {
        var setup = Setup.values()[0];
        String number = lab.number("14");
        var callee = SippScenario.callee().ring().answer().expectHangUp();
        var transferor =
                SippScenario.caller(Offer.EARLY)
                        .expectAnswer()
                        .stayFor(A_WHILE)
                        .refer("0" + setup.ordinal() + number)
                        .expectNotify("100")
                        .expectNotify("404")
                        .stayFor(A_WHILE)
                        .hangUp();
        try (var phone = lab.phone(Offer.EARLY, callee);
                var sipp =
                        SippCall.call(
                                lab.gateway().sip(), phone.number(), transferor, lab.caller())) {
            sipp.awaitEnd(SOON);
            phone.call().awaitEnd(SOON);
            // before, while the new number was tried, they heard its announcement
            Lab.isSippsTone(phone.call().phone().heard().last(BACK));
            Lab.isSippsTone(sipp.phone().heard().last(BACK));
        }
    }
}
