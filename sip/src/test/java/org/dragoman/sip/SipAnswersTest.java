package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.header;
import static org.dragoman.sip.WirePeer.toTag;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Whatever a peer asks in a call is answered, be it ever so wrong: silence would have it repeat
/// itself for half a minute, and then end the call (RFC 3261 §12.2.1.2).
class SipAnswersTest {

    private static final List<Asked> ASKED =
            List.of(
                    // RFC 3515 §2.4.1: exactly one Refer-To
                    new Asked("REFER", "Refer-To: <sip:1@h>\nRefer-To: <sip:2@h>", "400"),
                    new Asked("REFER", "Refer-To: <sip:1@h>\nr: <sip:2@h>", "400"),
                    new Asked("REFER", "Refer-To: <sip:1@h>, <sip:2@h>", "400"),
                    new Asked("REFER", "Refer-To: <<", "400"),
                    new Asked("REFER", "Refer-To:", "400"),
                    new Asked("REFER", "", "400"),
                    // RFC 3261 §7.3.1: once
                    new Asked("INFO", "To: <sip:200@h>", "400"),
                    new Asked("INFO", "f: <sip:200@h>", "400"),
                    new Asked("INFO", "i: another", "400"),
                    new Asked("INFO", "CSeq: 7 INFO", "400"),
                    new Asked("INFO", "Content-Type: <", "200"),
                    new Asked("INFO", "nonsense", "200"),
                    new Asked("UPDATE", "Require: x\nRequire: y", "420"),
                    new Asked("PRACK", "", "481"),
                    new Asked("PRACK", "RAck: x", "481"),
                    new Asked("PRACK", "RAck: 1 1 INVITE\nRAck: 2 1 INVITE", "481"),
                    new Asked("NOTIFY", "", "400"),
                    new Asked("NOTIFY", "Event: refer\nSubscription-State: active", "405"),
                    new Asked("SUBSCRIBE", "Event: x\nEvent: y", "405"),
                    new Asked("PUBLISH", "", "400"),
                    new Asked("MESSAGE", "", "405"),
                    new Asked("REGISTER", "", "405"),
                    new Asked("FROBNICATE", "", "405"));

    /// Headers that the stack reads, among which are all that it stumbled over.
    private static final List<String> HEADERS =
            List.of(
                    ("Accept Accept-Encoding Accept-Language Alert-Info Allow Allow-Events"
                                    + " Authorization Call-Info Contact Content-Disposition"
                                    + " Content-Encoding Content-Language Content-Type Date"
                                    + " Error-Info Event Expires In-Reply-To Join MIME-Version"
                                    + " Min-Expires Min-SE P-Access-Network-Info"
                                    + " P-Asserted-Identity P-Charging-Vector P-Served-User Path"
                                    + " Priority Privacy Proxy-Authorization Proxy-Require RAck"
                                    + " RSeq Reason Record-Route Refer-To References Referred-By"
                                    + " Replaces Reply-To Retry-After Service-Route"
                                    + " Session-Expires Subject Subscription-State Supported"
                                    + " Timestamp Unsupported User-Agent Warning b c e k l m o r"
                                    + " s u x")
                            .split(" "));
    private static final List<String> VALUES =
            List.of(
                    "",
                    "x",
                    "<",
                    "<sip:",
                    "\"",
                    ",,,",
                    "1",
                    "-1",
                    "1 1",
                    "99999999999999999999",
                    ";");

    private record Asked(String method, String headers, String status) {}

    @ParameterizedTest
    @FieldSource("ASKED")
    void whateverIsAskedInACallIsAnswered(Asked asked) {
        try (var wire = new WirePeer()) {
            var tag = answered(wire);
            wire.send(wire.request(asked.method(), "a", tag, 2, asked.headers()), "");
            var answer = wire.expect("SIP/2.0");
            assertThat(answer).startsWith("SIP/2.0 " + asked.status());
            assertThat(header(answer, "CSeq")).isEqualTo("2 " + asked.method());
        }
    }

    @Test
    void noHeaderSilencesTheGateway() {
        try (var wire = new WirePeer()) {
            var tag = answered(wire);
            int sequence = 2;
            for (var name : HEADERS) {
                for (var value : VALUES) {
                    var line = name + ": " + value;
                    wire.send(wire.request("OPTIONS", "a", tag, sequence, line), "");
                    var answer = wire.expect("SIP/2.0");
                    assertThat(header(answer, "CSeq")).as(line).startsWith(sequence + " OPTIONS");
                    sequence++;
                }
            }
        }
    }

    private static String answered(WirePeer wire) {
        wire.invite("a", "");
        var call = wire.call();
        call.hears(Offered.class);
        call.does(new Answer(Optional.of(MediaDescription.of(Codec.PCMU)), Optional.empty()));
        var ok = wire.expect("SIP/2.0 200");
        wire.acknowledge(ok, "");
        return toTag(ok);
    }
}
