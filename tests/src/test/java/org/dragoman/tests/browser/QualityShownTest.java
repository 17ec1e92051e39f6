package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.browser.BrowserLab.ASTERISK_HERTZ;
import static org.dragoman.tests.browser.BrowserLab.SOON;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.CallView.LegView;
import org.dragoman.gateway.rest.CallView.QualityView;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Browser.Look;
import org.dragoman.tests.peer.FlashPhone;
import org.junit.jupiter.api.Test;

/// What an operator is told of how each kind of leg sounds: both ratings of the E-model, the round
/// trip by the peer's RTCP, what was lost and what was concealed. The peers are a browser, an H.323
/// gateway (Asterisk), a SIP phone (baresip) and a Flash client (Red5's).
@UsesBrowserLab
class QualityShownTest {
    private static final int PHONE_HERTZ = 440;
    private static final int FLASH_HERTZ = 880;
    private static final double BEST = 93.2; // G.107 §7.7: nothing impairs it

    private enum Side {
        CALLER,
        CALLED
    }

    /// Both speak G.711, for which the E-model has figures. No round trip to Asterisk 22: the
    /// reports of its chan_ooh323 name none of ours (their last SR stays 0).
    @Test
    void of_a_browser_and_an_h323_gateway(BrowserLab lab) throws Exception {
        var number = lab.number("10");
        try (var page = lab.softphone(lab.account(), Look.PHONE);
                var rest = lab.gateway().rest()) {
            BrowserLab.dial(page, "0" + number);
            BrowserLab.awaitTone(page, ASTERISK_HERTZ);
            await(
                    rest,
                    number,
                    Side.CALLER,
                    q -> isHeard(q) && isTold(q) && q.roundTripMicros() > 0);
            await(rest, number, Side.CALLED, q -> isHeard(q) && isTold(q));
            page.click("#hangup");
            page.awaitVisible("#dial");
        }
    }

    /// A Flash client hears by TCP and reports nothing: what it is told has no rating.
    @Test
    void of_a_flash_client_and_a_sip_phone(BrowserLab lab) throws Exception {
        try (var phone = lab.registeredPhone(PHONE_HERTZ);
                var flash = flash(lab, lab.account(), FlashPhone.PLAYS_PCMU);
                var rest = lab.gateway().rest()) {
            var number = phone.settings().user();
            phone.expectCall();
            flash.invoke("invite", number);
            flash.await("accepted");
            flash.talk("local", "remote", FLASH_HERTZ);
            await(
                    rest,
                    number,
                    Side.CALLED,
                    q -> isHeard(q) && isTold(q) && q.roundTripMicros() > 0);
            await(rest, number, Side.CALLER, q -> isHeard(q) && q.sentR() == 0);
            flash.invoke("bye");
            phone.awaitEnd(SOON);
        }
    }

    /// Opus and Speex: what the browser says is converted, and every tenth packet of it is lost.
    @Test
    void of_sound_that_had_to_be_made_up(BrowserLab lab) throws Exception {
        var callee = lab.account();
        try (var wire = lab.soundWire();
                var page = lab.softphone(lab.account(), Look.PHONE);
                var flash = flash(lab, callee, FlashPhone.PLAYS_SPEEX);
                var rest = lab.gateway().rest()) {
            page.eval(wire.script());
            BrowserLab.dial(page, callee);
            flash.await("invited");
            flash.invoke("accept");
            flash.await("accepted");
            flash.talk("local", "remote", FLASH_HERTZ);
            BrowserLab.awaitTone(page, FLASH_HERTZ);
            wire.loseOneOf(10);
            await(rest, callee, Side.CALLER, q -> q.concealedMillis() >= 100);
            var lossy = leg(rest, callee, Side.CALLER).orElseThrow().media();
            assertThat(lossy.packetsLost()).isPositive();
            page.click("#hangup");
            flash.await("byed");
        }
    }

    private static boolean isHeard(QualityView q) {
        return isRating(q.receivedR(), q.receivedMos());
    }

    /// By reports of the peer.
    private static boolean isTold(QualityView q) {
        return isRating(q.sentR(), q.sentMos());
    }

    /// A busy machine delays and loses: any rating will do that a rating can be.
    private static boolean isRating(double r, double opinion) {
        return r > 0 && r <= BEST && opinion >= 1 && opinion <= 4.5;
    }

    private static void await(
            RestClient rest, String number, Side side, Predicate<QualityView> wanted) {
        Await.until(
                SOON,
                () -> "figures of the leg of the " + side + ": " + leg(rest, number, side),
                () ->
                        leg(rest, number, side)
                                .filter(leg -> wanted.test(leg.media().quality()))
                                .isPresent());
    }

    private static Optional<LegView> leg(RestClient rest, String number, Side side) {
        return call(rest, number).stream()
                .map(CallView::legs)
                .flatMap(List::stream)
                .filter(leg -> (leg.index() == 0) == (side == Side.CALLER))
                .filter(leg -> !leg.media().sends().isEmpty())
                .findFirst();
    }

    private static Optional<CallView> call(RestClient rest, String number) {
        try {
            var going =
                    rest.calls().stream()
                            .filter(c -> c.to().endsWith(number) && c.cause() == 0)
                            .findFirst();
            return going.isEmpty() ? going : rest.call(going.get().id());
        } catch (RestClient.Unreachable e) {
            throw new AssertionError(e);
        }
    }

    private static FlashPhone flash(BrowserLab lab, String account, int plays) {
        return FlashPhone.siprtmp(lab.gateway().address(), account, BrowserLab.PASSWORD, plays);
    }
}
