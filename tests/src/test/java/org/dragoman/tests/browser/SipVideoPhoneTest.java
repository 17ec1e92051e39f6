package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.browser.BrowserLab.SOON;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.regex.Pattern;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Browser.Page;
import org.dragoman.tests.peer.PictureStream;
import org.dragoman.tests.peer.SippScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Video between the softphone page and SIP video phones: baresip, and SIPp with ffmpeg's
/// pictures.
@UsesBrowserLab
class SipVideoPhoneTest {
    private static final int PHONE_HERTZ = 440;
    private static final int PICTURES = 4_900; // a port below those that the system gives away
    private static final int ASKED = 30; // times, until the page sends
    private static final Pattern WANTED = // in the gateway's offer
            Pattern.compile("(?s)m=video (\\d+) .*?a=rtpmap:(\\d+) VP8/90000");

    /// ```
    /// page ── call, video ──▶ Dragoman ── INVITE, m=video ──▶ baresip, which answers at once
    /// page ══ VP8 or H.264 ══▶ Dragoman ══▶ baresip, which decodes them; and back
    /// ```
    @ParameterizedTest
    @ValueSource(strings = {"vp8", "h264"})
    void page_to_baresip_which_see_each_other(String codec, BrowserLab lab) {
        try (var phone = lab.registeredPhone(PHONE_HERTZ, s -> s.withVideo(codec));
                var page = VideoPage.open(lab, lab.account())) {
            phone.expectCall();
            VideoPage.dial(page, phone.settings().user());
            page.awaitText("#talk-state", "Talking");
            VideoPage.awaitMoving(page);
            phone.awaitPicture(SOON);
            BrowserLab.awaitTone(page, PHONE_HERTZ);
            page.shot("video-baresip-" + codec);
            page.click("#hangup");
            page.awaitVisible("#dial");
            phone.awaitEnd(SOON);
            BrowserLab.saysNothingWrong(page);
        }
    }

    @Test
    void baresip_to_page_which_see_each_other(BrowserLab lab) {
        var account = lab.account();
        try (var phone = lab.registeredPhone(PHONE_HERTZ, s -> s.withVideo("vp8"));
                var page = VideoPage.open(lab, account)) {
            phone.call(lab.uri(account));
            page.awaitVisible("#accept-video");
            page.click("#accept-video");
            page.awaitText("#talk-state", "Talking");
            VideoPage.awaitMoving(page);
            phone.awaitPicture(SOON);
            phone.hangUp();
            page.awaitText("#notice", "The call has ended.");
        }
    }

    /// ```
    /// page ── call, video ──▶ Dragoman ── INVITE ──▶ SIPp, whose first picture is lost
    /// page ── PLI ──▶ Dragoman ── INFO picture_fast_update ──▶ SIPp
    /// ```
    @Test
    void a_page_that_asks_for_a_picture_asks_a_phone_by_info(BrowserLab lab) throws Exception {
        var scenario =
                SippScenario.callee()
                        .ring()
                        .answerWithPictures(PICTURES)
                        .expectPictureRequestsUntilHangUp();
        try (var sipp = lab.phone(scenario);
                var page = VideoPage.open(lab, lab.account())) {
            VideoPage.dial(page, sipp.number());
            page.awaitText("#talk-state", "Talking");
            var from = new InetSocketAddress(InetAddress.ofLiteral(lab.sipp()), PICTURES);
            var told = WANTED.matcher(sipp.call().messages());
            assertThat(told.find()).isTrue();
            var to =
                    new InetSocketAddress(
                            InetAddress.ofLiteral(lab.gateway().address()),
                            Integer.parseInt(told.group(1)));
            try (var pictures = PictureStream.send(from, to, Integer.parseInt(told.group(2)))) {
                sipp.call().awaitMessage("picture_fast_update", SOON);
                Await.until(
                        SOON,
                        () -> "pictures in the page; ffmpeg printed " + pictures.output(),
                        () -> VideoPage.stat(page, "inbound-rtp", "framesDecoded") > 0);
            }
            page.click("#hangup");
            sipp.call().awaitEnd(SOON);
        }
    }

    /// ```
    /// SIPp ── INFO picture_fast_update ──▶ Dragoman ── PLI or FIR ──▶ page, which sends a
    /// whole
    /// picture
    /// ```
    @Test
    void a_phone_that_asks_for_a_picture_by_info_asks_the_page(BrowserLab lab) {
        var scenario = SippScenario.callee().ring().answerWithPictures(PICTURES + 2);
        for (int i = 0; i < ASKED; i++) {
            scenario.stayFor(Duration.ofSeconds(1)).askForPicture();
        }
        try (var sipp = lab.phone(scenario);
                var page = VideoPage.open(lab, lab.account())) {
            VideoPage.dial(page, sipp.number());
            page.awaitText("#talk-state", "Talking");
            Await.until(
                    SOON,
                    "pictures that the page sends",
                    () -> VideoPage.stat(page, "outbound-rtp", "framesSent") > 0);
            int before = wanted(page);
            Await.until(SOON, "a whole picture to be asked for", () -> wanted(page) > before);
        }
    }

    private static int wanted(Page page) {
        return VideoPage.stat(page, "outbound-rtp", "pliCount")
                + VideoPage.stat(page, "outbound-rtp", "firCount");
    }
}
