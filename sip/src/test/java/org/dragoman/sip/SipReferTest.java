package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.body;
import static org.dragoman.sip.WirePeer.header;
import static org.dragoman.sip.WirePeer.toTag;

import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.Release;
import org.dragoman.core.call.LegCommand.TellTransfer;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.LegEvent.TransferRequested;
import org.dragoman.core.call.TransferStatus;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A peer that transfers by REFER, word by word.
class SipReferTest {
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);

    private record Call(Pair.Side side, String tag) {}

    private static Call answered(WirePeer wire, String callId) {
        wire.invite(callId, "");
        var side = wire.call();
        side.hears(Offered.class);
        side.does(new Answer(Optional.of(ULAW), Optional.empty()));
        var ok = wire.expect("SIP/2.0 200");
        wire.acknowledge(ok, "");
        return new Call(side, toTag(ok));
    }

    private static TellTransfer tell(TransferStatus status) {
        return new TellTransfer(status, Optional.empty());
    }

    private static String notified(WirePeer wire) {
        var notify = wire.expect("NOTIFY");
        assertThat(header(notify, "Content-Type")).isEqualTo("message/sipfrag;version=2.0");
        wire.respond("200 OK", "", "", "");
        return header(notify, "Event")
                + "|"
                + header(notify, "Subscription-State")
                + "|"
                + body(notify).strip();
    }

    private static void refer(WirePeer wire, Call call, String callId, int sequence, String to) {
        wire.send(wire.request("REFER", callId, call.tag(), sequence, to), "");
    }

    @Test
    void theTransferorHearsHowItGoesAndIsReleased() {
        try (var wire = new WirePeer()) {
            var call = answered(wire, "r1");
            refer(wire, call, "r1", 2, "Refer-To: <sip:300@" + wire.gatewayHost + ">");
            assertThat(header(wire.expect("SIP/2.0 202"), "Contact")).isNotEmpty();
            var asked = call.side().hears(TransferRequested.class);
            assertThat(asked.to().digits()).isEqualTo("300");
            assertThat(asked.replaces()).isEmpty();
            call.side().does(tell(TransferStatus.TRYING));
            assertThat(notified(wire)).isEqualTo("refer|active;expires=300|SIP/2.0 100 Trying");
            call.side().does(tell(TransferStatus.RINGING));
            assertThat(notified(wire)).isEqualTo("refer|active;expires=300|SIP/2.0 180 Ringing");
            call.side().does(tell(TransferStatus.DONE));
            assertThat(notified(wire))
                    .isEqualTo("refer|terminated;reason=noresource|SIP/2.0 200 OK");
            call.side().does(new Release(Cause.NORMAL_CLEARING));
            wire.expect("BYE");
            wire.respond("200 OK", "", "", "");
            call.side().hears(Released.class);
            assertThat(wire.gateway.load()).isZero();
        }
    }

    @Test
    void aTransferThatFailsIsToldWithTheStatusOfItsCauseAndAnotherMayFollow() {
        try (var wire = new WirePeer()) {
            var call = answered(wire, "r2");
            refer(wire, call, "r2", 2, "Refer-To: sip:300@" + wire.gatewayHost);
            wire.expect("SIP/2.0 202");
            call.side().hears(TransferRequested.class);
            refer(wire, call, "r2", 3, "Refer-To: sip:301@" + wire.gatewayHost);
            wire.expect("SIP/2.0 491");
            var busy = Optional.of(Cause.gateway(17));
            call.side().does(new TellTransfer(TransferStatus.FAILED, busy));
            assertThat(notified(wire)).endsWith("SIP/2.0 486 Busy Here");
            refer(wire, call, "r2", 4, "Refer-To: sip:302@" + wire.gatewayHost);
            wire.expect("SIP/2.0 202");
            call.side().hears(TransferRequested.class);
            call.side().does(tell(TransferStatus.TRYING));
            assertThat(notified(wire)).startsWith("refer;id=4|");
            bye(wire, call, "r2", 5);
        }
    }

    @Test
    void aPeerThatWantsNoNotificationsGetsNone() {
        try (var wire = new WirePeer()) {
            var call = answered(wire, "r3");
            refer(wire, call, "r3", 2, "Refer-To: <sip:300@h>\nRefer-Sub: false");
            assertThat(header(wire.expect("SIP/2.0 202"), "Refer-Sub")).isEqualTo("false");
            call.side().hears(TransferRequested.class);
            call.side().does(tell(TransferStatus.TRYING));
            call.side().does(tell(TransferStatus.DONE));
            call.side().does(new Release(Cause.NORMAL_CLEARING));
            assertThat(wire.next()).startsWith("BYE");
            wire.respond("200 OK", "", "", "");
            call.side().hears(Released.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: none",
                "Refer-To: <sip:1@h;method=SUBSCRIBE>",
                "Refer-To: <http://example.com/>"
            })
    void whatSaysNotWhomToCallIsRefused(String headers) {
        try (var wire = new WirePeer()) {
            var call = answered(wire, "r4");
            refer(wire, call, "r4", 2, headers);
            wire.expect("SIP/2.0 400");
            assertThat(call.side().harness().takeAll()).isEmpty();
            bye(wire, call, "r4", 3);
        }
    }

    @Test
    void replacesNamesTheLegOfAnotherCallOfThePeer() {
        try (var wire = new WirePeer()) {
            var call = answered(wire, "r5");
            var other = answered(wire, "r6");
            var named = "r6%3Bto-tag%3D" + other.tag() + "%3Bfrom-tag%3D" + "x";
            refer(wire, call, "r5", 2, "Refer-To: <sip:300@h?Replaces=" + named + ">");
            wire.expect("SIP/2.0 202");
            assertThat(call.side().hears(TransferRequested.class).replaces())
                    .contains(other.side().leg().id());
            call.side().does(new TellTransfer(TransferStatus.FAILED, Optional.empty()));
            notified(wire);
            var nobody = "r7%3Bto-tag%3Dx%3Bfrom-tag%3Dx";
            refer(wire, call, "r5", 3, "Refer-To: <sip:300@h?Replaces=" + nobody + ">");
            wire.expect("SIP/2.0 202");
            assertThat(notified(wire))
                    .isEqualTo(
                            "refer;id=3|terminated;reason=noresource"
                                    + "|SIP/2.0 481 Call/Transaction Does Not Exist");
            assertThat(call.side().harness().takeAll()).isEmpty();
            bye(wire, call, "r5", 4);
            bye(wire, other, "r6", 2);
        }
    }

    @Test
    void outsideOfACallNobodyIsTransferred() {
        try (var wire = new WirePeer()) {
            wire.send(wire.request("REFER", "r8", "", 1, "Refer-To: <sip:300@h>"), "");
            wire.expect("SIP/2.0 403");
        }
    }

    private static void bye(WirePeer wire, Call call, String callId, int sequence) {
        wire.send(wire.request("BYE", callId, call.tag(), sequence, ""), "");
        Pair.until("200 to BYE", () -> header(wire.expect("SIP/2.0 200"), "CSeq").endsWith("BYE"));
        call.side().hears(Released.class);
    }
}
