package org.dragoman.tests.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.rtmp.FlashLab.ASTERISK_HERTZ;
import static org.dragoman.tests.rtmp.FlashLab.FLASH_HERTZ;
import static org.dragoman.tests.rtmp.FlashLab.SIPP_HERTZ;
import static org.dragoman.tests.rtmp.FlashLab.SOON;
import static org.dragoman.tests.rtmp.FlashLab.TALK;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Film;
import org.dragoman.tests.peer.FlashPhone;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Clients of the three dialects (Red5's RTMP client) call H.323 (Asterisk) and SIP (SIPp) and are
/// called by them; tones are measured at both ends, the client's by ffmpeg's decoders.
@UsesFlashLab
@Execution(ExecutionMode.CONCURRENT)
class FlashCallTest {
    private static final Duration LONG = Duration.ofSeconds(5);

    /// ```
    /// Flash, siprtmp        Dragoman                 Asterisk
    ///  │ invite               │ Setup                   │
    ///  │─────────────────────▶│────────────────────────▶│
    ///  │ ringing, accepted    │ Alerting, Connect       │
    ///  │◀─────────────────────│◀────────────────────────│
    ///  │ 700 Hz ▶     700 Hz ▶│     ◀ 1004 Hz  ◀ 1004 Hz│
    ///  │ bye                  │ ReleaseComplete 16      │
    ///  │─────────────────────▶│────────────────────────▶│
    /// ```
    @Test
    void flash_to_h323_answered_released_by_flash(FlashLab lab) {
        String number = lab.number("12");
        try (var flash = lab.flash(lab.account())) {
            flash.invoke("invite", "sip:0" + number + "@dragoman");
            assertThat((String) flash.await("ringing").get(1)).startsWith("18");
            flash.await("accepted");
            var asterisk = lab.asterisk().awaitIncoming(number, SOON);
            flash.talk("local", "remote", FLASH_HERTZ);
            flash.awaitSound(TALK);
            asterisk.awaitSound(TALK, SOON);
            flash.invoke("bye");
            assertThat(asterisk.awaitEnd(SOON)).isEqualTo(16);
            FlashLab.isTone(asterisk.heard(), FLASH_HERTZ);
            FlashLab.isTone(flash.heard(), ASTERISK_HERTZ);
            assertThat(flash.wasTold("byed")).isFalse();
        }
    }

    @Test
    void h323_to_flash_answered_released_by_h323(FlashLab lab) {
        String account = lab.account();
        try (var flash = lab.flash(account)) {
            var asterisk = lab.asterisk().callByH323(account, "talk2", "Anna", "2001");
            var invited = flash.await("invited");
            assertThat(invited.get(1)).isEqualTo("\"Anna\" <sip:2001>");
            flash.invoke("accept");
            flash.await("accepted");
            flash.talk("local", "remote", FLASH_HERTZ);
            flash.await("byed");
            asterisk.awaitEnd(SOON);
            FlashLab.isTone(asterisk.heard(), FLASH_HERTZ);
            FlashLab.isTone(flash.heard(), ASTERISK_HERTZ);
        }
    }

    record Play(String name, int flags, String codec) {}

    static final List<Play> PLAYS =
            List.of(
                    new Play("Speex", FlashPhone.PLAYS_SPEEX, "wideband"),
                    new Play("Nellymoser", FlashPhone.PLAYS_NELLYMOSER_8K, "nellymoser"));

    /// What the client plays is decoded by ffmpeg, not by us.
    @ParameterizedTest(name = "{0}")
    @FieldSource("PLAYS")
    void flash_to_sip_answered_released_by_sip(Play play, FlashLab lab) {
        var scenario = SippScenario.callee().ring().answer().stayFor(LONG).hangUp();
        try (var phone = lab.phone(scenario);
                var flash =
                        FlashPhone.siprtmp(
                                lab.address(), lab.account(), FlashLab.PASSWORD, play.flags())) {
            flash.invoke("invite", phone.number());
            assertThat(flash.await("accepted").get(1)).isEqualTo(play.codec());
            flash.talk("local", "remote", FLASH_HERTZ);
            flash.await("byed");
            FlashLab.isTone(phone.call().awaitEnd(SOON).phone().heard(), FLASH_HERTZ);
            FlashLab.isTone(flash.heard(), SIPP_HERTZ);
        }
    }

    @Test
    void sip_to_flash_answered_released_by_flash(FlashLab lab) {
        String account = lab.account();
        var scenario = SippScenario.caller(Offer.EARLY).expectAnswer().expectHangUp();
        try (var flash =
                        FlashPhone.freeswitch(
                                lab.address(), account, FlashLab.PASSWORD, FlashPhone.PLAYS_PCMU);
                var sipp = lab.call(account, scenario)) {
            Object call = flash.await("incomingCall").get(1);
            flash.talk("publish", "play", FLASH_HERTZ);
            flash.invoke("answer", call);
            flash.await(words -> words.equals(List.of("callState", call, "ACTIVE")));
            flash.awaitSound(TALK);
            Await.until(SOON, "sound at SIPp", () -> sipp.phone().packets() > 75);
            flash.invoke("hangup", call);
            assertThat(flash.await("onHangup").get(2)).isEqualTo("NORMAL_CLEARING");
            sipp.awaitEnd(SOON);
            FlashLab.isTone(sipp.phone().heard(), FLASH_HERTZ);
            FlashLab.isTone(flash.heard(), SIPP_HERTZ);
        }
    }

    /// Asterisk reads four digits and sends them back; the client, which cannot be told of
    /// digits, hears them: the strongest of the two tones of 5 is 770 or 1336 Hz.
    @Test
    void digits_go_to_h323_and_come_back_as_tones(FlashLab lab) {
        String number = lab.number("16");
        try (var flash =
                FlashPhone.freeswitch(
                        lab.address(), lab.account(), FlashLab.PASSWORD, FlashPhone.PLAYS_PCMU)) {
            flash.talk("publish", "play", FLASH_HERTZ);
            flash.invoke("makeCall", "0" + number, "", Map.of());
            Object call = flash.await("onMakeCall").get(1);
            flash.await(words -> words.equals(List.of("callState", call, "ACTIVE")));
            var asterisk = lab.asterisk().awaitIncoming(number, SOON);
            flash.invoke("sendDTMF", "5555", 2_000);
            assertThat(asterisk.awaitDigits(SOON)).isEqualTo("5555");
            flash.await("onHangup");
            double hertz = flash.heard().tone().hertz();
            assertThat(Math.min(Math.abs(hertz - 770), Math.abs(hertz - 1_336)))
                    .as(hertz + " Hz")
                    .isLessThan(8);
        }
    }

    /// ```
    /// Flash, Flashphoner    Dragoman                 SIPp
    ///  │ hold(true)           │ INVITE (sendonly)       │
    ///  │─────────────────────▶│────────────────────────▶│
    ///  │ callbackHold, HOLD   │ 200 (recvonly)          │
    ///  │◀─────────────────────│◀────────────────────────│
    /// ```
    @Test
    void flash_holds_sip_and_takes_it_up_again(FlashLab lab) {
        var scenario =
                SippScenario.callee()
                        .ring()
                        .answer()
                        .expectReinvite("sendonly", "recvonly")
                        .expectReinvite("sendrecv", "sendrecv")
                        .expectHangUp();
        try (var phone = lab.phone(scenario);
                var flash =
                        FlashPhone.flashphoner(
                                lab.address(),
                                lab.account(),
                                FlashLab.PASSWORD,
                                FlashPhone.PLAYS_PCMU)) {
            flash.invoke("call", phone.number(), "Me", false);
            Object call = id(flash.await("talk"));
            flash.talk("1_" + call, "0_" + call, FLASH_HERTZ);
            flash.awaitSound(TALK);
            flash.invoke("hold", call, true);
            flash.await("hold");
            flash.invoke("hold", call, false);
            flash.await("talk");
            flash.awaitSound(TALK);
            flash.invoke("hangup", call);
            flash.await("finish");
            FlashLab.isTone(phone.call().awaitEnd(SOON).phone().heard(), FLASH_HERTZ);
        }
    }

    @Test
    void sip_holds_flash_which_is_told(FlashLab lab) {
        String account = lab.account();
        var scenario =
                SippScenario.caller(Offer.EARLY)
                        .expectAnswer()
                        .stayFor(TALK)
                        .reinvite("sendonly")
                        .stayFor(TALK)
                        .reinvite("sendrecv")
                        .stayFor(TALK)
                        .hangUp();
        try (var flash = lab.flash(account);
                var sipp = lab.call(account, scenario)) {
            flash.await("invited");
            flash.invoke("accept");
            flash.await("accepted");
            flash.talk("local", "remote", FLASH_HERTZ);
            assertThat(flash.await("holded").get(1)).isEqualTo(true);
            assertThat(flash.await("holded").get(1)).isEqualTo(false);
            flash.await("byed");
            sipp.awaitEnd(SOON);
            FlashLab.isTone(flash.heard(), SIPP_HERTZ);
        }
    }

    /// ```
    /// SIPp ══ Flash ── transfer ──▶ Dragoman ── Setup ──▶ Asterisk;  SIPp ══ Asterisk
    /// ```
    @Test
    void flash_transfers_sip_to_h323(FlashLab lab) {
        String number = lab.number("11");
        var scenario = SippScenario.callee().ring().answer().expectHangUp();
        try (var phone = lab.phone(scenario);
                var flash = lab.flash(lab.account())) {
            flash.invoke("invite", phone.number());
            flash.await("accepted");
            flash.invoke("transfer", "0" + number);
            var asterisk = lab.asterisk().awaitIncoming(number, SOON);
            flash.await("byed");
            asterisk.awaitEnd(SOON);
            var sipp = phone.call().awaitEnd(SOON).phone();
            FlashLab.isTone(sipp.heard(), ASTERISK_HERTZ);
            FlashLab.isTone(asterisk.heard(), SIPP_HERTZ);
        }
    }

    /// ```
    /// SIPp ── REFER ──▶ Dragoman ── Setup ──▶ Asterisk;  Flash ══ Asterisk
    /// ```
    @Test
    void sip_transfers_flash_to_h323(FlashLab lab) {
        String account = lab.account();
        String number = lab.number("11");
        var scenario =
                SippScenario.caller(Offer.EARLY)
                        .expectAnswer()
                        .stayFor(TALK)
                        .refer("0" + number)
                        .expectNotify("100")
                        .expectNotify("180")
                        .expectNotify("200")
                        .expectHangUp();
        try (var flash = lab.flash(account);
                var sipp = lab.call(account, scenario)) {
            flash.await("invited");
            flash.invoke("accept");
            flash.await("accepted");
            flash.talk("local", "remote", FLASH_HERTZ);
            var asterisk = lab.asterisk().awaitIncoming(number, SOON);
            flash.await("byed");
            sipp.awaitEnd(SOON);
            FlashLab.isTone(asterisk.heard(), FLASH_HERTZ);
            FlashLab.isTone(flash.heard().last(TALK), ASTERISK_HERTZ);
        }
    }

    @ParameterizedTest(name = "cause {0}")
    @CsvSource({
        "1, 404, UNALLOCATED_NUMBER, finish",
        "17, 486, USER_BUSY, busy",
        "21, 603, CALL_REJECTED, finish"
    })
    void why_h323_refused_is_said_in_each_dialect(
            int cause, String sip, String freeswitch, String flashphoner, FlashLab lab) {
        String extension = "2%03d".formatted(cause);
        try (var flash = lab.flash(lab.account())) {
            flash.invoke("invite", "0" + lab.number(extension));
            assertThat((String) flash.await("rejected").get(1)).startsWith(sip);
        }
        try (var flash =
                FlashPhone.freeswitch(
                        lab.address(), lab.account(), FlashLab.PASSWORD, FlashPhone.PLAYS_PCMU)) {
            flash.invoke("makeCall", "0" + lab.number(extension), "", Map.of());
            assertThat(flash.await("onHangup").get(2)).isEqualTo(freeswitch);
        }
        try (var flash =
                FlashPhone.flashphoner(
                        lab.address(), lab.account(), FlashLab.PASSWORD, FlashPhone.PLAYS_PCMU)) {
            flash.invoke("call", "0" + lab.number(extension), "Me", false);
            flash.await(flashphoner);
        }
    }

    @Test
    void nobody_answers_and_the_caller_gives_up_either_way(FlashLab lab) {
        String account = lab.account();
        String number = lab.number("18");
        try (var flash = lab.flash(account)) {
            flash.invoke("invite", "0" + number);
            flash.await("ringing");
            lab.asterisk().awaitIncoming(number, SOON);
            flash.invoke("bye");
            lab.awaitQuiet(number);
            var gone = SippScenario.caller(Offer.EARLY).expectRinging().cancel();
            try (var sipp = lab.call(account, gone)) {
                flash.await("invited");
                flash.await("cancelled");
                sipp.awaitEnd(SOON);
            }
        }
    }

    /// The client says why as SIP does.
    @ParameterizedTest(name = "{0}")
    @CsvSource({"486 Busy Here, 486", "'', 603"})
    void flash_rejects_sip(String reason, int status, FlashLab lab) {
        String account = lab.account();
        var refused = SippScenario.caller(Offer.EARLY).expectRefusal(status);
        try (var flash = lab.flash(account);
                var sipp = lab.call(account, refused)) {
            flash.await("invited");
            flash.invoke("reject", reason);
            sipp.awaitEnd(SOON);
        }
    }

    /// R8: the program is killed; whoever it talked with is told at once.
    @Test
    void a_client_that_is_gone_ends_its_call(FlashLab lab) {
        String number = lab.number("10");
        try (var flash = lab.flash(lab.account())) {
            flash.invoke("invite", "0" + number);
            flash.await("accepted");
            var asterisk = lab.asterisk().awaitIncoming(number, SOON);
            flash.breakOff();
            assertThat(asterisk.awaitEnd(SOON)).isEqualTo(16);
        }
    }

    /// H.264 of ffmpeg goes as RTP through the gateway and comes out as FLV, which ffmpeg decodes
    /// without a complaint.
    ///
    /// ```
    /// ffmpeg ══ FLV, H.264 ══▶ Dragoman ══ RTP ══▶ Dragoman ══ FLV, H.264 ══▶ Flash
    /// ```
    @Test
    void video_of_ffmpeg_is_seen_by_flash(FlashLab lab, @TempDir Path folder) {
        try (var flash = lab.flash(FlashLab.FILM_LOVER);
                var ffmpeg = Film.publish("ffmpeg-film", folder, lab.film())) {
            flash.await("invited");
            flash.invoke("accept");
            flash.await("accepted");
            flash.talk("local", "remote", FLASH_HERTZ);
            Await.until(SOON, ffmpeg::output, () -> flash.pictures() > 60);
            flash.invoke("bye");
            String seen = flash.seen();
            assertThat(seen).contains("Video: h264", Film.SIZE).doesNotContain("error");
            FlashLab.isTone(flash.heard(), Film.HERTZ);
        }
    }

    private static Object id(List<Object> told) {
        return ((Map<?, ?>) told.get(1)).get("id");
    }
}
