package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dragoman.tests.browser.BrowserLab.ASTERISK_HERTZ;
import static org.dragoman.tests.browser.BrowserLab.SOON;
import static org.dragoman.tests.browser.BrowserLab.TALK;

import java.time.Duration;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Browser;
import org.dragoman.tests.peer.Browser.Look;
import org.dragoman.tests.peer.Browser.Page;
import org.dragoman.tests.peer.Sound;
import org.dragoman.tests.peer.Tshark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages built on JsSIP and on SIP.js, as npm has them, over SIP by WebSocket: nothing of them is
/// made for Dragoman.
@UsesBrowserLab
class SipLibrariesTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final int PHONE_HERTZ = 440;

    private static Page open(BrowserLab lab, String library) {
        return lab.browser().open(lab.pages().origin() + "/" + library + ".html", Look.PHONE);
    }

    private static Page registered(BrowserLab lab, String library, String account) {
        var page = open(lab, library);
        register(lab, page, account, BrowserLab.PASSWORD);
        awaitState(page, "registered", "yes");
        return page;
    }

    private static void register(BrowserLab lab, Page page, String account, String password) {
        page.eval(
                "void register('%s/sip', '%s', '%s', '%s')"
                        .formatted(
                                lab.web().replace("https", "wss"),
                                account,
                                password,
                                lab.gateway().address()));
    }

    private static void awaitState(Page page, String key, String wanted) {
        Await.until(
                SOON,
                () -> "the page says " + page.eval("state") + ", " + page.console(),
                () -> page.eval("state." + key).asText().startsWith(wanted));
    }

    private static void call(BrowserLab lab, Page page, String number) {
        page.eval("void call('%s', '%s')".formatted(number, lab.gateway().address()));
    }

    private static void answer(Page page) {
        awaitState(page, "call", "incoming");
        page.eval("void answer()");
        awaitState(page, "call", "talking");
        awaitConnected(page); // both libraries talk before the ACK came, and cannot hold yet
    }

    private static void awaitConnected(Page page) {
        Await.until(SOON, "a connection", () -> page.eval("connected()").booleanValue());
    }

    private static void isTheBrowsersTone(Sound heard) {
        var tone = heard.tone();
        assertThat(tone.hertz()).as(tone.toString()).isCloseTo(Browser.HERTZ, within(3.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jssip", "sipjs"})
    void a_wrong_password_does_not_register(String library, BrowserLab lab) {
        try (var page = open(lab, library)) {
            register(lab, page, lab.account(), "wrong");
            awaitState(page, "registered", "no");
        }
    }

    /// ```
    /// page ── INVITE ──▶ Dragoman ── Setup ──▶ Asterisk; tones both ways; re-INVITE holds; BYE
    /// ```
    @ParameterizedTest
    @ValueSource(strings = {"jssip", "sipjs"})
    void page_to_h323_held_resumed_and_released_by_page(String library, BrowserLab lab) {
        var number = lab.number("12");
        try (var page = registered(lab, library, lab.account())) {
            call(lab, page, "0" + number);
            var asterisk = lab.asterisk().awaitIncoming(number, SOON);
            awaitState(page, "call", "talking");
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            page.eval("void hold()");
            awaitState(page, "call", "held");
            BrowserLab.awaitSilence(page);
            page.eval("void unhold()");
            awaitState(page, "call", "talking");
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            asterisk.awaitSound(TALK, SOON);
            page.eval("void hangup()");
            lab.awaitQuiet(number, AT_ONCE);
            isTheBrowsersTone(asterisk.heard());
        }
    }

    /// What came by TLS is written without it, beside the other side of the call.
    @Test
    void what_a_page_says_by_tls_is_captured_in_the_clear(BrowserLab lab) throws Exception {
        var number = lab.number("12");
        try (var page = registered(lab, "jssip", lab.account());
                var rest = lab.gateway().rest()) {
            call(lab, page, "0" + number);
            lab.asterisk().awaitIncoming(number, SOON);
            awaitState(page, "call", "talking");
            var call = rest.calls().stream().filter(c -> c.to().contains(number)).findFirst();
            page.eval("void hangup()");
            lab.awaitQuiet(number, AT_ONCE);
            var tshark = new Tshark(lab.gateway().captured(call.orElseThrow().id()));
            var invite = "sip.Method == INVITE && tcp.dstport == 8443";
            assertThat(tshark.signalling(invite, "frame.number")).hasSize(1);
            assertThat(tshark.signalling("sip.Method == BYE", "frame.number")).hasSize(1);
            assertThat(tshark.signalling("q931.message_type == 0x05", "frame.number")).hasSize(1);
            assertThat(tshark.signalling("q931.message_type == 0x5a", "frame.number")).hasSize(1);
            assertThat(tshark.signalling("_ws.malformed", "frame.number")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jssip", "sipjs"})
    void digits_arrive_from_the_stream_and_by_info(String library, BrowserLab lab) {
        try (var page = registered(lab, library, lab.account())) {
            for (var way : new String[] {"digits", "info"}) {
                var number = lab.number("16");
                call(lab, page, "0" + number);
                var asterisk = lab.asterisk().awaitIncoming(number, SOON);
                awaitState(page, "call", "talking");
                awaitConnected(page); // no tone to wait for
                page.eval("void %s('19*0')".formatted(way));
                assertThat(asterisk.awaitDigits(SOON)).as(way).isEqualTo("19*0");
                page.eval("void hangup()");
                awaitState(page, "call", "ended");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jssip", "sipjs"})
    void h323_to_page_answered_released_by_h323(String library, BrowserLab lab) {
        var account = lab.account();
        try (var page = registered(lab, library, account)) {
            var call = lab.asterisk().callByH323(account, "talk", "Boris", "4951112233");
            answer(page);
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            call.awaitSound(TALK, SOON);
            call.hangUp(16);
            awaitState(page, "call", "ended");
            isTheBrowsersTone(call.heard());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jssip", "sipjs"})
    void a_call_that_is_declined_or_busy_says_so(String library, BrowserLab lab) {
        var account = lab.account();
        try (var page = registered(lab, library, account)) {
            var call = lab.asterisk().callByH323(account, "talk", "Boris", "4951112233");
            awaitState(page, "call", "incoming");
            page.eval("void decline()");
            assertThat(call.awaitEnd(SOON)).isEqualTo(21);
            call(lab, page, "0" + lab.number("2017"));
            awaitState(page, "call", "failed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jssip", "sipjs"})
    void a_blind_transfer_ends_where_it_should(String library, BrowserLab lab) {
        var number = lab.number("12");
        var account = lab.account();
        try (var page = registered(lab, library, account)) {
            var call = lab.asterisk().callByH323(account, "wait", "Boris", "4951112233");
            answer(page);
            page.eval("void refer('0%s', '%s')".formatted(number, lab.gateway().address()));
            lab.asterisk().awaitIncoming(number, SOON);
            call.awaitTone(ASTERISK_HERTZ, SOON);
            call.hangUp(16);
        }
    }

    /// ```
    /// Asterisk ──▶ page ──▶ Asterisk, another call; page ── REFER with Replaces ──▶ Dragoman
    /// Asterisk ══ tone of the second call ══▶ the first
    /// ```
    @ParameterizedTest
    @ValueSource(strings = {"jssip", "sipjs"})
    void an_attended_transfer_connects_the_others(String library, BrowserLab lab) {
        var number = lab.number("10");
        var account = lab.account();
        try (var page = registered(lab, library, account)) {
            var call = lab.asterisk().callByH323(account, "wait", "Boris", "4951112233");
            answer(page);
            page.eval("void hold()");
            awaitState(page, "call", "held");
            call(lab, page, "0" + number);
            awaitState(page, "call", "talking");
            page.eval("void join()");
            call.awaitTone(ASTERISK_HERTZ, SOON);
            call.hangUp(16);
        }
    }

    // ---- a SIP phone: baresip, registered

    @ParameterizedTest
    @ValueSource(strings = {"jssip", "sipjs"})
    void page_to_baresip_answered_released_by_page(String library, BrowserLab lab) {
        try (var phone = lab.registeredPhone(PHONE_HERTZ);
                var page = registered(lab, library, lab.account())) {
            phone.expectCall();
            call(lab, page, phone.settings().user());
            awaitState(page, "call", "talking");
            BrowserLab.awaitTone(page, PHONE_HERTZ);
            phone.awaitSound(SOON);
            page.eval("void hangup()");
            awaitState(page, "call", "ended");
            isTheBrowsersTone(phone.heard());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jssip", "sipjs"})
    void baresip_to_page_answered_released_by_baresip(String library, BrowserLab lab) {
        var account = lab.account();
        try (var phone = lab.registeredPhone(PHONE_HERTZ);
                var page = registered(lab, library, account)) {
            phone.call(lab.uri(account));
            awaitState(page, "call", "incoming");
            page.eval("void answer()");
            phone.awaitAnswer(SOON);
            BrowserLab.awaitTone(page, PHONE_HERTZ);
            phone.awaitSound(SOON);
            phone.hangUp();
            awaitState(page, "call", "ended");
            isTheBrowsersTone(phone.heard());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jssip", "sipjs"})
    void a_tab_that_is_closed_ends_the_call(String library, BrowserLab lab) {
        var number = lab.number("10");
        try (var page = registered(lab, library, lab.account())) {
            call(lab, page, "0" + number);
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            page.leave();
            lab.awaitQuiet(number, AT_ONCE);
        }
    }
}
