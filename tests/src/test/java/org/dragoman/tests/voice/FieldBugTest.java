package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.voice.Lab.SOON;
import static org.dragoman.tests.voice.Lab.TALK;

import java.time.Duration;
import java.util.Locale;
import org.dragoman.tests.peer.Capture;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bugs that users of other stacks met, as whole calls; docs/field-bugs.md lists them.
@UsesLab
class FieldBugTest {
    /// 180 and 183 with sound become Alerting and Progress with progress indicator 8, or the
    /// telephone network stays silent. 8 is "in-band information or appropriate pattern is now
    /// available" (Q.931 §4.5.23).
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Progress", "Alerting"})
    void h4_early_sound_is_announced(String message, Lab lab) {
        var callee = SippScenario.callee();
        var early = message.equals("Progress") ? callee.progress() : callee.ringWithSound();
        var scenario = early.stayFor(Duration.ofMillis(300)).answer().stayFor(TALK).hangUp();
        int type = message.equals("Progress") ? 0x03 : 0x01;
        Setup setup = Setup.FAST_TUNNELLED;
        try (var capture = Capture.start("h4-" + message);
                var phone = lab.phone(Offer.EARLY, scenario)) {
            var call = lab.asterisk(setup).callByH323(phone.number(), "talk", "Anna", "2001");
            phone.call().awaitEnd(SOON);
            call.awaitEnd(SOON);
            String sent =
                    "ip.src==%s && q931.message_type==0x%02x && q931.progress_indicator.description==8"
                            .formatted(lab.gateway().address(), type);
            assertThat(capture.count(sent)).as(sent).isPositive();
        }
    }

    /// What one peer is told to do is done for it, not for the next.
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void h8_fast_start_and_tunnelling_are_set_per_peer(Setup setup, Lab lab) {
        String number = lab.number("17");
        var scenario = SippScenario.caller(Offer.EARLY).expectAnswer().expectHangUp();
        try (var capture = Capture.start("h8-" + setup);
                var sipp = lab.call(setup, number, scenario)) {
            sipp.awaitEnd(SOON);
            String setups =
                    "ip.src==%s && ip.dst==%s && q931.message_type==0x05"
                            .formatted(lab.gateway().address(), lab.asterisk(setup).address());
            assertThat(capture.count(setups)).isPositive();
            assertThat(capture.count(setups + " && h225.fastStart") > 0).isEqualTo(setup.fastStart);
            assertThat(capture.count(setups + " && h225.h245Tunnelling==1") > 0)
                    .isEqualTo(setup.tunnelling);
        }
    }

    /// Sound flows where a payload type for digits is agreed, in both directions.
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void h13_sound_flows_beside_telephone_events(Setup setup, Lab lab) {
        String number = lab.number("10");
        var scenario = SippScenario.caller(Offer.EARLY).expectAnswer().stayFor(TALK).hangUp();
        try (var sipp = lab.call(setup, number, scenario)) {
            var asterisk = lab.asterisk(setup).awaitIncoming(number, SOON);
            sipp.awaitMedia(SOON);
            sipp.awaitEnd(SOON);
            Lab.isAsterisksTone(sipp.phone().heard());
            Lab.isSippsTone(asterisk.heard());
            assertThat(sipp.messages()).containsPattern("SIP/2.0 200[\\s\\S]*telephone-event/8000");
        }
    }

    /// A caller without a number, without a name, or with letters for one.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sip:anonymous@anonymous.invalid>",
                "\"\" <sip:127.0.0.1>",
                "\"Ünïcode Ñame that goes on for longer than any display of eighty-two octets would ever show\" <sip:alice@127.0.0.1>"
            })
    void h17_callers_without_a_number_get_through(String identity, Lab lab) {
        String number = lab.number("17");
        var scenario = SippScenario.caller(Offer.EARLY).expectAnswer().expectHangUp();
        try (var sipp =
                SippCall.call(
                        lab.gateway().sip(),
                        "0" + Setup.FAST_TUNNELLED.ordinal() + number,
                        scenario,
                        lab.caller().withIdentity(identity))) {
            lab.asterisk(Setup.FAST_TUNNELLED).awaitIncoming(number, SOON);
            sipp.awaitEnd(SOON);
        }
    }

    /// Who hides stays hidden: presentation restricted in octet 3a (Q.931 §4.5.10).
    @Test
    void h18_privacy_becomes_presentation_restricted(Lab lab) {
        String number = lab.number("17");
        var scenario =
                SippScenario.caller(
                                Offer.EARLY,
                                "P-Asserted-Identity: <sip:2000@127.0.0.1>",
                                "Privacy: id")
                        .expectAnswer()
                        .expectHangUp();
        try (var capture = Capture.start("h18");
                var sipp =
                        SippCall.call(
                                lab.gateway().sip(),
                                "0" + Setup.FAST_TUNNELLED.ordinal() + number,
                                scenario,
                                lab.caller()
                                        .withIdentity(
                                                "\"Anonymous\" <sip:anonymous@anonymous.invalid>"))) {
            lab.asterisk(Setup.FAST_TUNNELLED).awaitIncoming(number, SOON);
            sipp.awaitEnd(SOON);
            String setups =
                    "ip.src==%s && q931.message_type==0x05 && q931.called_party_number.digits==\"%s\""
                            .formatted(lab.gateway().address(), number);
            assertThat(capture.count(setups + " && q931.presentation_ind==1")).isPositive();
            assertThat(capture.count(setups + " && q931.presentation_ind==0")).isZero();
        }
    }

    /// The called number is neither shown as the caller's nor sent back as the connected one:
    /// who was reached is said by the called side, or not at all.
    @Test
    void h19_the_called_number_is_not_sent_back(Lab lab) {
        var scenario = SippScenario.callee().ring().answer().stayFor(TALK).hangUp();
        Setup setup = Setup.SLOW_TUNNELLED;
        try (var capture = Capture.start("h19");
                var phone = lab.phone(Offer.EARLY, scenario)) {
            var call = lab.asterisk(setup).callByH323(phone.number(), "talk", "Anna", "2001");
            phone.call().awaitEnd(SOON);
            call.awaitEnd(SOON);
            String sent = "ip.src==%s && q931".formatted(lab.gateway().address());
            assertThat(capture.count(sent)).isPositive();
            assertThat(capture.count(sent + " && q931.connected_number.digits")).isZero();
            assertThat(phone.call().messages()).contains("<sip:2001@");
        }
    }

    /// Numeric causes cross unchanged, named in no table or not.
    @ParameterizedTest
    @ValueSource(
            ints = {2, 3, 18, 20, 22, 27, 28, 29, 31, 38, 41, 42, 44, 47, 58, 63, 65, 79, 88, 127})
    void h30_numeric_causes_pass_from_h323_to_sip(int cause, Lab lab) {
        String number = lab.number("2" + String.format(Locale.ROOT, "%03d", cause));
        var scenario = SippScenario.caller(Offer.EARLY).expectAnyRefusal();
        try (var sipp = lab.call(Setup.FAST_TUNNELLED, number, scenario)) {
            sipp.awaitEnd(SOON);
            assertThat(sipp.reason()).matches("(?s).*cause=" + cause + "\\b.*");
        }
    }

    /// A dialled string that looks like an address, or is no number, is refused in words.
    @ParameterizedTest
    @ValueSource(strings = {"1234.5", "127.0.0.1", "12-34"})
    void h33_what_is_no_number_is_refused(String dialled, Lab lab) {
        var scenario = SippScenario.caller(Offer.EARLY).expectAnyRefusal();
        try (var sipp = SippCall.call(lab.gateway().sip(), dialled, scenario, lab.caller())) {
            sipp.awaitEnd(SOON);
            assertThat(sipp.messages()).containsPattern("SIP/2.0 4(04|84|16)");
        }
    }

    /// A call without an offer is answered with one, and sound flows: no media termination point is
    /// needed in front of the gateway.
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void s3_a_call_without_an_offer_has_sound(Setup setup, Lab lab) {
        String number = lab.number("12");
        var scenario = SippScenario.caller(Offer.LATE).expectAnswer().stayFor(TALK).hangUp();
        try (var sipp = lab.call(setup, number, scenario)) {
            var asterisk = lab.asterisk(setup).awaitIncoming(number, SOON);
            sipp.awaitEnd(SOON);
            Lab.isAsterisksTone(sipp.phone().heard());
            Lab.isSippsTone(asterisk.heard());
        }
    }

    /// The caller gives up at once: whatever crosses the CANCEL, nothing is left on the H.323 side.
    @ParameterizedTest(name = "after {0} ms")
    @ValueSource(ints = {0, 20, 50, 100, 200, 300})
    void s7_cancel_races_leave_nothing(int millis, Lab lab) {
        Setup setup = Setup.SLOW_SEPARATE;
        String number = lab.number("18");
        var scenario = SippScenario.caller(Offer.EARLY).cancelAfter(Duration.ofMillis(millis));
        try (var sipp = lab.call(setup, number, scenario)) {
            sipp.awaitEnd(SOON);
            lab.awaitQuiet(setup, number);
        }
    }
}
