package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.browser.BrowserLab.ASTERISK_HERTZ;
import static org.dragoman.tests.browser.BrowserLab.SOON;
import static org.dragoman.tests.browser.BrowserLab.TALK;

import org.dragoman.tests.peer.Browser;
import org.dragoman.tests.peer.Browser.Look;
import org.junit.jupiter.api.Test;

/// Calls to the softphone page, and what becomes of them: answered, declined, missed, transferred.
@UsesBrowserLab
class PageCalledTest {
    /// ```
    /// Asterisk ── Setup ──▶ Dragoman ── incoming ──▶ page, whose user accepts
    /// Asterisk, after two seconds ── ReleaseComplete ──▶ Dragoman ── ended ──▶ page
    /// ```
    @Test
    void h323_to_page_answered_released_by_h323(BrowserLab lab) {
        var account = lab.account();
        try (var page = lab.softphone(account, Look.PHONE)) {
            var call = lab.asterisk().callByH323(account, "talk", "Boris", "4951112233");
            page.awaitVisible("#incoming[open]");
            page.awaitText("#incoming", "4951112233");
            page.awaitText("#incoming", "Boris");
            page.shot("incoming");
            page.click("#accept-audio");
            page.awaitText("#talk-state", "Talking");
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            call.awaitSound(TALK, SOON);
            call.hangUp(16);
            page.awaitVisible("#dial");
            BrowserLab.isTheBrowsersTone(call);
        }
    }

    @Test
    void a_call_that_is_declined_says_so_to_the_caller(BrowserLab lab) {
        var account = lab.account();
        try (var page = lab.softphone(account, Look.PHONE)) {
            var call = lab.asterisk().callByH323(account, "talk", "Boris", "4951112233");
            page.awaitVisible("#incoming[open]");
            page.click("#decline");
            page.awaitHidden("#incoming");
            assertThat(call.awaitEnd(SOON)).isEqualTo(21);
        }
    }

    @Test
    void two_pages_of_an_account_ring_and_one_that_answers_quiets_the_other(BrowserLab lab) {
        var account = lab.account();
        try (var first = lab.softphone(account, Look.PHONE);
                var second = lab.softphone(account, Look.DESKTOP)) {
            lab.asterisk().callByH323(account, "talk", "Boris", "4951112233");
            first.awaitVisible("#incoming[open]");
            second.awaitVisible("#incoming[open]");
            second.shot("incoming-desktop-dark-ru");
            first.click("#accept-audio");
            BrowserLab.awaitTone(first, ASTERISK_HERTZ);
            second.awaitHidden("#incoming");
            second.awaitVisible("#dial");
            first.click("#hangup");
            first.awaitVisible("#dial");
        }
    }

    @Test
    void a_call_that_nobody_took_is_in_the_history(BrowserLab lab) {
        var account = lab.account();
        try (var page = lab.softphone(account, Look.PHONE)) {
            var call = lab.asterisk().callByH323(account, "talk", "Boris", "4951112233");
            page.awaitVisible("#incoming[open]");
            call.hangUp(16);
            page.awaitText("#notice", "Missed call from Boris");
            page.awaitText("#history-calls", "Missed");
            page.shot("missed");
        }
    }

    @Test
    void pages_call_one_another(BrowserLab lab) {
        var account = lab.account();
        try (var caller = lab.softphone(lab.account(), Look.PHONE);
                var called = lab.softphone(account, Look.PHONE)) {
            BrowserLab.dial(caller, account);
            BrowserLab.accept(called);
            BrowserLab.awaitTone(caller, Browser.HERTZ);
            BrowserLab.awaitTone(called, Browser.HERTZ);
            called.click("#hangup");
            caller.awaitVisible("#dial");
        }
    }

    // ---- transfers

    @Test
    void a_blind_transfer_ends_where_it_should(BrowserLab lab) {
        var number = lab.number("12");
        var account = lab.account();
        try (var page = lab.softphone(account, Look.PHONE)) {
            var call = lab.asterisk().callByH323(account, "wait", "Boris", "4951112233");
            BrowserLab.accept(page);
            page.awaitText("#talk-state", "Talking");
            page.click("#transfer");
            page.awaitVisible("#transfer-dialog[open]");
            page.shot("transfer");
            page.fill("#transfer-number", "0" + number);
            page.click("#transfer-now");
            lab.asterisk().awaitIncoming(number, SOON);
            page.awaitVisible("#dial");
            call.awaitTone(ASTERISK_HERTZ, SOON);
            call.hangUp(16);
        }
    }

    @Test
    void an_attended_transfer_connects_the_others(BrowserLab lab) {
        var number = lab.number("10");
        var account = lab.account();
        try (var page = lab.softphone(account, Look.PHONE)) {
            var call = lab.asterisk().callByH323(account, "wait", "Boris", "4951112233");
            BrowserLab.accept(page);
            page.awaitText("#talk-state", "Talking");
            page.click("#transfer");
            page.fill("#transfer-number", "0" + number);
            page.click("#transfer-ask");
            page.awaitText("#others", "Boris");
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            page.shot("two-calls");
            page.click("#join");
            page.awaitVisible("#dial");
            call.awaitTone(ASTERISK_HERTZ, SOON);
            call.hangUp(16);
        }
    }
}
