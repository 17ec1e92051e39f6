package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.voice.Lab.SOON;
import static org.dragoman.tests.voice.Lab.TALK;

import java.time.Duration;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Capture;
import org.dragoman.tests.peer.RtpPhone;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A party that holds and resumes, in a call with Asterisk's chan_ooh323.
@UsesLab
@Execution(ExecutionMode.CONCURRENT)
class HoldTest {
    private static final Duration HELD = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofMillis(500);
    private static final Duration THE_END = Duration.ofMillis(1_000);

    /// What holds a peer of ours: a capability set that has nothing in it (H.323 §8.4.6).
    private static final String EMPTY_SETS =
            "ip.src==%s && h245.terminalCapabilitySet_element && !h245.capabilityTable";

    /// ```
    /// SIPp                 Dragoman                 Asterisk
    ///  │ INVITE (sendonly)    │ Notify (remote hold)      │
    ///  │─────────────────────▶│──────────────────────────▶│
    ///  │ 200 OK               │                           │
    ///  │◀─────────────────────│    silence ◀   ◀ 1004 Hz  │
    ///  │ INVITE (sendrecv)    │ Notify (remote retrieval) │
    ///  │─────────────────────▶│──────────────────────────▶│
    ///  │ 200 OK               │                           │
    ///  │◀─────────────────────│                           │
    /// ```
    /// By the empty capability set chan_ooh323 may crash, so it is told otherwise.
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void sip_to_h323_held_and_resumed_by_caller(Setup setup, Lab lab) {
        String number = lab.number("10");
        var scenario = holding(SippScenario.caller(Offer.EARLY).expectAnswer());
        try (var capture = Capture.start("hold-" + setup);
                var sipp = lab.call(setup, number, scenario)) {
            var asterisk = lab.asterisk(setup).awaitIncoming(number, SOON);
            isHeldAndResumed(sipp);
            sipp.awaitEnd(SOON);
            assertThat(asterisk.awaitEnd(SOON)).isEqualTo(16);
            Lab.isAsterisksTone(sipp.phone().heard().last(THE_END));
            Lab.isSippsTone(asterisk.heard().last(THE_END));
            String ours = lab.gateway().address();
            String notices =
                    "ip.src==%s && ip.dst==%s && q931.message_type==0x6e"
                            .formatted(ours, lab.asterisk(setup).address());
            assertThat(capture.count(notices)).isGreaterThanOrEqualTo(2);
            assertThat(capture.count(EMPTY_SETS.formatted(ours))).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void h323_to_sip_held_and_resumed_by_callee(Setup setup, Lab lab) {
        try (var phone = lab.phone(Offer.EARLY, holding(SippScenario.callee().ring().answer()))) {
            var call = lab.asterisk(setup).callByH323(phone.number(), "talk", "Anna", "2001");
            isHeldAndResumed(phone.call());
            phone.call().awaitEnd(SOON);
            assertThat(call.awaitEnd(SOON)).isEqualTo(16);
            Lab.isAsterisksTone(phone.call().phone().heard().last(THE_END));
            Lab.isSippsTone(call.heard().last(THE_END));
        }
    }

    /// Holding in Asterisk (seen with 22.10.1) is its own affair: chan_ooh323 signals nothing,
    /// sends no empty capability set, and plays its music. So the SIP side is told nothing, and
    /// the call goes on when the phone behind Asterisk is back.
    @Test
    void h323_to_sip_held_and_resumed_by_caller(Lab lab) {
        var callee = SippScenario.callee().ring().answer().expectHangUp();
        var setup = Setup.SLOW_SEPARATE;
        try (var capture = Capture.start("hold-asterisk");
                var phone = lab.phone(Offer.EARLY, callee);
                var holder =
                        SippCall.call(
                                lab.asterisk(setup).address() + ":5060",
                                phone.number(),
                                holding(SippScenario.caller(Offer.EARLY).expectAnswer()),
                                lab.caller())) {
            holder.awaitEnd(SOON);
            phone.call().awaitEnd(SOON);
            Lab.isSippsTone(holder.phone().heard().last(THE_END));
            Lab.isSippsTone(phone.call().phone().heard().last(THE_END));
            assertThat(phone.call().messages()).doesNotContain("CSeq: 2 INVITE");
            String theirs = EMPTY_SETS.formatted(lab.asterisk(setup).address());
            assertThat(capture.count(theirs)).isZero();
        }
    }

    private static SippScenario holding(SippScenario talking) {
        return talking.stayFor(TALK)
                .reinvite("sendonly")
                .stayFor(HELD)
                .reinvite("sendrecv")
                .stayFor(TALK)
                .hangUp();
    }

    private static void isHeldAndResumed(SippCall holder) {
        holder.awaitMessage("a=sendonly", SOON);
        RtpPhone phone = holder.phone();
        int packets = awaitSilence(phone);
        Await.until(SOON, "sound after the hold", () -> phone.packets() > packets);
    }

    /// Returns how many packets had come when none came any more.
    private static int awaitSilence(RtpPhone phone) {
        int[] packets = {phone.packets()};
        long[] since = {System.nanoTime()};
        Await.until(
                HELD,
                "silence while held",
                () -> {
                    if (phone.packets() != packets[0]) {
                        packets[0] = phone.packets();
                        since[0] = System.nanoTime();
                    }
                    return System.nanoTime() - since[0] > SILENCE.toNanos();
                });
        return packets[0];
    }
}
