package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dragoman.tests.browser.BrowserLab.SOON;

import org.dragoman.tests.peer.BaresipPeer;
import org.dragoman.tests.peer.Browser;
import org.dragoman.tests.peer.Browser.Look;
import org.junit.jupiter.api.Test;

/// The softphone page and a SIP phone of another account: baresip, registered.
@UsesBrowserLab
class PageBaresipTest {
    private static final int PHONE_HERTZ = 440;

    private static void heardThePage(BaresipPeer phone) {
        var tone = phone.heard().tone();
        assertThat(tone.hertz()).as(tone.toString()).isCloseTo(Browser.HERTZ, within(3.0));
    }

    /// ```
    /// page ── call ──▶ Dragoman ── INVITE ──▶ baresip, which answers at once
    /// page ══ 700 Hz ═▶ baresip; page ◀══ 440 Hz ══ baresip
    /// page ── hangup ──▶ Dragoman ── BYE ──▶ baresip
    /// ```
    @Test
    void page_to_baresip_answered_released_by_page(BrowserLab lab) {
        try (var phone = lab.registeredPhone(PHONE_HERTZ);
                var page = lab.softphone(lab.account(), Look.PHONE)) {
            phone.expectCall();
            BrowserLab.dial(page, phone.settings().user());
            BrowserLab.awaitTone(page, PHONE_HERTZ);
            phone.awaitSound(SOON);
            page.click("#hangup");
            page.awaitVisible("#dial");
            heardThePage(phone);
        }
    }

    /// ```
    /// baresip ── INVITE ──▶ Dragoman ── incoming ──▶ page, whose user accepts
    /// baresip ── BYE ──▶ Dragoman ── ended ──▶ page
    /// ```
    @Test
    void baresip_to_page_answered_released_by_baresip(BrowserLab lab) {
        var account = lab.account();
        try (var phone = lab.registeredPhone(PHONE_HERTZ);
                var page = lab.softphone(account, Look.PHONE)) {
            phone.call(lab.uri(account));
            page.awaitText("#incoming", phone.settings().user());
            page.click("#accept-audio");
            phone.awaitAnswer(SOON);
            BrowserLab.awaitTone(page, PHONE_HERTZ);
            phone.awaitSound(SOON);
            phone.hangUp();
            page.awaitText("#notice", "The call has ended.");
            heardThePage(phone);
        }
    }

    /// Two pages call a phone that takes one call at a time.
    @Test
    void a_phone_that_talks_already_is_busy(BrowserLab lab) {
        try (var phone = lab.registeredPhone(PHONE_HERTZ);
                var first = lab.softphone(lab.account(), Look.PHONE);
                var second = lab.softphone(lab.account(), Look.PHONE)) {
            var number = phone.settings().user();
            BrowserLab.dial(first, number);
            BrowserLab.awaitTone(first, PHONE_HERTZ);
            BrowserLab.dial(second, number);
            second.awaitText("#notice", number + " is busy.");
            BrowserLab.awaitTone(first, PHONE_HERTZ);
            first.click("#hangup");
            first.awaitVisible("#dial");
        }
    }

    /// An account without a device.
    @Test
    void who_is_not_there_is_not_reachable(BrowserLab lab) {
        try (var page = lab.softphone(lab.account(), Look.PHONE)) {
            BrowserLab.dial(page, BrowserLab.NOBODY);
            page.awaitText("#notice", BrowserLab.NOBODY + " is not reachable now.");
        }
    }

    /// ```
    /// Asterisk ──▶ page; the page transfers it to baresip: Asterisk ══ tones ══ baresip
    /// ```
    @Test
    void a_blind_transfer_to_baresip_connects_the_others(BrowserLab lab) {
        var account = lab.account();
        try (var phone = lab.registeredPhone(PHONE_HERTZ);
                var page = lab.softphone(account, Look.PHONE)) {
            var call = lab.asterisk().callByH323(account, "wait", "Boris", "4951112233");
            BrowserLab.accept(page);
            page.awaitText("#talk-state", "Talking");
            phone.expectCall();
            page.click("#transfer");
            page.fill("#transfer-number", phone.settings().user());
            page.click("#transfer-now");
            phone.awaitAnswer(SOON);
            page.awaitVisible("#dial");
            call.awaitTone(PHONE_HERTZ, SOON);
            call.hangUp(16);
        }
    }

    @Test
    void an_attended_transfer_to_baresip_connects_the_others(BrowserLab lab) {
        var account = lab.account();
        try (var phone = lab.registeredPhone(PHONE_HERTZ);
                var page = lab.softphone(account, Look.PHONE)) {
            var call = lab.asterisk().callByH323(account, "wait", "Boris", "4951112233");
            BrowserLab.accept(page);
            page.awaitText("#talk-state", "Talking");
            page.click("#transfer");
            page.fill("#transfer-number", phone.settings().user());
            page.click("#transfer-ask");
            page.awaitText("#others", "Boris");
            BrowserLab.awaitTone(page, PHONE_HERTZ);
            page.click("#join");
            page.awaitVisible("#dial");
            call.awaitTone(PHONE_HERTZ, SOON);
            call.hangUp(16);
        }
    }
}
