package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dragoman.tests.browser.BrowserLab.ASTERISK_HERTZ;
import static org.dragoman.tests.browser.BrowserLab.SIPP_HERTZ;
import static org.dragoman.tests.browser.BrowserLab.SOON;
import static org.dragoman.tests.browser.BrowserLab.TALK;

import java.time.Duration;
import java.util.List;
import org.dragoman.tests.peer.Browser;
import org.dragoman.tests.peer.Browser.Look;
import org.dragoman.tests.peer.SippScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The softphone page in a real browser, with an H.323 gateway and SIP phones behind Dragoman. Each
/// state of the page leaves a picture in target/peers/browser-browser.
@UsesBrowserLab
class SoftphoneTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    // ---- without a call

    @Test
    void a_wrong_password_has_a_sentence(BrowserLab lab) {
        try (var page = lab.browser().open(lab.web() + "/phone/", Look.PHONE)) {
            page.awaitVisible("#login");
            page.shot("login");
            page.fill("#account", lab.account());
            page.fill("#password", "wrong");
            page.click("#login-button");
            page.awaitText("#notice", "There is no such account, or the password is wrong.");
            page.shot("wrong-password");
            page.fill("#password", BrowserLab.PASSWORD);
            page.click("#login-button");
            page.awaitVisible("#dial");
            page.shot("dial");
        }
    }

    @Test
    void a_page_that_is_loaded_anew_is_still_logged_in_until_it_logs_out(BrowserLab lab) {
        var account = lab.account();
        try (var page = lab.softphone(account, Look.DESKTOP)) {
            page.shot("dial-desktop-dark-ru");
            page.eval("location.reload()");
            page.awaitText("#who", BrowserLab.name(account) + " · " + account);
            page.awaitVisible("#dial");
            page.click("#logout");
            page.awaitVisible("#login");
            page.eval("location.reload()");
            page.awaitVisible("#login");
            page.shot("login-desktop-dark-ru");
        }
    }

    @Test
    void a_browser_that_may_not_use_the_microphone_is_told_so(BrowserLab lab) {
        try (var page = lab.softphone(lab.account(), Look.NO_MICROPHONE)) {
            BrowserLab.dial(page, "0" + lab.number("10"));
            page.awaitText("#notice", "The browser may not use the microphone.");
            page.awaitVisible("#dial");
            page.shot("microphone-refused");
        }
    }

    @Test
    void every_word_is_said_in_both_languages(BrowserLab lab) {
        try (var page = lab.browser().open(lab.web() + "/phone/", Look.PHONE)) {
            var gaps = page.eval("import('./words.js').then(w => w.gaps())");
            assertThat(gaps).isEmpty();
            page.click("#language");
            page.awaitText("#login-title", "Вход");
            assertThat(page.eval("document.documentElement.lang").asText()).isEqualTo("ru");
        }
    }

    // ---- calls of the page

    /// ```
    /// page ── call ──▶ Dragoman ── Setup ──▶ Asterisk, which rings and answers
    /// page ══ 700 Hz ═▶ Opus or G.711 ═▶ Asterisk; page ◀══ 1004 Hz ══ Asterisk
    /// page ── hangup ──▶ Dragoman ── ReleaseComplete ──▶ Asterisk
    /// ```
    @Test
    void page_to_h323_answered_released_by_page(BrowserLab lab) {
        var number = lab.number("12");
        try (var page = lab.softphone(lab.account(), Look.PHONE)) {
            BrowserLab.dial(page, "0" + number);
            page.awaitText("#talk-who", "0" + number);
            var asterisk = lab.asterisk().awaitIncoming(number, SOON);
            page.awaitText("#talk-state", "Talking");
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            page.awaitText("#quality", "Good sound");
            page.shot("talking");
            asterisk.awaitSound(TALK, SOON);
            page.click("#hangup");
            page.awaitVisible("#dial");
            page.awaitText("#history-calls", "0" + number);
            page.shot("history");
            lab.awaitQuiet(number, AT_ONCE);
            BrowserLab.isTheBrowsersTone(asterisk);
            BrowserLab.saysNothingWrong(page);
        }
    }

    /// ```
    /// page ── call ──▶ Dragoman ── INVITE ──▶ SIPp, which rings, answers, and hangs up
    /// ```
    @Test
    void page_to_sip_answered_released_by_sip(BrowserLab lab) {
        var scenario =
                SippScenario.callee()
                        .ring()
                        .stayFor(Duration.ofSeconds(1))
                        .answer()
                        .stayFor(Duration.ofSeconds(6))
                        .hangUp();
        try (var phone = lab.phone(scenario);
                var page = lab.softphone(lab.account(), Look.DESKTOP)) {
            page.fill("#number", phone.number());
            page.press("Enter");
            page.awaitText("#talk-state", "Идут гудки");
            page.shot("ringing-desktop-dark-ru");
            page.awaitText("#talk-state", "Разговор");
            BrowserLab.awaitTone(page, SIPP_HERTZ);
            page.shot("talking-desktop-dark-ru");
            page.awaitVisible("#dial");
            page.awaitText("#notice", "Разговор окончен.");
            var heard = phone.call().awaitEnd(SOON).phone().heard().tone();
            assertThat(heard.hertz()).isCloseTo(Browser.HERTZ, within(3.0));
        }
    }

    /// ```
    /// page ── dtmf ──▶ Dragoman ── H.245 signal ──▶ Asterisk, which reads four digits
    /// ```
    @Test
    void digits_of_pad_and_keyboard_arrive(BrowserLab lab) {
        var number = lab.number("16");
        try (var page = lab.softphone(lab.account(), Look.PHONE)) {
            BrowserLab.dial(page, "0" + number);
            var asterisk = lab.asterisk().awaitIncoming(number, SOON);
            page.awaitText("#talk-state", "Talking");
            page.press("1");
            page.press("9");
            page.click("#keypad");
            page.click("#talk-pad [data-key='*']");
            page.click("#talk-pad [data-key='0']");
            page.awaitText("#talk-digits", "Sent: 19*0");
            page.shot("keypad");
            assertThat(asterisk.awaitDigits(SOON)).isEqualTo("19*0");
        }
    }

    @Test
    void hold_silences_and_resume_brings_the_tone_back(BrowserLab lab) {
        var number = lab.number("10");
        try (var page = lab.softphone(lab.account(), Look.PHONE)) {
            BrowserLab.dial(page, "0" + number);
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            page.click("#hold");
            page.awaitText("#talk-state", "On hold");
            BrowserLab.awaitSilence(page);
            page.shot("held");
            page.click("#hold");
            page.awaitText("#talk-state", "Talking");
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            page.click("#mute");
            page.awaitVisible("#mute[aria-pressed=true]");
            page.shot("muted");
            page.click("#hangup");
            page.awaitVisible("#dial");
        }
    }

    @Test
    void a_video_call_goes_on_with_sound_where_the_other_side_has_no_video(BrowserLab lab) {
        var number = lab.number("10");
        try (var page = lab.softphone(lab.account(), Look.PHONE)) {
            page.fill("#number", "0" + number);
            page.click("#video-call");
            page.awaitText("#notice", "The other side takes no video");
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            page.shot("no-video");
            page.click("#hangup");
            lab.awaitQuiet(number, AT_ONCE);
        }
    }

    record Failure(int cause, String sentence) {}

    static final List<Failure> FAILURES =
            List.of(
                    new Failure(17, "is busy."),
                    new Failure(19, "does not answer."),
                    new Failure(27, "cannot be reached."),
                    new Failure(1, "There is no number"),
                    new Failure(21, "The call was declined."));

    @ParameterizedTest
    @FieldSource("FAILURES")
    void why_a_call_failed_is_said(Failure failure, BrowserLab lab) {
        try (var page = lab.softphone(lab.account(), Look.PHONE)) {
            var number = "0" + lab.number("2%03d".formatted(failure.cause()));
            BrowserLab.dial(page, number);
            page.awaitText("#notice", failure.sentence());
            page.awaitVisible("#dial");
            page.shot("failed-" + failure.cause());
        }
    }

    @Test
    void a_number_that_is_none_is_not_dialled(BrowserLab lab) {
        try (var page = lab.softphone(lab.account(), Look.PHONE)) {
            BrowserLab.dial(page, "?");
            page.awaitText("#notice", "Enter a number");
            page.awaitVisible("#dial");
        }
    }

    /// The call is over on the telephone's side within five seconds.
    @Test
    void a_tab_that_is_closed_ends_the_call(BrowserLab lab) {
        var number = lab.number("10");
        try (var page = lab.softphone(lab.account(), Look.PHONE)) {
            BrowserLab.dial(page, "0" + number);
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            page.leave();
            lab.awaitQuiet(number, AT_ONCE);
        }
    }
}
