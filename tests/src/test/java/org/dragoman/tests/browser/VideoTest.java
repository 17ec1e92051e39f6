package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.browser.BrowserLab.SOON;

import java.time.Duration;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Browser;
import org.dragoman.tests.peer.Browser.Page;
import org.dragoman.tests.peer.SippScenario;
import org.junit.jupiter.api.Test;

/// Video calls of the softphone page, with Chromium's own camera: a picture that moves.
@UsesBrowserLab
class VideoTest {
    /// An account, its password, and whom it calls.
    private static final String OWN_PAGE =
            """
            (async () => {
              const { Api } = await import('./api.js');
              const url = new URL('../api/v1/ws', location);
              url.protocol = 'wss:';
              const api = new Api(url);
              await api.login('%s', '%s');
              const own = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
              api.addEventListener('message', ({ detail }) => {
                if (detail.sdp && own.signalingState === 'have-local-offer') {
                  own.setRemoteDescription({ type: 'answer', sdp: detail.sdp });
                }
              });
              const add = async (wanted) => {
                const stream = await navigator.mediaDevices.getUserMedia(wanted);
                stream.getTracks().forEach((track) => own.addTrack(track, stream));
                await own.setLocalDescription(await own.createOffer());
                return own.localDescription.sdp;
              };
              globalThis.showCamera = async () => {
                await api.ask({ type: 'update', call: 'own', sdp: await add({ video: true }) });
              };
              globalThis.hangUp = () => api.ask({ type: 'hangup', call: 'own' }).then(() => 0);
              await api.ask({ type: 'call', call: 'own', to: '%s', sdp: await add({ audio: true }) });
            })()""";

    /// ```
    /// page ── call, video ──▶ Dragoman ── incoming, video ──▶ page, which accepts video
    /// page ══ VP8 or H.264, SRTP ══▶ Dragoman ══▶ page, and back; key frames are asked for by
    /// RTCP
    /// ```
    @Test
    void page_to_page_with_video_both_ways_and_the_camera_off(BrowserLab lab) {
        var called = lab.account();
        try (var one = VideoPage.open(lab, lab.account());
                var other = VideoPage.open(lab, called)) {
            one.awaitVisible("#video-call");
            one.fill("#number", called);
            one.click("#video-call");
            other.awaitText("#incoming-title", "Incoming video call");
            other.awaitVisible("#accept-video");
            other.shot("incoming-video");
            other.click("#accept-video");
            one.awaitText("#talk-state", "Talking");
            other.awaitText("#talk-state", "Talking");
            VideoPage.awaitMoving(one);
            VideoPage.awaitMoving(other);
            one.awaitVisible("#remote-video");
            other.awaitVisible("#remote-video");
            one.shot("video");
            assertThat(
                            VideoPage.stat(one, "outbound-rtp", "pliCount")
                                    + VideoPage.stat(one, "outbound-rtp", "firCount"))
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
            VideoPage.awaitMoving(one); // theirs goes on
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
        try (var one = VideoPage.open(lab, lab.account());
                var other = VideoPage.open(lab, called)) {
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
                var page = VideoPage.open(lab, lab.account())) {
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

    /// A page of one's own on the call API, whose user turns the camera on in the middle of
    /// a call: {@code update} brings the picture to the other side.
    @Test
    void a_camera_that_is_turned_on_in_a_call_is_seen(BrowserLab lab) {
        var called = lab.account();
        try (var own = VideoPage.open(lab, lab.account());
                var other = VideoPage.open(lab, called)) {
            own.eval(OWN_PAGE.formatted(lab.account(), BrowserLab.PASSWORD, called));
            BrowserLab.accept(other);
            other.awaitText("#talk-state", "Talking");
            BrowserLab.awaitTone(other, Browser.HERTZ);
            own.eval("showCamera()");
            VideoPage.awaitMoving(other);
            other.awaitVisible("#remote-video");
            BrowserLab.awaitTone(other, Browser.HERTZ);
            own.eval("hangUp()");
            other.awaitVisible("#dial");
            BrowserLab.saysNothingWrong(own);
            BrowserLab.saysNothingWrong(other);
        }
    }

    /// One calls two with video, and says to whom it gives him.
    private static void isAboutToGive(Page one, Page two, String called, String third) {
        VideoPage.dial(one, called);
        two.awaitVisible("#accept-video");
        two.click("#accept-video");
        VideoPage.awaitMoving(one);
        one.click("#transfer");
        one.fill("#transfer-number", third);
    }

    private static void areConnected(Page two, Page three) {
        BrowserLab.awaitTone(two, Browser.HERTZ);
        BrowserLab.awaitTone(three, Browser.HERTZ);
        two.click("#hangup");
        three.awaitVisible("#dial");
        BrowserLab.saysNothingWrong(two);
        BrowserLab.saysNothingWrong(three);
    }

    /// ```
    /// one ══ video ══ two; one ── sound ── three; one joins them: two ══ sound ══ three
    /// ```
    @Test
    void an_attended_transfer_of_a_video_call_keeps_the_sound(BrowserLab lab) {
        var called = lab.account();
        var third = lab.account();
        try (var one = VideoPage.open(lab, lab.account());
                var two = VideoPage.open(lab, called);
                var three = VideoPage.open(lab, third)) {
            isAboutToGive(one, two, called, third);
            one.click("#transfer-ask");
            BrowserLab.accept(three);
            three.awaitText("#talk-state", "Talking");
            BrowserLab.awaitTone(one, Browser.HERTZ);
            one.awaitVisible("#join");
            one.click("#join");
            one.awaitVisible("#dial");
            areConnected(two, three);
        }
    }

    /// ```
    /// one ══ video ══ two; one gives two to three, who accepts video: two ══ video ══ three
    /// ```
    @Test
    void a_blind_transfer_of_a_video_call_takes_the_picture_along(BrowserLab lab) {
        var called = lab.account();
        var third = lab.account();
        try (var one = VideoPage.open(lab, lab.account());
                var two = VideoPage.open(lab, called);
                var three = VideoPage.open(lab, third)) {
            isAboutToGive(one, two, called, third);
            one.click("#transfer-now");
            three.awaitText("#incoming-title", "Incoming video call");
            three.click("#accept-video");
            one.awaitVisible("#dial");
            VideoPage.awaitMoving(three);
            VideoPage.awaitMoving(two);
            areConnected(two, three);
        }
    }
}
