package org.dragoman.tests.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dragoman.tests.rtmp.FlashLab.BARESIP_HERTZ;
import static org.dragoman.tests.rtmp.FlashLab.FLASH_HERTZ;
import static org.dragoman.tests.rtmp.FlashLab.SOON;
import static org.dragoman.tests.rtmp.FlashLab.TALK;

import java.nio.file.Path;
import org.dragoman.tests.peer.Film;
import org.dragoman.tests.peer.FlashPhone;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Flash clients and a softphone (baresip) call one another, with digits both ways.
@UsesFlashLab
class FlashBaresipTest {
    private static final int PICTURES = 45; // three seconds

    @Test
    void flash_to_baresip_with_digits_released_by_baresip(FlashLab lab) {
        try (var baresip = lab.baresip();
                var flash = lab.flash(lab.account())) {
            baresip.expectCall();
            flash.invoke("invite", "7");
            flash.await("accepted");
            baresip.awaitAnswer(SOON);
            flash.talk("local", "remote", FLASH_HERTZ);
            flash.invoke("sendDTMF", "#");
            assertThat(baresip.awaitDigit(SOON)).isEqualTo('#');
            flash.awaitSound(TALK);
            baresip.awaitSound(SOON);
            baresip.hangUp();
            flash.await("byed");
            FlashLab.isTone(baresip.heard(), FLASH_HERTZ);
            FlashLab.isTone(flash.heard(), BARESIP_HERTZ);
        }
    }

    @Test
    void baresip_to_flash_released_by_flash(FlashLab lab) {
        String account = lab.account();
        try (var baresip = lab.baresip();
                var flash = lab.flash(account)) {
            baresip.call("sip:" + account + "@" + lab.address());
            flash.await("invited");
            flash.invoke("accept");
            flash.await("accepted");
            baresip.awaitAnswer(SOON);
            flash.talk("local", "remote", FLASH_HERTZ);
            flash.awaitSound(TALK);
            baresip.awaitSound(SOON);
            flash.invoke("bye");
            baresip.awaitEnd(SOON);
            FlashLab.isTone(baresip.heard(), FLASH_HERTZ);
            FlashLab.isTone(flash.heard(), BARESIP_HERTZ);
        }
    }

    /// H.264 of ffmpeg is decoded by baresip, and that of baresip's camera by ffmpeg.
    ///
    /// ```
    /// ffmpeg ══ FLV, H.264 ══▶ Dragoman ══ RTP ══▶ baresip
    /// ffmpeg ◀══ FLV, H.264 ══ Dragoman ◀══ RTP ══ baresip
    /// ```
    @Test
    void video_of_ffmpeg_is_seen_by_baresip_and_the_other_way_round(
            FlashLab lab, @TempDir Path folder) {
        try (var baresip = lab.videoPhone()) {
            baresip.expectCall();
            try (var film = Film.publish("film-baresip", folder, lab.filmOfPhone());
                    var eye = Film.watch("eye-baresip", folder, lab.filmOfPhone(), PICTURES)) {
                baresip.awaitAnswer(SOON);
                baresip.awaitPicture(SOON);
                assertThat(eye.exitCode(SOON)).as(eye.output()).isZero();
                assertThat(eye.output()).contains("Video: h264", "frame=   " + PICTURES);
                assertThat(film.isAlive()).as(film.output()).isTrue();
            }
            FlashLab.isTone(baresip.heard(), Film.HERTZ);
        }
    }

    @Test
    void a_wrong_password_is_rejected_and_the_account_cannot_be_called(FlashLab lab) {
        String account = lab.account();
        assertThatThrownBy(
                        () ->
                                FlashPhone.siprtmp(
                                        lab.address(), account, "guess", FlashPhone.PLAYS_PCMU))
                .hasMessageContaining("connect: ");
        var refused = SippScenario.caller(Offer.EARLY).expectAnyRefusal();
        try (var sipp = lab.call(account, refused)) {
            sipp.awaitEnd(SOON);
        }
    }
}
