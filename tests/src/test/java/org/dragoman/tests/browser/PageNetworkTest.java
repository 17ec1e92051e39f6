package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.browser.BrowserLab.ASTERISK_HERTZ;
import static org.dragoman.tests.browser.BrowserLab.SOON;

import java.time.Duration;
import java.util.regex.Pattern;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Browser.Look;
import org.dragoman.tests.peer.Browser.Page;
import org.junit.jupiter.api.Test;

/// The softphone page on networks that fail, change and lose.
@UsesBrowserLab
class PageNetworkTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Pattern NUMBERS =
            Pattern.compile("round trip ([\\d.,]+) ms, loss ([\\d.]+) %, jitter ([\\d.]+) ms");

    private static void call(Page page, String number) {
        BrowserLab.dial(page, "0" + number);
        BrowserLab.awaitTone(page, ASTERISK_HERTZ);
    }

    /// Its WebSocket breaks off twice; the call goes on meanwhile and can be ended afterwards.
    @Test
    void a_page_comes_back_to_its_call_when_its_network_failed(BrowserLab lab) throws Exception {
        var number = lab.number("10");
        try (var wire = lab.wire();
                var page = lab.softphone(wire.url(), lab.account(), Look.PHONE)) {
            call(page, number);
            for (int i = 0; i < 2; i++) {
                wire.cut();
                page.awaitVisible("#online.off");
                page.awaitVisible("#online.on");
                page.awaitText("#talk-state", "Talking");
                BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            }
            page.click("#hangup");
            lab.awaitQuiet(number, AT_ONCE);
        }
    }

    /// ```
    /// page ══ sound ═▶ wire ═▶ Dragoman ═▶ Asterisk
    ///             the wire is cut: the page looks for another way (ICE restart), again and again
    /// page ── update (new ufrag) ──▶ Dragoman, which answers; Asterisk hears of nothing
    ///             the wire is mended: the tone is back, in the same call
    /// ```
    @Test
    void where_sound_gets_through_no_more_the_page_finds_another_way(BrowserLab lab) {
        var number = lab.number("10");
        try (var wire = lab.soundWire();
                var page = lab.softphone(lab.account(), Look.PHONE)) {
            page.eval(wire.script());
            call(page, number);
            assertThat(page.eval("restarts").intValue()).isZero();
            wire.cut();
            page.awaitText("#talk-state", "The sound was lost; looking for another way…");
            page.shot("sound-lost");
            Await.until(SOON, "an ICE restart", () -> page.eval("restarts").intValue() > 0);
            wire.mend();
            page.awaitText("#talk-state", "Talking");
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            page.click("#hangup");
            lab.awaitQuiet(number, AT_ONCE);
        }
    }

    /// Every fourth packet is lost each way: a quarter, which nobody calls good sound.
    @Test
    void the_quality_that_is_shown_is_what_the_network_does(BrowserLab lab) {
        var number = lab.number("10");
        try (var wire = lab.soundWire();
                var page = lab.softphone(lab.account(), Look.PHONE)) {
            page.eval(wire.script());
            call(page, number);
            page.awaitVisible("#quality[data-grade]");
            wire.loseOneOf(4);
            page.awaitVisible("#quality[data-grade=poor]");
            Await.until(
                    SOON,
                    () -> "a loss of about a quarter; it is " + page.text("#quality-text"),
                    () -> isAbout(page, 25));
            page.awaitText("#quality", "Poor sound");
            page.shot("poor-sound");
            page.click("#hangup");
            page.awaitVisible("#dial");
        }
    }

    /// Whether a round trip was measured and about so much is lost; a busy machine may lose more.
    private static boolean isAbout(Page page, double percent) {
        var text = page.text("#quality-text");
        var numbers = NUMBERS.matcher(text);
        assertThat(numbers.find()).as(text).isTrue();
        double roundTrip = Double.parseDouble(numbers.group(1).replace(",", ""));
        double loss = Double.parseDouble(numbers.group(2));
        return roundTrip > 0 && loss > percent - 10 && loss < percent + 25;
    }
}
