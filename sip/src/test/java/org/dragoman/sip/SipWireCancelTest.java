package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.header;

import java.time.Duration;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.Dial;
import org.dragoman.core.call.LegCommand.Release;
import org.dragoman.core.call.LegEvent.Answered;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Proceeding;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.LegEvent.Ringing;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;

/// Races around CANCEL, ACK and BYE, against a peer that writes its messages by hand.
class SipWireCancelTest {
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);

    private static Dial dial() {
        return new Dial(
                CallRequest.of(Party.ofNumber("100"), Party.ofNumber("200"), Optional.of(ULAW)));
    }

    /// S7: 200 after CANCEL must be ACK+BYE.
    @Test
    void s7A200ThatCrossesTheCancelIsAcknowledgedAndEnded() {
        try (var wire = new WirePeer()) {
            var leg = wire.leg().does(dial());
            var invite = wire.expect("INVITE");
            wire.respond("180 Ringing", "b", "", "");
            leg.hears(Ringing.class);
            leg.does(new Release(Cause.gateway(16)));
            var cancel = wire.expect("CANCEL");
            assertThat(header(cancel, "Via")).isEqualTo(header(invite, "Via"));
            assertThat(header(cancel, "CSeq")).isEqualTo("1 CANCEL");
            assertThat(header(cancel, "Reason")).startsWith("Q.850;cause=16");
            wire.respond("200 OK", "b", "", "");
            wire.respondTo(invite, "200 OK", "b", "", WirePeer.SDP);
            assertThat(header(wire.expect("ACK"), "CSeq")).isEqualTo("1 ACK");
            var bye = wire.expect("BYE");
            assertThat(header(bye, "To")).endsWith(";tag=b");
            wire.respond("200 OK", "", "", "");
            assertThat(leg.hears(Released.class).cause().q850()).isEqualTo(16);
            assertThat(wire.gateway.load()).isZero();
        }
    }

    /// S7: no CANCEL for an early dialog on close; RFC 3261 §9.1: none before a reply either.
    @Test
    void s7TheCancelWaitsForAReplyEvenWhenTheLegIsLongOver() {
        try (var wire = new WirePeer()) {
            var leg = wire.leg().does(dial());
            var invite = wire.expect("INVITE");
            leg.does(new Release(Cause.gateway(16)));
            endsIn(wire, leg, Duration.ofSeconds(2));
            wire.respondTo(invite, "180 Ringing", "b", "", "");
            wire.expect("CANCEL");
            wire.respond("200 OK", "b", "", "");
            wire.respondTo(invite, "200 OK", "b", "", WirePeer.SDP);
            wire.expect("ACK");
            wire.expect("BYE");
            assertThat(wire.gateway.load()).isZero();
        }
    }

    @Test
    void s7ACancelledCallEndsWith487() {
        try (var wire = new WirePeer()) {
            wire.invite("c1", "");
            var call = wire.call();
            call.hears(Offered.class);
            wire.expect("SIP/2.0 100");
            wire.send(
                    wire.requestBy("z9hG4bK-wire-c1-1", "CANCEL", "c1", "", 1)
                            + "\nReason: SIP;cause=200, q.850 ; Cause=\"19\"",
                    "");
            assertThat(header(wire.expect("SIP/2.0 200"), "CSeq")).isEqualTo("1 CANCEL");
            assertThat(header(wire.expect("SIP/2.0 487"), "CSeq")).isEqualTo("1 INVITE");
            assertThat(call.hears(Released.class).cause().q850()).isEqualTo(19);
            assertThat(wire.gateway.load()).isZero();
        }
    }

    @Test
    void s7ACancelThatComesTooLateChangesNothing() {
        try (var wire = new WirePeer()) {
            wire.invite("c2", "");
            var call = wire.call();
            call.hears(Offered.class);
            call.does(new Answer(Optional.of(ULAW), Optional.empty()));
            var ok = wire.expect("SIP/2.0 200");
            wire.send(wire.requestBy("z9hG4bK-wire-c2-1", "CANCEL", "c2", "", 1), "");
            assertThat(header(wire.next(), "CSeq")).isEqualTo("1 CANCEL");
            wire.acknowledge(ok, "");
            wire.send(wire.request("BYE", "c2", WirePeer.toTag(ok), 2, ""), "");
            wire.expect("SIP/2.0 200");
            call.hears(Released.class);
            assertThat(wire.gateway.load()).isZero();
        }
    }

    @Test
    void aCancelForNothingIsAnswered481() {
        try (var wire = new WirePeer()) {
            wire.send(wire.requestBy("z9hG4bK-none", "CANCEL", "c3", "", 1), "");
            wire.expect("SIP/2.0 481");
        }
    }

    /// S8: missing ACK: sound flows, the 200 is repeated, and after 32 s the call is ended.
    @Test
    void s8AMissingAckDoesNotBlockAndEndsTheCallInTime() {
        try (var wire = new WirePeer()) {
            wire.invite("a1", "");
            var call = wire.call();
            call.hears(Offered.class);
            call.does(new Answer(Optional.of(ULAW), Optional.empty()));
            var first = wire.expect("SIP/2.0 200");
            assertThat(call.harness().media().agreed().sending()).isPresent();
            Pair.until("repetition set", () -> wire.time.waiting() > 0);
            wire.time.advance(Duration.ofMillis(500));
            assertThat(wire.next()).isEqualTo(first);
            wire.time.advance(Duration.ofMillis(1_000));
            assertThat(wire.next()).isEqualTo(first);
            wire.time.advance(Duration.ofSeconds(32));
            var bye = wire.expect("BYE");
            assertThat(header(bye, "Reason")).startsWith("Q.850;cause=102");
            wire.respond("200 OK", "", "", "");
            assertThat(call.hears(Released.class).cause().q850()).isEqualTo(102);
            assertThat(wire.gateway.load()).isZero();
        }
    }

    /// S8: BYE must wait for the ACK (RFC 3261 §15).
    @Test
    void s8AHangUpBeforeTheAckWaitsForIt() {
        try (var wire = new WirePeer()) {
            wire.invite("a2", "");
            var call = wire.call();
            call.hears(Offered.class);
            call.does(new Answer(Optional.of(ULAW), Optional.empty()));
            var ok = wire.expect("SIP/2.0 200");
            call.does(new Release(Cause.gateway(16)));
            wire.acknowledge(ok, "");
            wire.expect("BYE");
            wire.respond("200 OK", "", "", "");
            call.hears(Released.class);
            assertThat(wire.gateway.load()).isZero();
        }
    }

    @Test
    void s8ARepeated200IsAcknowledgedAgain() {
        try (var wire = new WirePeer()) {
            var leg = wire.leg().does(dial());
            var invite = wire.expect("INVITE");
            wire.respond("200 OK", "b", "", WirePeer.SDP);
            var ack = wire.expect("ACK");
            leg.hears(Answered.class);
            wire.respondTo(invite, "200 OK", "b", "", WirePeer.SDP);
            assertThat(header(wire.expect("ACK"), "CSeq")).isEqualTo(header(ack, "CSeq"));
            leg.does(new Release(Cause.gateway(16)));
            wire.expect("BYE");
            // the peer is gone: the leg does not wait for it
            endsIn(wire, leg, Duration.ofSeconds(2));
            assertThat(wire.gateway.load()).isZero();
        }
    }

    // the timer may be set a moment after the message is out
    private static void endsIn(WirePeer wire, Pair.Side leg, Duration time) {
        Pair.until(
                "released",
                () -> {
                    wire.time.advance(time);
                    return leg.harness().isReleased();
                });
    }

    /// RFC 3261 §13.2.2.4: a forking proxy may bring two answers.
    @Test
    void theSecondPartyThatAnswersIsAcknowledgedAndSentAway() {
        try (var wire = new WirePeer()) {
            var leg = wire.leg().does(dial());
            var invite = wire.expect("INVITE");
            wire.respond("180 Ringing", "b1", "", "");
            wire.respond("183 Session Progress", "b2", "", WirePeer.SDP);
            wire.respond("200 OK", "b1", "", WirePeer.SDP);
            wire.expect("ACK");
            leg.hears(Ringing.class);
            wire.respondTo(invite, "200 OK", "b2", "", WirePeer.SDP);
            assertThat(header(wire.expect("ACK"), "To")).endsWith("tag=b2");
            var bye = wire.expect("BYE");
            assertThat(header(bye, "To")).endsWith("tag=b2");
            wire.respond("200 OK", "", "", "");
            leg.hears(org.dragoman.core.call.LegEvent.Progress.class);
            leg.hears(Answered.class);
            leg.does(new Release(Cause.gateway(16)));
            assertThat(header(wire.expect("BYE"), "To")).endsWith("tag=b1");
            wire.respond("200 OK", "", "", "");
            leg.hears(Released.class);
            assertThat(wire.gateway.load()).isZero();
        }
    }

    /// A call that nobody here knows any more is ended in order.
    @Test
    void anAnswerToACallLongOverIsEnded() {
        try (var wire = new WirePeer()) {
            wire.send(
                    """
                    SIP/2.0 200 OK
                    Via: SIP/2.0/UDP %1$s:5060;branch=z9hG4bKgone
                    From: <sip:100@%1$s>;tag=gone
                    To: <sip:200@%2$s>;tag=b
                    Call-ID: gone
                    CSeq: 7 INVITE
                    Contact: <sip:200@%2$s:5060>
                    """
                            .formatted(wire.gatewayHost, wire.host),
                    "");
            assertThat(header(wire.expect("ACK"), "CSeq")).isEqualTo("7 ACK");
            assertThat(header(wire.expect("BYE"), "CSeq")).isEqualTo("8 BYE");
        }
    }

    @Test
    void aLegThatEndsBeforeItDialledSaysSo() {
        try (var wire = new WirePeer()) {
            var leg = wire.leg().does(new Release(Cause.gateway(16)));
            leg.hears(Released.class);
            assertThat(wire.gateway.load()).isZero();
            assertThat(leg.harness().takeAll()).doesNotHaveAnyElementsOfTypes(Proceeding.class);
        }
    }
}
