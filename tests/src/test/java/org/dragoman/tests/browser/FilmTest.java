package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.browser.BrowserLab.SOON;

import java.nio.file.Path;
import java.util.List;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Browser.Look;
import org.dragoman.tests.peer.Film;
import org.dragoman.tests.peer.Peers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An encoder of RTMP calls the softphone page, with H.264; a player sees the page's camera.
@UsesBrowserLab
class FilmTest {
    private static final Look CAMERA =
            new Look("en-US", "light", 390, 844, List.of("microphone", "camera"));
    private static final int PICTURES = 30;
    private static final String SHOWN =
            "document.getElementById('remote-video').getVideoPlaybackQuality().totalVideoFrames";

    /// ```
    /// ffmpeg ══ FLV, H.264 ══▶ Dragoman ══ SRTP, H.264 ══▶ Chromium
    /// ffmpeg ◀══ FLV, H.264 ══ Dragoman ◀══ SRTP, H.264 ══ Chromium, its camera
    /// ```
    @Test
    void film_of_ffmpeg_is_seen_by_a_page_and_its_camera_by_ffmpeg(
            BrowserLab lab, @TempDir Path folder) {
        Peers.require(Peers.FFMPEG);
        try (var page = lab.softphone(BrowserLab.FILM_LOVER, CAMERA);
                var film = Film.publish("film", folder, lab.film())) {
            page.awaitText("#incoming-title", "Incoming video call");
            page.click("#accept-video");
            page.awaitText("#talk-state", "Talking");
            Await.until(SOON, film::output, () -> page.eval(SHOWN).asInt() >= PICTURES);
            BrowserLab.awaitTone(page, Film.HERTZ);
            try (var player = Film.watch("camera", folder, lab.film(), PICTURES)) {
                assertThat(player.exitCode(SOON)).as(player.output()).isZero();
                assertThat(player.output()).contains("Video: h264");
            }
            page.click("#hangup");
            page.awaitVisible("#dial");
            Await.until(SOON, "ffmpeg's end", () -> !film.isAlive());
        }
    }
}
