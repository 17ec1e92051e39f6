package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.voice.Lab.SOON;

import java.time.Duration;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Digits from end to end. The gateway sends them to each Asterisk in another way
/// ({@link Setup#digits}); Asterisk 22 itself sends H.245 alphanumeric.
@UsesLab
@Execution(ExecutionMode.CONCURRENT)
class DigitsTest {
    /// ```
    /// SIPp ── RFC 4733 ──▶ Dragoman ── signal, alphanumeric or keypad ──▶ Asterisk, which reads
    /// SIPp ◀── RFC 4733 ── Dragoman ◀── H.245 alphanumeric ───────────── Asterisk, which repeats
    /// ```
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void sip_rtp_event_digits_to_h323_and_back(Setup setup, Lab lab) {
        String number = lab.number("16");
        var scenario = SippScenario.caller(Offer.EARLY).expectAnswer().expectHangUp();
        try (var sipp = lab.call(setup, number, scenario)) {
            var asterisk = lab.asterisk(setup).awaitIncoming(number, SOON);
            sipp.awaitMedia(SOON);
            sipp.phone().sendDigits("19*0");
            assertThat(asterisk.awaitDigits(SOON)).isEqualTo("19*0");
            Await.until(SOON, "four digits at SIPp", () -> sipp.phone().digits().length() >= 4);
            sipp.awaitEnd(SOON);
            assertThat(sipp.phone().digits()).isEqualTo("19*0");
        }
    }

    /// ```
    /// SIPp ── INFO ──▶ Dragoman ── signal, alphanumeric or keypad ──▶ Asterisk
    /// ```
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void sip_info_digits_to_h323(Setup setup, Lab lab) {
        String number = lab.number("16");
        var pause = Duration.ofMillis(300);
        var scenario =
                SippScenario.caller(Offer.EARLY)
                        .expectAnswer()
                        .stayFor(pause)
                        .sendInfoDigit('4')
                        .stayFor(pause)
                        .sendInfoDigit('4')
                        .stayFor(pause)
                        .sendInfoDigit('*')
                        .stayFor(pause)
                        .sendInfoDigit('7')
                        .expectHangUp();
        try (var sipp = lab.call(setup, number, scenario)) {
            var asterisk = lab.asterisk(setup).awaitIncoming(number, SOON);
            assertThat(asterisk.awaitDigits(SOON)).isEqualTo("44*7");
            sipp.awaitEnd(SOON);
        }
    }

    /// ```
    /// Asterisk ── H.245 alphanumeric ──▶ Dragoman ── RFC 4733 ──▶ SIPp
    /// ```
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void h323_digits_to_sip_rtp_events(Setup setup, Lab lab) {
        try (var phone = lab.phone(Offer.EARLY, SippScenario.callee().answer().expectHangUp())) {
            var call = lab.asterisk(setup).callByH323(phone.number(), "dial", "Anna", "2001");
            phone.call().awaitEnd(SOON);
            call.awaitEnd(SOON);
            assertThat(phone.call().phone().digits()).isEqualTo("12*0");
        }
    }

    /// ```
    /// Asterisk ── H.245 alphanumeric ──▶ Dragoman ── INFO ──▶ SIPp, which takes no RFC 4733
    /// ```
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void h323_digits_to_sip_info(Setup setup, Lab lab) {
        var scenario =
                SippScenario.callee()
                        .withoutEvents()
                        .answer()
                        .expectInfoDigit('1')
                        .expectInfoDigit('2')
                        .expectInfoDigit('*')
                        .expectInfoDigit('0')
                        .expectHangUp();
        try (var phone = lab.phone(Offer.EARLY, scenario)) {
            var call = lab.asterisk(setup).callByH323(phone.number(), "dial", "Anna", "2001");
            phone.call().awaitEnd(SOON);
            call.awaitEnd(SOON);
            assertThat(phone.call().phone().digits()).isEmpty();
        }
    }
}
