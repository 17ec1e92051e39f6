package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.header;
import static org.dragoman.sip.WirePeer.toTag;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.Dial;
import org.dragoman.core.call.LegCommand.Release;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.LegEvent.Replacing;
import org.dragoman.core.call.LegEvent.Ringing;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// INVITE with Replaces, word by word (RFC 3891 §3).
class SipReplacesTest {
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);

    private record Refusal(String headers, String status) {}

    /// Of a dialog that is confirmed; %s is our tag.
    private static final List<Refusal> REFUSALS =
            List.of(
                    new Refusal("Replaces: other;to-tag=%s;from-tag=wire", "481"),
                    new Refusal("Replaces: c;to-tag=%sx;from-tag=wire", "481"),
                    new Refusal("Replaces: c;to-tag=%s;from-tag=other", "481"),
                    new Refusal("Replaces: c;to-tag=%s;from-tag=wire;early-only", "486"),
                    new Refusal("Replaces: c;to-tag=%s", "400"),
                    new Refusal("Replaces: ;", "400"),
                    new Refusal(
                            "Replaces: c;to-tag=%1$s;from-tag=wire\n"
                                    + "Replaces: c;to-tag=%1$s;from-tag=wire",
                            "400"),
                    new Refusal(
                            "Replaces: c;to-tag=%1$s;from-tag=wire\n"
                                    + "Join: c;to-tag=%1$s;from-tag=wire",
                            "400"));

    private static Pair.Side offered(WirePeer wire, String callId) {
        wire.invite(callId, "");
        var side = wire.call();
        side.hears(Offered.class);
        return side;
    }

    private static String answered(WirePeer wire, Pair.Side side) {
        side.does(new Answer(Optional.of(ULAW), Optional.empty()));
        var ok = wire.expect("SIP/2.0 200");
        wire.acknowledge(ok, "");
        return toTag(ok);
    }

    @Test
    void aConfirmedDialogIsReplaced() {
        try (var wire = new WirePeer()) {
            var old = offered(wire, "c");
            var tag = answered(wire, old);
            wire.invite("n", "Replaces: c;from-tag=wire;to-tag=" + tag + "\nRequire: replaces");
            var fresh = wire.call();
            assertThat(fresh.hears(Replacing.class).replaced()).isEqualTo(old.leg().id());
            fresh.does(new Answer(Optional.of(ULAW), Optional.empty()));
            assertThat(header(wire.expect("SIP/2.0 200"), "Supported")).contains("replaces");
            wire.acknowledge(wire.last(), "");
            old.does(new Release(Cause.NORMAL_CLEARING));
            assertThat(header(wire.expect("BYE"), "Call-ID")).isEqualTo("c");
        }
    }

    @Test
    void aDialogThatWeBeganAndThatRingsIsReplaced() {
        try (var wire = new WirePeer()) {
            var ringing = wire.leg();
            var call = CallRequest.of(Party.ofNumber("1"), Party.ofNumber("2"), Optional.of(ULAW));
            ringing.does(new Dial(call));
            var invite = wire.expect("INVITE");
            wire.respond("180 Ringing", "phone", "", "");
            ringing.hears(Ringing.class);
            var from = header(invite, "From");
            var dialog =
                    header(invite, "Call-ID")
                            + ";from-tag=phone;to-tag="
                            + from.substring(from.indexOf("tag=") + 4);
            wire.invite("p", "Replaces: " + dialog + ";early-only");
            assertThat(wire.call().hears(Replacing.class).replaced()).isEqualTo(ringing.leg().id());
            ringing.does(new Release(Cause.ANSWERED_ELSEWHERE));
            assertThat(header(wire.expect("CANCEL"), "Reason")).startsWith("SIP;cause=200");
        }
    }

    @ParameterizedTest
    @FieldSource("REFUSALS")
    void whatCannotBeReplacedIsRefused(Refusal refusal) {
        try (var wire = new WirePeer()) {
            var tag = answered(wire, offered(wire, "c"));
            wire.invite("n", refusal.headers().formatted(tag));
            wire.refused("SIP/2.0 " + refusal.status());
            assertThat(wire.noCall()).isTrue();
        }
    }

    @Test
    void aDialogThatThePeerBeganAndThatRingsIsNot() {
        try (var wire = new WirePeer()) {
            offered(wire, "c")
                    .does(new org.dragoman.core.call.LegCommand.Ring(false, Optional.empty()));
            var tag = toTag(wire.expect("SIP/2.0 180"));
            wire.invite("n", "Replaces: c;from-tag=wire;to-tag=" + tag);
            wire.refused("SIP/2.0 481");
        }
    }

    @Test
    void aDialogThatIsOverIsDeclined() {
        try (var wire = new WirePeer()) {
            var side = offered(wire, "c");
            var tag = answered(wire, side);
            wire.send(wire.request("BYE", "c", tag, 2, ""), "");
            side.hears(Released.class);
            wire.invite("n", "Replaces: c;from-tag=wire;to-tag=" + tag);
            wire.refused("SIP/2.0 603");
        }
    }

    @Test
    void noOtherRequestMayReplace() {
        try (var wire = new WirePeer()) {
            var tag = answered(wire, offered(wire, "c"));
            var replaces = "Replaces: c;from-tag=wire;to-tag=" + tag;
            wire.send(wire.request("INFO", "c", tag, 2, replaces), "");
            wire.expect("SIP/2.0 400");
            wire.send(wire.request("OPTIONS", "x", "", 2, replaces), "");
            wire.expect("SIP/2.0 400");
        }
    }
}
