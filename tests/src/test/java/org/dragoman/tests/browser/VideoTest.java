package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.browser.BrowserLab.SOON;

import java.time.Duration;
import java.util.List;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Browser;
import org.dragoman.tests.peer.Browser.Look;
import org.dragoman.tests.peer.SippScenario;
import org.junit.jupiter.api.Test;

/// Video calls of the softphone page, with Chromium's own camera: a picture that moves.
@UsesBrowserLab
class VideoTest {
    private static final Look CAMERA =
            new Look("en-US", "light", 390, 844, List.of("microphone", "camera"));
    private static final int FRAMES = 10;

    /// The page keeps its connection to itself; here tests can ask it.
    private static final String SHOW_CONNECTION =
            """
            window.RTCPeerConnection = class extends RTCPeerConnection {
              constructor(...how) { super(...how); window.connection = this; }
            }; 0""";

    private static Browser.Page phone(BrowserLab lab, String account) {
        var page = lab.softphone(account, CAMERA);
        page.eval(SHOW_CONNECTION);
        return page;
    }

    /// A number of the connection's statistics of video.
    private static int stat(Browser.Page page, String type, String name) {
        var script =
                """
                connection.getStats().then(all => [...all.values()]
                  .filter(s => s.type === '%s' && s.kind === 'video')
                  .reduce((sum, s) => sum + (s.%s ?? 0), 0))"""
                        .formatted(type, name);
        return page.eval(script).asInt();
    }

    private static void awaitMoving(Browser.Page page) {
        int before = stat(page, "inbound-rtp", "framesDecoded");
        Await.until(
                SOON,
                "pictures that move",
                () -> stat(page, "inbound-rtp", "framesDecoded") >= before + FRAMES);
    }

    /// ```
    /// page ── call, video ──▶ Dragoman ── incoming, video ──▶ page, which accepts video
    /// page ══ VP8 or H.264, SRTP ══▶ Dragoman ══▶ page, and back; key frames are asked for by RTCP
    /// ```
    @Test
    void page_to_page_with_video_both_ways_and_the_camera_off(BrowserLab lab) {
        var called = lab.account();
        try (var one = phone(lab, lab.account());
                var other = phone(lab, called)) {
            one.awaitVisible("#video-call");
            one.fill("#number", called);
            one.click("#video-call");
            other.awaitText("#incoming-title", "Incoming video call");
            other.awaitVisible("#accept-video");
            other.shot("incoming-video");
            other.click("#accept-video");
            one.awaitText("#talk-state", "Talking");
            other.awaitText("#talk-state", "Talking");
            awaitMoving(one);
            awaitMoving(other);
            one.awaitVisible("#remote-video");
            other.awaitVisible("#remote-video");
            one.shot("video");
            assertThat(
                            stat(one, "outbound-rtp", "pliCount")
                                    + stat(one, "outbound-rtp", "firCount"))
                    .as("key frames that were asked for")
                    .isPositive();
            one.click("#camera");
            Await.until(
                    SOON,
                    "the camera that is off",
                    () ->
                            one.eval("document.getElementById('camera').ariaPressed")
                                    .asText()
                                    .equals("true"));
            awaitMoving(one); // theirs goes on
            one.click("#hangup");
            one.awaitVisible("#dial");
            other.awaitVisible("#dial");
            BrowserLab.saysNothingWrong(one);
            BrowserLab.saysNothingWrong(other);
        }
    }

    @Test
    void a_video_call_that_is_accepted_with_sound_is_a_call_with_sound(BrowserLab lab) {
        var called = lab.account();
        try (var one = phone(lab, lab.account());
                var other = phone(lab, called)) {
            one.awaitVisible("#video-call");
            one.fill("#number", called);
            one.click("#video-call");
            other.awaitVisible("#accept-audio");
            other.click("#accept-audio");
            one.awaitText("#talk-state", "Talking");
            one.awaitText("#notice", "The other side takes no video; the call goes on with sound.");
            BrowserLab.awaitTone(one, Browser.HERTZ);
            BrowserLab.awaitTone(other, Browser.HERTZ);
            one.click("#hangup");
            other.awaitVisible("#dial");
        }
    }

    /// A telephone that has none: SIPp answers with sound alone.
    @Test
    void a_video_call_to_a_telephone_is_a_call_with_sound(BrowserLab lab) {
        var scenario =
                SippScenario.callee().ring().answer().stayFor(Duration.ofSeconds(8)).hangUp();
        try (var sipp = lab.phone(scenario);
                var page = phone(lab, lab.account())) {
            page.awaitVisible("#video-call");
            page.fill("#number", sipp.number());
            page.click("#video-call");
            page.awaitText("#talk-state", "Talking");
            BrowserLab.awaitTone(page, BrowserLab.SIPP_HERTZ);
            page.awaitText(
                    "#notice", "The other side takes no video; the call goes on with sound.");
            page.awaitVisible("#dial");
        }
    }
}
