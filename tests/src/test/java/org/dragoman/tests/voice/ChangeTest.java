package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.voice.Lab.SOON;
import static org.dragoman.tests.voice.Lab.TALK;

import java.time.Duration;
import org.dragoman.tests.peer.Capture;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What changes in a call with Asterisk's chan_ooh323: the codec, and who is reached.
@UsesLab
@Execution(ExecutionMode.CONCURRENT)
class ChangeTest {
    private static final Duration THE_END = Duration.ofMillis(1_000);

    /// A re-INVITE with another codec alone; both hear one another in it.
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void sip_to_h323_codec_changed_by_caller(Setup setup, Lab lab) {
        String number = lab.number("10");
        var scenario =
                SippScenario.caller(Offer.EARLY)
                        .expectAnswer()
                        .stayFor(TALK)
                        .changeTo("PCMA")
                        .stayFor(TALK)
                        .stayFor(TALK)
                        .hangUp();
        try (var sipp = lab.call(setup, number, scenario)) {
            var asterisk = lab.asterisk(setup).awaitIncoming(number, SOON);
            sipp.awaitMessage("CSeq: 2 ACK", SOON);
            sipp.phone().speak("PCMA");
            sipp.awaitEnd(SOON);
            assertThat(asterisk.awaitEnd(SOON)).isEqualTo(16);
            Lab.isAsterisksTone(sipp.phone().heard().last(THE_END));
            Lab.isSippsTone(asterisk.heard().last(THE_END));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void h323_to_sip_codec_changed_by_callee(Setup setup, Lab lab) {
        var scenario =
                SippScenario.callee()
                        .ring()
                        .answer()
                        .stayFor(TALK)
                        .changeTo("PCMA")
                        .stayFor(TALK)
                        .stayFor(TALK)
                        .hangUp();
        try (var phone = lab.phone(Offer.EARLY, scenario)) {
            var call = lab.asterisk(setup).callByH323(phone.number(), "talk", "Anna", "2001");
            phone.call().awaitMessage("CSeq: 2 ACK", SOON);
            phone.call().phone().speak("PCMA");
            phone.call().awaitEnd(SOON);
            assertThat(call.awaitEnd(SOON)).isEqualTo(16);
            Lab.isAsterisksTone(phone.call().phone().heard().last(THE_END));
            Lab.isSippsTone(call.heard().last(THE_END));
        }
    }

    /// Who has answered is in Connect (connected number, display), who is there later in
    /// Information. Asterisk shows neither (22.10.1), but it goes on talking.
    @Test
    void h323_to_sip_shows_who_was_reached(Lab lab) {
        var scenario =
                SippScenario.callee()
                        .ring()
                        .answer("P-Asserted-Identity: \"Bert\" <sip:4001@127.0.0.1>")
                        .stayFor(TALK)
                        .update("P-Asserted-Identity: \"Cora\" <sip:4002@127.0.0.1>")
                        .stayFor(TALK)
                        .hangUp();
        try (var capture = Capture.start("reached");
                var phone = lab.phone(Offer.EARLY, scenario)) {
            var call =
                    lab.asterisk(Setup.SLOW_TUNNELLED)
                            .callByH323(phone.number(), "talk", "Anna", "2001");
            phone.call().awaitEnd(SOON);
            assertThat(call.awaitEnd(SOON)).isEqualTo(16);
            Lab.isSippsTone(call.heard());
            String ours = "ip.src==" + lab.gateway().address();
            assertThat(
                            capture.count(
                                    ours
                                            + " && q931.message_type==0x07"
                                            + " && q931.connected_number.digits==\"4001\""))
                    .isOne();
            assertThat(
                            capture.count(
                                    ours
                                            + " && q931.message_type==0x7b"
                                            + " && q931.connected_number.digits==\"4002\""
                                            + " && q931.display_information contains \"Cora\""))
                    .isOne();
        }
    }
}
