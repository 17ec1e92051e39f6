package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.browser.BrowserLab.ASTERISK_HERTZ;
import static org.dragoman.tests.browser.BrowserLab.SIPP_HERTZ;
import static org.dragoman.tests.browser.BrowserLab.SOON;

import org.dragoman.tests.peer.Browser;
import org.dragoman.tests.peer.Browser.Look;
import org.dragoman.tests.peer.SippScenario;
import org.junit.jupiter.api.Test;

/// What is heard on the softphone page, and of it, in all states of a call.
@UsesBrowserLab
class PageSoundTest {
    private static final double EARLY_HERTZ = 620;

    /// ```
    /// page ── call ──▶ Dragoman ── Setup ──▶ Asterisk ── Progress, 620 Hz ──▶ page, before the
    /// answer
    /// ```
    @Test
    void sound_of_h323_before_the_answer_is_heard(BrowserLab lab) {
        var number = lab.number("13");
        try (var page = lab.softphone(lab.account(), Look.PHONE)) {
            BrowserLab.dial(page, "0" + number);
            BrowserLab.awaitTone(page, EARLY_HERTZ);
            page.awaitText("#talk-state", "Talking");
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            page.click("#hangup");
            page.awaitVisible("#dial");
        }
    }

    /// ```
    /// page ── call ──▶ Dragoman ── INVITE ──▶ SIPp ── 180 with SDP, 440 Hz ──▶ page, which
    /// rings
    /// not itself
    /// ```
    @Test
    void ringing_that_a_sip_phone_plays_is_heard(BrowserLab lab) {
        var scenario = SippScenario.callee().ringWithSound().expectCancel();
        try (var phone = lab.phone(scenario);
                var page = lab.softphone(lab.account(), Look.PHONE)) {
            BrowserLab.dial(page, phone.number());
            page.awaitText("#talk-state", "Ringing");
            BrowserLab.awaitTone(page, SIPP_HERTZ);
            page.awaitHidden("#talk-timer"); // it counts from the answer
            page.click("#hangup");
            page.awaitVisible("#dial");
            phone.call().awaitEnd(SOON);
        }
    }

    /// The telephone hears the microphone, nothing while it is off, and then the microphone
    /// again; the same on hold.
    @Test
    void a_microphone_that_is_off_and_a_call_on_hold_are_silent(BrowserLab lab) {
        var number = lab.number("10");
        try (var page = lab.softphone(lab.account(), Look.PHONE)) {
            BrowserLab.dial(page, "0" + number);
            var asterisk = lab.asterisk().awaitIncoming(number, SOON);
            for (var button : new String[] {"#mute", "#hold"}) {
                asterisk.awaitTone(Browser.HERTZ, SOON);
                page.click(button);
                page.awaitVisible(button + "[aria-pressed=true]");
                asterisk.awaitSilence(SOON);
                page.click(button);
                page.awaitVisible(button + "[aria-pressed=false]");
            }
            asterisk.awaitTone(Browser.HERTZ, SOON);
            page.click("#speaker");
            page.awaitTrue("document.getElementById('remote-audio').muted");
            page.click("#speaker");
            page.awaitTrue("!document.getElementById('remote-audio').muted");
            page.click("#hangup");
            page.awaitVisible("#dial");
        }
    }

    /// A number as people copy it, from the clipboard; + by holding down the 0; and where
    /// there is a camera and where not.
    @Test
    void numbers_are_pasted_and_video_is_offered_where_there_is_a_camera(BrowserLab lab) {
        try (var page = lab.softphone(lab.account(), Look.PHONE)) {
            page.eval(
                    """
                    (() => {
                      const data = new DataTransfer();
                      data.setData('text', '+7 (495) 111-22-33');
                      document.getElementById('number').dispatchEvent(
                        new ClipboardEvent('paste', { clipboardData: data, cancelable: true }));
                    })()""");
            assertThat(page.eval("document.getElementById('number').value").asText())
                    .isEqualTo("+74951112233");
            page.fill("#number", "");
            page.eval(press("pointerdown"));
            page.awaitTrue("document.getElementById('number').value === '+'");
            page.eval(press("pointerup"));
            page.click("#pad [data-key='7']");
            page.click("#pad [data-key='0']");
            page.awaitTrue("document.getElementById('number').value === '+70'");
            page.awaitVisible("#video-call");
            page.eval(
                    """
                    (() => {
                      const all = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
                      navigator.mediaDevices.enumerateDevices =
                        async () => (await all()).filter((d) => d.kind !== 'videoinput');
                      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
                    })()""");
            page.awaitHidden("#video-call");
            page.shot("no-camera");
        }
    }

    private static String press(String event) {
        return "void document.querySelector('#pad [data-key=\"0\"]').dispatchEvent(new PointerEvent('%s'))"
                .formatted(event);
    }
}
