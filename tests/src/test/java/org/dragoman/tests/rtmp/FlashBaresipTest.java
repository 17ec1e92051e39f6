package org.dragoman.tests.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dragoman.tests.rtmp.FlashLab.BARESIP_HERTZ;
import static org.dragoman.tests.rtmp.FlashLab.FLASH_HERTZ;
import static org.dragoman.tests.rtmp.FlashLab.SOON;
import static org.dragoman.tests.rtmp.FlashLab.TALK;

import org.dragoman.tests.peer.FlashPhone;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.Test;

/// Flash clients and a softphone (baresip) call one another, with digits both ways.
@UsesFlashLab
class FlashBaresipTest {
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
