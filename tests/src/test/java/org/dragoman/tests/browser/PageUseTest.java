package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dragoman.tests.browser.BrowserLab.ASTERISK_HERTZ;
import static org.dragoman.tests.browser.BrowserLab.SOON;
import static org.dragoman.tests.browser.BrowserLab.TALK;

import java.util.List;
import java.util.Set;
import org.dragoman.tests.peer.Browser;
import org.dragoman.tests.peer.Browser.Look;
import org.dragoman.tests.peer.Browser.Node;
import org.dragoman.tests.peer.Browser.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The softphone page for people with a keyboard, a screen reader, several microphones, several
/// browsers, and screens of any size.
@UsesBrowserLab
class PageUseTest {
    private static final Set<String> WORKED_WITH =
            Set.of("button", "textbox", "combobox", "checkbox", "link", "dialog");

    // ---- screen reader, as Chromium tells it of the page

    private static void isAPage(Page page, String state) {
        assertThat(page.accessibilityTree())
                .extracting(Node::role)
                .as(state)
                .contains("banner", "main", "heading");
        everythingHasAName(page, state);
    }

    private static void everythingHasAName(Page page, String state) {
        assertThat(page.accessibilityTree())
                .as(state)
                .filteredOn(n -> WORKED_WITH.contains(n.role()))
                .isNotEmpty()
                .allSatisfy(n -> assertThat(n.name()).as(n.toString()).isNotBlank());
    }

    private static List<String> names(Page page, String role) {
        return page.accessibilityTree().stream()
                .filter(n -> n.role().equals(role))
                .map(Node::name)
                .toList();
    }

    @Test
    void a_screen_reader_is_told_what_everything_is(BrowserLab lab) {
        var number = lab.number("10");
        try (var page = lab.browser().open(lab.web() + "/phone/", Look.PHONE)) {
            page.awaitVisible("#login");
            isAPage(page, "login");
            assertThat(names(page, "textbox")).containsExactly("Account", "Password");
            lab.logIn(page, lab.account());
            isAPage(page, "dial");
            assertThat(names(page, "button")).contains("1", "*", "#", "Audio call", "Devices");
            BrowserLab.dial(page, "?");
            assertThat(page.accessibilityTree())
                    .extracting(Node::role)
                    .as("what went wrong is told at once")
                    .contains("alert");
            BrowserLab.dial(page, "0" + number);
            page.awaitText("#talk-state", "Talking");
            isAPage(page, "talk");
            assertThat(page.accessibilityTree())
                    .extracting(Node::role)
                    .as("how the call goes is told as it changes")
                    .contains("status", "timer");
            page.click("#mute");
            page.awaitVisible("#mute[aria-pressed=true]");
            assertThat(page.accessibilityTree())
                    .contains(new Node("button", "Mute", "true"))
                    .contains(new Node("button", "Hold", "false"));
            page.click("#transfer");
            page.awaitVisible("#transfer-dialog[open]");
            everythingHasAName(page, "transfer"); // what is behind it is out of reach
            assertThat(names(page, "dialog")).containsExactly("Transfer the call");
            page.press("Escape");
            page.awaitHidden("#transfer-dialog");
            page.click("#hangup");
            page.awaitVisible("#dial");
        }
    }

    /// No mouse: log in, call, mute, hang up, call again from the history, and log out.
    @Test
    void a_keyboard_is_enough(BrowserLab lab) {
        var number = lab.number("10");
        try (var page = lab.browser().open(lab.web() + "/phone/", Look.DESKTOP)) {
            page.awaitVisible("#account:focus");
            page.type(lab.account());
            page.press("Tab");
            page.type(BrowserLab.PASSWORD);
            page.press("Enter");
            page.awaitVisible("#number:focus");
            page.type("0" + number);
            page.press("Enter");
            page.awaitVisible("#hangup:focus");
            page.awaitText("#talk-state", "Разговор");
            page.press("1");
            page.awaitText("#talk-digits", "1");
            page.eval("document.getElementById('mute').focus()");
            page.press("Space");
            page.awaitVisible("#mute[aria-pressed=true]");
            page.eval("document.getElementById('hangup').focus()");
            page.press("Enter");
            page.awaitVisible("#number:focus");
            page.awaitText("#history-calls", "0" + number);
        }
    }

    /// The one who calls is answered, and given away, without a mouse too.
    @Test
    void a_keyboard_is_enough_for_who_is_called(BrowserLab lab) {
        var number = lab.number("12");
        var account = lab.account();
        try (var page = lab.softphone(account, Look.DESKTOP)) {
            var call = lab.asterisk().callByH323(account, "wait", "Boris", "4951112233");
            page.awaitVisible("#accept-audio:focus");
            page.press("Escape"); // neither takes nor refuses
            page.awaitVisible("#incoming[open]");
            page.press("Enter");
            page.awaitText("#talk-state", "Разговор");
            page.awaitVisible("#hangup:focus");
            page.press("Shift+Tab");
            page.awaitVisible("#transfer:focus");
            page.press("Enter");
            page.awaitVisible("#transfer-number:focus");
            page.type("0" + number);
            page.press("Enter");
            lab.asterisk().awaitIncoming(number, SOON);
            page.awaitVisible("#number:focus");
            call.awaitTone(ASTERISK_HERTZ, SOON);
            call.hangUp(16);
        }
    }

    // ---- devices

    /// The call takes the sound of another microphone, and Asterisk goes on hearing the tone.
    @Test
    void another_microphone_and_loudspeaker_are_taken_in_the_middle_of_a_call(BrowserLab lab) {
        var number = lab.number("12");
        try (var page = lab.softphone(lab.account(), Look.PHONE)) {
            BrowserLab.dial(page, "0" + number);
            var asterisk = lab.asterisk().awaitIncoming(number, SOON);
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            page.eval(LINE);
            var before = page.eval(DEVICE).textValue();
            page.click("#devices-open");
            page.awaitVisible("#devices[open]");
            page.shot("devices");
            var other = page.eval(other("microphone", before)).textValue();
            page.select("#microphone", other);
            page.awaitTrue("(" + DEVICE + ") === '" + other + "'");
            assertThat(other).isNotEqualTo(before);
            var speaker = page.eval(other("output", "")).textValue();
            page.select("#output", speaker);
            page.awaitTrue("document.getElementById('remote-audio').sinkId === '" + speaker + "'");
            page.press("Escape");
            asterisk.awaitSound(TALK, SOON);
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            page.click("#hangup");
            page.awaitVisible("#dial");
            var tone = asterisk.heard().tone();
            assertThat(tone.hertz()).as(tone.toString()).isCloseTo(Browser.HERTZ, within(3.0));
        }
    }

    private static final String LINE =
            "import('./stage.js').then(s => { globalThis.line = s.line; return null; })";
    private static final String DEVICE =
            "line.active.local.getAudioTracks()[0].getSettings().deviceId";

    /// A device of the list that is not this one.
    private static String other(String list, String device) {
        return "[...document.getElementById('%s').options].map(o => o.value).filter(v => v && v !== '%s').at(-1)"
                .formatted(list, device);
    }

    /// The browser says so by ending what it captured.
    @Test
    void where_the_microphone_is_pulled_out_the_standard_one_takes_its_place(BrowserLab lab) {
        var number = lab.number("10");
        try (var page = lab.softphone(lab.account(), Look.PHONE)) {
            BrowserLab.dial(page, "0" + number);
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            page.eval(LINE);
            page.eval(
                    "globalThis.gone = line.active.local.getAudioTracks()[0]; gone.stop();"
                            + " gone.dispatchEvent(new Event('ended')); null");
            page.awaitTrue(
                    "line.active.local.getAudioTracks()[0] !== gone"
                            + " && line.active.local.getAudioTracks()[0].readyState === 'live'");
            page.click("#hangup");
            page.awaitVisible("#dial");
        }
    }

    // ---- history

    @Test
    void another_browser_of_the_account_sees_the_calls_there_were(BrowserLab lab) {
        var account = lab.account();
        var number = lab.number("10");
        try (var first = lab.softphone(account, Look.PHONE);
                var open = lab.softphone(account, Look.DESKTOP)) {
            BrowserLab.dial(first, "0" + number);
            BrowserLab.awaitTone(first, ASTERISK_HERTZ);
            first.click("#hangup");
            first.awaitText("#history-calls", "0" + number);
            open.awaitText("#history-calls", "0" + number);
            open.shot("history-desktop-dark-ru");
            try (var later = lab.softphone(account, Look.PHONE)) {
                later.awaitText("#history-calls", "0" + number);
                later.click("#history-calls button:has-text('0" + number + "')");
                later.awaitTrue("document.getElementById('number').value === '0" + number + "'");
                later.click("#history-clear");
                later.awaitText("#history", "No calls yet.");
            }
            open.awaitText("#history", "Звонков ещё не было.");
            first.awaitText("#history", "No calls yet.");
        }
    }

    // ---- screens

    static final List<Look> SCREENS =
            List.of(
                    new Look("en-US", "light", 320, 568, List.of("microphone", "camera")),
                    new Look("ru-RU", "light", 320, 568, List.of("microphone", "camera")),
                    new Look("ru-RU", "dark", 768, 1_024, List.of("microphone", "camera")),
                    new Look("en-US", "light", 1_920, 1_080, List.of("microphone", "camera")));

    /// Nothing is wider than the screen, whatever its size and the language.
    @ParameterizedTest
    @FieldSource("SCREENS")
    void the_page_fits_the_screen(Look look, BrowserLab lab) {
        var name = "%dx%d-%s-".formatted(look.width(), look.height(), look.locale());
        var number = lab.number("10");
        try (var page = lab.browser().open(lab.web() + "/phone/", look)) {
            page.awaitVisible("#login");
            fits(page, name + "login");
            lab.logIn(page, lab.account());
            fits(page, name + "dial");
            BrowserLab.dial(page, "0" + number);
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            page.click("#keypad");
            page.awaitVisible("#quality");
            fits(page, name + "talk");
            page.click("#transfer");
            page.awaitVisible("#transfer-dialog[open]");
            fits(page, name + "transfer");
            page.press("Escape");
            page.click("#hangup");
            page.awaitVisible("#dial");
        }
    }

    private static void fits(Page page, String shot) {
        page.shot(shot);
        var wider =
                page.eval(
                        "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(wider.intValue()).as(shot).isLessThanOrEqualTo(0);
        var cut =
                page.eval(
                        "[...document.querySelectorAll('button')].filter(b => b.offsetParent"
                                + " && b.scrollWidth > b.clientWidth + 1).map(b => b.textContent)");
        assertThat(cut).as("buttons whose words do not fit, " + shot).isEmpty();
    }
}
