package org.dragoman.tests.rtmp;

import static org.dragoman.tests.rtmp.FlashLab.FLASH_HERTZ;
import static org.dragoman.tests.rtmp.FlashLab.SIPP_HERTZ;
import static org.dragoman.tests.rtmp.FlashLab.SOON;
import static org.dragoman.tests.rtmp.FlashLab.TALK;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.FlashPhone;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.Sound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A client of mod_rtmp (Red5's) and two SIP phones (SIPp) in a three-way call: each says a tone,
/// which is measured at the two others.
@UsesFlashLab
@Execution(ExecutionMode.CONCURRENT)
class FlashThreeWayTest {
    private static final int OTHER_HERTZ = 1_000;
    private static final double FLASH_DBM0 = -9.1; // amplitude 8 000 of 32 767
    private static final double SIPP_DBM0 = -12;
    private static final double ALIKE_DB = 1.5;
    private static final double ABSENT_DBM0 = -40;
    private static final Duration RECENT = Duration.ofSeconds(2);

    /// ```
    /// SIPp 1            Dragoman            Flash             SIPp 2
    ///   │◀── hold ─────────│◀── makeCall ─────│                  │
    ///   │                  │─── INVITE ──────────────────────────▶│
    ///   │◀── taken back ───│◀── three_way ────│                  │
    ///   │◀═══════ 700, 1000 Hz ══ room ══ 440, 1000 Hz ══▶│ 440, 700 Hz ▶│
    ///   │                  │◀── hangup(2) ────│── BYE ──────────▶│
    ///   │◀═════════ 700 Hz ══════ 440 Hz ═════▶│
    /// ```
    @Test
    void three_hear_one_another_and_when_one_leaves_the_two_others_talk_on(FlashLab lab) {
        try (var first = lab.phone(held());
                var second = lab.phone(other(), OTHER_HERTZ);
                var flash = flash(lab)) {
            var calls = threeWay(flash, first, second);
            awaitTwo("SIPp 2", heardBy(second), FLASH_HERTZ, FLASH_DBM0, SIPP_HERTZ, OTHER_HERTZ);
            awaitTwo("Flash", flash::heard, OTHER_HERTZ, SIPP_DBM0, SIPP_HERTZ, FLASH_HERTZ);
            flash.invoke("hangup", calls.two());
            flash.await(words -> words.equals(List.of("onAttach", calls.one())));
            second.call().awaitEnd(SOON);
            awaitOne("SIPp 1", heardBy(first), FLASH_HERTZ, OTHER_HERTZ);
            flash.awaitSound(TALK);
            awaitOne("Flash", flash::heard, SIPP_HERTZ, OTHER_HERTZ);
            flash.invoke("hangup", calls.one());
            first.call().awaitEnd(SOON);
        }
    }

    /// ```
    /// SIPp 1 ══ Flash ══ SIPp 2;  join ──▶  SIPp 1 ══ SIPp 2
    /// ```
    @Test
    void the_client_may_leave_the_two_others_to_one_another(FlashLab lab) {
        try (var first = lab.phone(held());
                var second = lab.phone(other(), OTHER_HERTZ);
                var flash = flash(lab)) {
            var calls = threeWay(flash, first, second);
            flash.invoke("join", calls.two(), calls.one());
            flash.await("onHangup");
            awaitOne("SIPp 1", heardBy(first), OTHER_HERTZ, FLASH_HERTZ);
            awaitOne("SIPp 2", heardBy(second), SIPP_HERTZ, FLASH_HERTZ);
        }
    }

    /// Calls of the client, as it names them.
    private record Calls(Object one, Object two) {}

    /// The client calls both, and joins them until all hear one another.
    private static Calls threeWay(FlashPhone flash, FlashLab.Phone first, FlashLab.Phone second) {
        flash.talk("publish", "play", FLASH_HERTZ);
        var calls = new Calls(call(flash, first.number()), call(flash, second.number()));
        flash.invoke("three_way", calls.two(), calls.one());
        awaitTwo("SIPp 1", heardBy(first), FLASH_HERTZ, FLASH_DBM0, OTHER_HERTZ, SIPP_HERTZ);
        return calls;
    }

    private static Supplier<Sound> heardBy(FlashLab.Phone phone) {
        return phone.call().phone()::heard;
    }

    /// Called first, and held while the client calls the other one.
    private static SippScenario held() {
        return SippScenario.callee()
                .ring()
                .answer()
                .expectReinvite("sendonly", "recvonly")
                .expectReinvite("sendrecv", "sendrecv")
                .expectHangUp();
    }

    private static SippScenario other() {
        return SippScenario.callee().ring().answer().expectHangUp();
    }

    private static FlashPhone flash(FlashLab lab) {
        return FlashPhone.freeswitch(
                lab.address(), lab.account(), FlashLab.PASSWORD, FlashPhone.PLAYS_PCMU);
    }

    private static Object call(FlashPhone flash, String number) {
        flash.invoke("makeCall", number, "", Map.of());
        Object call = flash.await("onMakeCall").get(1);
        flash.await(words -> words.equals(List.of("callState", call, "ACTIVE")));
        return call;
    }

    /// Waits until somebody hears two tones as loud as they were said, the second of a SIPp, and
    /// not its own.
    private static void awaitTwo(
            String who, Supplier<Sound> heard, int hertz, double dbm0, int otherHertz, int own) {
        Await.until(
                SOON,
                () -> who + " to hear two; it hears " + levels(heard.get()),
                () -> {
                    var recent = heard.get().last(RECENT);
                    return isAbout(recent.loudest(hertz), dbm0)
                            && isAbout(recent.loudest(otherHertz), SIPP_DBM0)
                            && recent.quietest(own) < ABSENT_DBM0;
                });
    }

    private static void awaitOne(String who, Supplier<Sound> heard, int hertz, int gone) {
        Await.until(
                SOON,
                () -> who + " to hear one; it hears " + levels(heard.get()),
                () -> {
                    var recent = heard.get().last(RECENT);
                    return heard.get().length().compareTo(RECENT) > 0
                            && recent.isClearly(hertz)
                            && recent.quietest(gone) < ABSENT_DBM0;
                });
    }

    private static boolean isAbout(double dbm0, double expected) {
        return Math.abs(dbm0 - expected) < ALIKE_DB;
    }

    private static String levels(Sound heard) {
        var recent = heard.last(RECENT);
        return String.format(
                "%.1f, %.1f and %.1f dBm0 of 440, 700 and 1000 Hz",
                recent.loudest(SIPP_HERTZ),
                recent.loudest(FLASH_HERTZ),
                recent.loudest(OTHER_HERTZ));
    }
}
