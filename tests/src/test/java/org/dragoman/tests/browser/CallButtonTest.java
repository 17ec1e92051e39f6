package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.browser.BrowserLab.ASTERISK_HERTZ;
import static org.dragoman.tests.browser.BrowserLab.SOON;

import java.util.Map;
import org.dragoman.tests.peer.Browser;
import org.dragoman.tests.peer.Browser.Look;
import org.dragoman.tests.peer.Browser.Page;
import org.junit.jupiter.api.Test;

/// A page of somebody else with a button that calls, by one script of the gateway's.
@UsesBrowserLab
class CallButtonTest {
    private static Page shop(BrowserLab lab, String to) {
        var url =
                lab.pages()
                        .make(
                                "shop-" + to + ".html",
                                "shop.html",
                                Map.of("web", lab.web(), "to", to, "more", ""));
        return lab.browser().open(url, Look.PHONE);
    }

    @Test
    void a_visitor_calls_and_hangs_up(BrowserLab lab) {
        var number = lab.number("10");
        try (var page = shop(lab, "0" + number)) {
            page.awaitVisible("button:has-text('Call us')");
            page.shot("button");
            page.click("button:has-text('Call us')");
            var asterisk = lab.asterisk().awaitIncoming(number, SOON);
            page.awaitText("[role=status]", "Talking");
            BrowserLab.awaitTone(
                    page,
                    "document.querySelector('script ~ span').shadowRoot.querySelector('audio').srcObject",
                    ASTERISK_HERTZ);
            page.shot("button-talking");
            assertThat(asterisk.caller()).containsEntry("number", "999");
            asterisk.awaitTone(Browser.HERTZ, SOON);
            page.click("button:has-text('Hang up')");
            page.awaitText("[role=status]", "The call has ended.");
            lab.awaitQuiet(number, SOON);
            BrowserLab.saysNothingWrong(page);
        }
    }

    @Test
    void a_number_that_guests_may_not_call_is_refused(BrowserLab lab) {
        try (var page = shop(lab, "0" + lab.number("12"))) {
            page.click("button:has-text('Call us')");
            page.awaitText("[role=status]", "This is not allowed.");
            page.awaitVisible("button:has-text('Call us')");
            page.shot("button-refused");
        }
    }
}
