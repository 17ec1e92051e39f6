package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dragoman.tests.browser.BrowserLab.TALK;

import org.dragoman.tests.peer.Browser;
import org.dragoman.tests.peer.Browser.Look;
import org.dragoman.tests.peer.FlashPhone;
import org.dragoman.tests.peer.Sound;
import org.junit.jupiter.api.Test;

/// A Flash client (Red5's RTMP client, as one of siprtmp) and the softphone page in a real browser
/// call one another.
@UsesBrowserLab
class FlashTest {
    private static final int FLASH_HERTZ = 880;

    /// ```
    /// Flash ── invite ──▶ Dragoman ── ring ──▶ page, which answers
    /// Flash ══ 880 Hz, G.711 ══▶ Opus ══▶ page;  Flash ◀══ 700 Hz ══ page
    /// page ── hangup ──▶ Dragoman ── byed ──▶ Flash
    /// ```
    @Test
    void flash_to_page_answered_released_by_page(BrowserLab lab) {
        var callee = lab.account();
        try (var page = lab.softphone(callee, Look.PHONE);
                var flash = flash(lab, lab.account())) {
            flash.invoke("invite", callee);
            page.awaitVisible("#incoming[open]");
            page.click("#accept-audio");
            flash.await("accepted");
            page.awaitText("#talk-state", "Talking");
            flash.talk("local", "remote", FLASH_HERTZ);
            BrowserLab.awaitTone(page, FLASH_HERTZ);
            flash.awaitSound(TALK);
            page.click("#hangup");
            flash.await("byed");
            isThePagesTone(flash.heard());
            BrowserLab.saysNothingWrong(page);
        }
    }

    /// ```
    /// page ── call ──▶ Dragoman ── invited ──▶ Flash, which accepts, is held, and leaves
    /// ```
    @Test
    void page_to_flash_with_hold_and_digit_released_by_flash(BrowserLab lab) {
        var callee = lab.account();
        try (var page = lab.softphone(lab.account(), Look.PHONE);
                var flash = flash(lab, callee)) {
            page.fill("#number", callee);
            page.click("#audio-call");
            flash.await("invited");
            flash.invoke("accept");
            flash.await("accepted");
            flash.talk("local", "remote", FLASH_HERTZ);
            page.awaitText("#talk-state", "Talking");
            BrowserLab.awaitTone(page, FLASH_HERTZ);
            page.click("#hold");
            assertThat(flash.await("holded").get(1)).isEqualTo(true);
            BrowserLab.awaitSilence(page);
            page.click("#hold");
            assertThat(flash.await("holded").get(1)).isEqualTo(false);
            BrowserLab.awaitTone(page, FLASH_HERTZ);
            flash.awaitSound(TALK);
            flash.invoke("bye");
            page.awaitVisible("#dial");
            isThePagesTone(flash.heard());
        }
    }

    private static FlashPhone flash(BrowserLab lab, String account) {
        return FlashPhone.siprtmp(
                lab.gateway().address(), account, BrowserLab.PASSWORD, FlashPhone.PLAYS_SPEEX);
    }

    private static void isThePagesTone(Sound heard) {
        var tone = heard.tone();
        assertThat(tone.hertz()).as(tone.toString()).isCloseTo(Browser.HERTZ, within(4.0));
        assertThat(tone.purity()).as(tone.toString()).isGreaterThan(0.8);
    }
}
