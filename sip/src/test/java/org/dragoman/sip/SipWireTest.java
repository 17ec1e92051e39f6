package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.body;
import static org.dragoman.sip.WirePeer.header;
import static org.dragoman.sip.WirePeer.toTag;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.Dial;
import org.dragoman.core.call.LegCommand.Release;
import org.dragoman.core.call.LegCommand.Ring;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegEvent.Answered;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.LegEvent.Ringing;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;

/// What the endpoint says, word by word, to a peer that writes its messages by hand.
class SipWireTest {
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);
    private static final String SDP_TYPE = "Content-Type: application/sdp";

    private static Dial dial(MediaDescription... media) {
        return new Dial(
                CallRequest.of(
                        Party.ofNumber("100"),
                        Party.ofNumber("200"),
                        List.of(media).stream().findFirst()));
    }

    @Test
    void answersAreWhatTheStandardAsks() {
        try (var wire = new WirePeer()) {
            wire.invite("o1", "Supported: timer, 100rel");
            var side = wire.call();
            side.hears(Offered.class);
            assertThat(toTag(wire.expect("SIP/2.0 100"))).isEmpty();
            side.does(new Ring(false, Optional.empty()));
            var ringing = wire.expect("SIP/2.0 180");
            assertThat(toTag(ringing)).isNotEmpty();
            assertThat(header(ringing, "Require")).isEmpty();
            side.does(new Answer(Optional.of(ULAW), Optional.of(Party.ofNumber("201"))));
            var ok = wire.expect("SIP/2.0 200");
            assertThat(toTag(ok)).isEqualTo(toTag(ringing));
            assertThat(header(ok, "Contact"))
                    .isEqualTo("<sip:dragoman@" + wire.gatewayHost + ":5060>");
            assertThat(header(ok, "Allow")).contains("INVITE", "UPDATE", "PRACK");
            assertThat(header(ok, "Session-Expires")).isEqualTo("1800;refresher=uas");
            assertThat(header(ok, "P-Asserted-Identity"))
                    .isEqualTo("<sip:201@" + wire.gatewayHost + ">");
            assertThat(body(ok)).contains("m=audio 40000 RTP/AVP 0 101\r\n", "a=fmtp:101 0-15\r\n");
            wire.acknowledge(ok, "");
            new WireCall(wire, side, "o1", toTag(ok)).end(2);
        }
    }

    @Test
    void requestsAreWhatTheStandardAsks() {
        try (var wire = new WirePeer(p -> p.sessionExpires(java.time.Duration.ofSeconds(1800)))) {
            var leg = wire.leg().does(dial(ULAW));
            var invite = wire.expect("INVITE sip:200@" + wire.host + " SIP/2.0");
            assertThat(header(invite, "From"))
                    .startsWith("<sip:100@" + wire.gatewayHost + ">;tag=");
            assertThat(header(invite, "To")).isEqualTo("<sip:200@" + wire.host + ">");
            assertThat(header(invite, "Max-Forwards")).isEqualTo("70");
            assertThat(header(invite, "Supported")).isEqualTo("timer, replaces, 100rel");
            assertThat(header(invite, "Session-Expires")).isEqualTo("1800");
            assertThat(header(invite, "Via")).contains(";rport", ";branch=z9hG4bK");
            assertThat(body(invite)).contains("m=audio 40000 RTP/AVP 0 101\r\n");
            // 422: asked again with what the peer allows (RFC 4028 §7.3)
            wire.respond("422 Session Interval Too Small", "x", "Min-SE: 2400", "");
            var again = wire.expect("INVITE");
            assertThat(header(again, "Session-Expires")).isEqualTo("2400");
            assertThat(header(again, "CSeq")).isEqualTo("2 INVITE");
            assertThat(header(again, "Call-ID")).isEqualTo(header(invite, "Call-ID"));
            wire.respond("486 Busy Here", "x", "", "");
            wire.expect("ACK");
            assertThat(leg.hears(Released.class).cause().q850()).isEqualTo(17);
            assertThat(wire.gateway.load()).isZero();
        }
    }

    @Test
    void whatCannotBecomeACallIsRefusedInTheWordsOfTheStandard() {
        try (var wire = new WirePeer()) {
            wire.invite("r1", "Require: join, 100rel");
            assertThat(header(wire.refused("SIP/2.0 420"), "Unsupported")).isEqualTo("join");
            wire.send(wire.request("INVITE", "r2", "", 1, "Content-Type: application/isup"), "x");
            assertThat(header(wire.refused("SIP/2.0 415"), "Accept")).isEqualTo("application/sdp");
            wire.invite("r3", "Content-Encoding: gzip");
            assertThat(header(wire.refused("SIP/2.0 415"), "Accept-Encoding"))
                    .isEqualTo("identity");
            wire.invite("r4", "Session-Expires: 60\nSupported: timer");
            assertThat(header(wire.refused("SIP/2.0 422"), "Min-SE")).isEqualTo("90");
            wire.send(wire.request("INVITE", "r5", "", 1, SDP_TYPE), "v=0\nm=audio x RTP/AVP 0\n");
            wire.refused("SIP/2.0 400");
            wire.send(
                    wire.request("INVITE", "r6", "", 1, SDP_TYPE),
                    "v=0\nc=IN IP4 127.0.0.1\nm=image 9 udptl t38\n");
            assertThat(header(wire.refused("SIP/2.0 488"), "Warning")).startsWith("304 ");
            wire.send(
                    wire.request("INVITE", "r7", "", 1, SDP_TYPE)
                            .replace("INVITE sip:", "INVITE sips:"),
                    WirePeer.SDP);
            wire.refused("SIP/2.0 416");
            for (var method : List.of("REGISTER", "SUBSCRIBE", "MESSAGE", "FLY")) {
                wire.send(wire.request(method, "m-" + method, "", 1, ""), "");
                assertThat(wire.next()).as(method).startsWith("SIP/2.0 405");
            }
            wire.send(wire.request("PUBLISH", "m-PUBLISH", "", 1, ""), "");
            wire.expect("SIP/2.0 400"); // it must have Event (RFC 3903 §4)
            for (var method : List.of("BYE", "INFO", "UPDATE", "PRACK", "INVITE")) {
                wire.send(wire.request(method, "d-" + method, "nobody", 1, ""), "");
                assertThat(header(wire.expect("SIP/2.0 481"), "CSeq")).endsWith(method);
            }
            assertThat(wire.noCall()).isTrue();
            assertThat(wire.gateway.load()).isZero();
        }
    }

    /// S10: OPTIONS must return 200 (trunk heartbeat).
    @Test
    void s10OptionsIsAnswered() {
        try (var wire = new WirePeer()) {
            wire.send(wire.request("OPTIONS", "opt", "", 1, ""), "");
            var ok = wire.expect("SIP/2.0 200");
            assertThat(header(ok, "Allow")).contains("INVITE");
            assertThat(header(ok, "Accept")).isEqualTo("application/sdp");
        }
    }

    @Test
    void aStrangerIsForbidden() throws IOException {
        try (var wire = new WirePeer();
                var stranger = new DatagramSocket(new InetSocketAddress(Pair.host(), 5060))) {
            stranger.setSoTimeout(10_000);
            var text =
                    wire.request("INVITE", "st", "", 1, SDP_TYPE)
                            .replace(wire.host, stranger.getLocalAddress().getHostAddress());
            wire.sendFrom(stranger, text, WirePeer.SDP);
            assertThat(WirePeer.receive(stranger)).startsWith("SIP/2.0 403");
            assertThat(wire.noCall()).isTrue();
        }
    }

    /// RFC 3261 §8.2.2.2: the same request by two ways.
    @Test
    void aMergedRequestIsALoop() {
        try (var wire = new WirePeer()) {
            wire.invite("merged", "");
            wire.call().hears(Offered.class);
            wire.expect("SIP/2.0 100");
            wire.invite("merged", "");
            wire.expect("SIP/2.0 482");
        }
    }

    /// S9: several proxies that want to stay in the way, and one that routes strictly.
    @Test
    void s9TheRouteIsKeptInBothDirections() {
        try (var wire = new WirePeer()) {
            var near = "<sip:" + wire.host + ":5060;lr;x=1>";
            var far = "<sip:far.example.com;lr>";
            wire.invite("rr", "Record-Route: " + near + "\nRecord-Route: " + far);
            var side = wire.call();
            side.hears(Offered.class);
            side.does(new Answer(Optional.of(ULAW), Optional.empty()));
            var ok = wire.expect("SIP/2.0 200");
            assertThat(list(ok, "Record-Route")).containsExactly(near, far);
            wire.acknowledge(ok, "");
            side.does(new Release(Cause.gateway(16)));
            var bye = wire.expect("BYE sip:100@" + wire.host + ":5060");
            assertThat(list(bye, "Route")).containsExactly(near, far);
            wire.respond("200 OK", "", "", "");
            side.hears(Released.class);

            var leg = wire.leg().does(dial(ULAW));
            wire.expect("INVITE");
            wire.respond(
                    "200 OK",
                    "b",
                    "Record-Route: " + far + "\nRecord-Route: <sip:" + wire.host + ":5060>",
                    WirePeer.SDP);
            // the nearest proxy routes strictly: it is the Request-URI, the target comes last
            var ack = wire.expect("ACK sip:" + wire.host + ":5060 SIP/2.0");
            assertThat(list(ack, "Route")).containsExactly(far, "<sip:200@" + wire.host + ":5060>");
            leg.hears(LegEvent.Answered.class);
            leg.does(new Release(Cause.gateway(16)));
            wire.expect("BYE");
            wire.respond("200 OK", "", "", "");
            leg.hears(Released.class);
        }
    }

    private static List<String> list(String message, String name) {
        return message.lines()
                .filter(l -> l.startsWith(name + ":"))
                .flatMap(l -> List.of(l.substring(name.length() + 1).split(",")).stream())
                .map(String::strip)
                .toList();
    }

    /// RFC 3262 §4: acknowledged once each, in order, and never twice.
    @Test
    void reliableResponsesAreAcknowledged() {
        try (var wire = new WirePeer()) {
            var leg = wire.leg().does(dial(ULAW));
            var invite = wire.expect("INVITE");
            var first = "Require: 100rel\nRSeq: 7";
            wire.respondTo(invite, "183 Session Progress", "b", first, WirePeer.SDP);
            var prack = wire.expect("PRACK sip:200@" + wire.host);
            assertThat(header(prack, "RAck")).isEqualTo("7 1 INVITE");
            assertThat(header(prack, "CSeq")).isEqualTo("2 PRACK");
            wire.respond("200 OK", "", "", "");
            assertThat(leg.hears(LegEvent.Progress.class).inBand()).isTrue();
            wire.respondTo(invite, "183 Session Progress", "b", first, WirePeer.SDP);
            wire.respondTo(invite, "180 Ringing", "b", "Require: 100rel\nRSeq: 9", "");
            wire.respondTo(invite, "180 Ringing", "b", "Require: 100rel\nRSeq: 8", "");
            assertThat(header(wire.expect("PRACK"), "RAck")).isEqualTo("8 1 INVITE");
            wire.respond("200 OK", "", "", "");
            leg.hears(Ringing.class);
            wire.respondTo(invite, "200 OK", "b", "", "");
            assertThat(header(wire.expect("ACK"), "CSeq")).isEqualTo("1 ACK");
            assertThat(leg.hears(Answered.class).media().orElseThrow().first())
                    .isEqualTo(Codec.PCMU);
            leg.does(new Release(Cause.gateway(16)));
            assertThat(header(wire.expect("BYE"), "CSeq")).isEqualTo("4 BYE");
            wire.respond("200 OK", "", "", "");
            leg.hears(Released.class);
            assertThat(wire.gateway.load()).isZero();
        }
    }

    /// A carrier sends ISUP beside SDP (RFC 3372).
    @Test
    void sdpIsFoundInAMultipartBody() {
        try (var wire = new WirePeer()) {
            wire.send(
                    wire.request(
                            "INVITE",
                            "mp",
                            "",
                            1,
                            "Content-Type: multipart/mixed; boundary=\"=-x\""),
                    """
                    --=-x
                    Content-Type: application/ISUP; version=etsi121

                    abc
                    --=-x
                    Content-Type: application/sdp

                    """
                            + WirePeer.SDP
                            + "\n--=-x--\n");
            assertThat(wire.call().hears(Offered.class).request().media().orElseThrow().codecs())
                    .containsExactly(Codec.PCMU, Codec.PCMA);
        }
    }
}
