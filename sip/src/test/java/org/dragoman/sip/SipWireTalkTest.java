package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.body;
import static org.dragoman.sip.WirePeer.toTag;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.AnswerMedia;
import org.dragoman.core.call.LegEvent.Digit;
import org.dragoman.core.call.LegEvent.Held;
import org.dragoman.core.call.LegEvent.MediaAnswered;
import org.dragoman.core.call.LegEvent.MediaOffered;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.LegEvent.Resumed;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;

/// What a peer that writes its messages by hand may say in a call: offers that come late, hold and
/// digits, each in all the ways there are.
class SipWireTalkTest {
    private static final String SDP_TYPE = "Content-Type: application/sdp";

    /// Hold as it was said before RFC 3264, and as it is said now.
    @Test
    void holdInEveryDialect() {
        try (var wire = new WirePeer()) {
            var call = WireCall.answered(wire, "h");
            int sequence = 2;
            for (var hold : List.of("a=sendonly", "a=inactive", "c=IN IP4 0.0.0.0")) {
                for (var method : List.of("INVITE", "UPDATE")) {
                    wire.send(
                            call.request(method, sequence++, SDP_TYPE), WirePeer.SDP + hold + "\n");
                    var ok = wire.expect("SIP/2.0 200");
                    boolean inactive = hold.equals("a=inactive");
                    assertThat(body(ok)).contains(inactive ? "a=inactive" : "a=recvonly");
                    if (method.equals("INVITE")) {
                        wire.acknowledge(ok, "");
                    }
                    call.side().hears(Held.class);
                    assertThat(call.side().harness().media().agreed().sending()).isEmpty();
                    wire.send(call.request(method, sequence++, SDP_TYPE), WirePeer.SDP);
                    ok = wire.expect("SIP/2.0 200");
                    assertThat(body(ok)).contains("a=sendrecv");
                    if (method.equals("INVITE")) {
                        wire.acknowledge(ok, "");
                    }
                    call.side().hears(Resumed.class);
                    assertThat(call.side().harness().media().agreed().direction())
                            .isEqualTo(Direction.SEND_RECEIVE);
                }
            }
            call.end(sequence);
        }
    }

    /// S3, S11: a re-INVITE without an offer, as third-party call control sends it; the answer in
    /// the ACK may move the peer elsewhere and choose another codec.
    @Test
    void s3AReInviteWithoutAnOfferIsOffered() {
        try (var wire = new WirePeer()) {
            var call = WireCall.answered(wire, "3pcc");
            wire.send(call.request("INVITE", 2, ""), "");
            var ok = wire.expect("SIP/2.0 200");
            assertThat(body(ok)).contains("RTP/AVP 0 8 101");
            wire.acknowledge(
                    ok,
                    """
                    v=0
                    c=IN IP4 127.0.0.9
                    m=audio 7000 RTP/AVP 8
                    """);
            assertThat(call.side().hears(MediaOffered.class).offer().codecs())
                    .containsExactly(Codec.PCMA);
            call.side().does(new AnswerMedia(MediaDescription.of(Codec.PCMA)));
            assertThat(call.side().harness().media().agreed().remoteRtp())
                    .contains(new InetSocketAddress("127.0.0.9", 7000));
            call.end(3);
        }
    }

    @Test
    void s3AnInviteWithoutAnOfferIsOfferedInThe200() {
        try (var wire = new WirePeer()) {
            wire.send(wire.request("INVITE", "noffer", "", 1, ""), "");
            var side = wire.call();
            assertThat(side.hears(Offered.class).request().media()).isEmpty();
            side.does(new Answer(Optional.of(WireCall.ULAW), Optional.empty()));
            var ok = wire.expect("SIP/2.0 200");
            assertThat(body(ok)).contains("m=audio 40000 RTP/AVP 0 101");
            wire.acknowledge(ok, WirePeer.SDP);
            assertThat(side.hears(MediaAnswered.class).answer().first()).isEqualTo(Codec.PCMU);
            new WireCall(wire, side, "noffer", toTag(ok)).end(2);
        }
    }

    @Test
    void anAckWithoutTheAnswerEndsTheCall() {
        try (var wire = new WirePeer()) {
            wire.send(wire.request("INVITE", "noanswer", "", 1, ""), "");
            var side = wire.call();
            side.hears(Offered.class);
            side.does(new Answer(Optional.of(WireCall.ULAW), Optional.empty()));
            wire.acknowledge(wire.expect("SIP/2.0 200"), "");
            wire.expect("BYE");
            wire.respond("200 OK", "", "", "");
            side.hears(Released.class);
            assertThat(wire.gateway.load()).isZero();
        }
    }

    @Test
    void digitsInEveryDialect() {
        record Dialect(String type, String body, char digit) {}
        try (var wire = new WirePeer()) {
            var call = WireCall.answered(wire, "d");
            int sequence = 2;
            for (var d :
                    List.of(
                            new Dialect("application/dtmf-relay", "Signal=5\nDuration=160\n", '5'),
                            new Dialect("application/dtmf-relay", "Signal= *\nDuration= 90", '*'),
                            new Dialect("APPLICATION/DTMF-RELAY", "signal=11\n", '#'),
                            new Dialect("application/dtmf-relay", "Signal=flash", '!'),
                            new Dialect("application/dtmf", "d", 'D'),
                            new Dialect("application/dtmf", " 9\n", '9'))) {
                wire.send(call.request("INFO", sequence++, "Content-Type: " + d.type()), d.body());
                wire.expect("SIP/2.0 200");
                assertThat(call.side().hears(Digit.class).digit()).isEqualTo(d.digit());
            }
            wire.send(call.request("INFO", sequence++, ""), "");
            wire.expect("SIP/2.0 200");
            wire.send(call.request("INFO", sequence++, "Content-Type: text/plain"), "5");
            wire.expect("SIP/2.0 415");
            wire.send(call.request("OPTIONS", sequence++, ""), "");
            wire.expect("SIP/2.0 200");
            wire.send(call.request("MESSAGE", sequence++, ""), "");
            wire.expect("SIP/2.0 405");
            wire.send(call.request("INFO", 2, ""), "");
            wire.expect("SIP/2.0 500"); // RFC 3261 §12.2.2: out of order
            call.end(sequence);
        }
    }
}
