package org.dragoman.tests.browser;

import static org.dragoman.tests.browser.BrowserLab.SOON;

import java.util.List;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Browser.Look;
import org.dragoman.tests.peer.Browser.Page;

/// The softphone page with a camera, which is Chromium's own: a picture that moves.
final class VideoPage {
    private static final Look CAMERA =
            new Look("en-US", "light", 390, 844, List.of("microphone", "camera"));
    private static final int FRAMES = 10;

    /// The page keeps its connection to itself; here tests can ask it.
    private static final String SHOW_CONNECTION =
            """
            window.RTCPeerConnection = class extends RTCPeerConnection {
              constructor(...how) { super(...how); window.connection = this; }
            }; 0""";

    static Page open(BrowserLab lab, String account) {
        var page = lab.softphone(account, CAMERA);
        page.eval(SHOW_CONNECTION);
        return page;
    }

    /// A number of the connection's statistics of video.
    static int stat(Page page, String type, String name) {
        var script =
                """
                connection.getStats().then(all => [...all.values()]
                  .filter(s => s.type === '%s' && s.kind === 'video')
                  .reduce((sum, s) => sum + (s.%s ?? 0), 0))"""
                        .formatted(type, name);
        return page.eval(script).asInt();
    }

    static void awaitMoving(Page page) {
        int before = stat(page, "inbound-rtp", "framesDecoded");
        Await.until(
                SOON,
                "pictures that move",
                () -> stat(page, "inbound-rtp", "framesDecoded") >= before + FRAMES);
    }

    /// Calls a number with video.
    static void dial(Page page, String number) {
        page.awaitVisible("#video-call");
        page.fill("#number", number);
        page.click("#video-call");
    }

    private VideoPage() {}
}
