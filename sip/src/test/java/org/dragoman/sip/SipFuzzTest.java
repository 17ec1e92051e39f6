package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;

/// Broken messages, by the thousand: the process lives, other calls go on, nothing is left.
class SipFuzzTest {
    private static final int MESSAGES = 5_000;
    private static final int BURST = 50; // between two signs of life

    /// After RFC 4475 (torture tests), §3.1.1 to §3.1.2 and §3.3: legal but odd, or broken.
    private static final List<String> TORTURE =
            List.of(
                    """
                    INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0
                    TO :
                     sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n
                    from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>
                      ;
                      tag = 98asjd8
                    MaX-fOrWaRdS: 0068
                    Call-ID: wsinv.ndaksdj@192.0.2.1
                    Content-Length   : 0
                    cseq: 0009
                      INVITE
                    Via  : SIP  /   2.0
                     /UDP
                        192.0.2.2;branch=390skdjuw
                    s :
                    NewFangledHeader:   newfangled value
                     continued newfangled value
                    UnknownHeaderWithUnusualValue: ;;,,;;,;
                    Route:
                     <sip:services.example.com;lr;unknownwith=value;unknown-no-value>
                    v:  SIP  / 2.0  / TCP     spindle.example.com   ;
                      branch  =   z9hG4bK9ikj8
                    m:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam = newvalue

                    """,
                    "INVITE sip:user@example.com SIP/2.0\nCall-ID: x\n\n",
                    "INVITE <sip:user@example.com> SIP/2.0\nVia: SIP/2.0/UDP h;branch=z9hG4bKx\n\n",
                    "BYE sip:a@b SIP/7.0\nVia: SIP/2.0/UDP h;branch=z9hG4bKy\nCSeq: 1 BYE\n\n",
                    "OPTIONS sip:a@b SIP/2.0\nCSeq: 99999999999999999999 OPTIONS\nTo: <\n\n",
                    "SIP/2.0 4294967301 better not\nCSeq: 1 INVITE\n\n",
                    "SIP/2.0 200 OK\nVia: SIP/2.0/UDP h;branch=z9hG4bKz\nFrom: x;tag=1\nTo: y;tag="
                            + "2\nCall-ID: n\nCSeq: 1 INVITE\n\n",
                    "\r\n\r\n",
                    "\0\0\0\0",
                    "GET / HTTP/1.1\nHost: x\n\n");

    @Test
    void nothingASenderSaysHurtsTheOthers() throws IOException {
        try (var wire = new WirePeer();
                var fuzzer = new DatagramSocket(new InetSocketAddress(wire.host, 0))) {
            fuzzer.setSoTimeout(10_000);
            wire.invite("alive", "");
            var call = wire.call();
            call.hears(Offered.class);
            call.does(new Answer(Optional.of(MediaDescription.of(Codec.PCMU)), Optional.empty()));
            var ok = wire.expect("SIP/2.0 200");
            wire.acknowledge(ok, "");
            var tag = WirePeer.toTag(ok);
            var random = new Random(4475);
            int sequence = 2;
            for (var torture : TORTURE) {
                wire.raw(fuzzer, torture.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            }
            for (int i = 0; i < MESSAGES; i++) {
                wire.raw(fuzzer, mutated(seed(wire, tag, i), random));
                if (i % BURST == 0) {
                    wire.send(wire.request("OPTIONS", "alive", tag, sequence++, ""), "");
                    int number = sequence - 1;
                    Pair.until(
                            "alive",
                            () -> WirePeer.header(wire.next(), "CSeq").equals(number + " OPTIONS"));
                }
            }
            wire.send(wire.request("BYE", "alive", tag, 1_000_000, ""), "");
            call.hears(Released.class);
        }
    }

    // requests in and out of the dialog, and responses, each a little wrong
    private static String seed(WirePeer wire, String tag, int i) {
        var text =
                switch (i % 6) {
                    case 0 ->
                            wire.request("INVITE", "f" + i, "", 1, "Content-Type: application/sdp");
                    case 1 -> wire.request("OPTIONS", "f" + i, "", 1, "Require: x");
                    case 2 ->
                            wire.request("INFO", "alive", tag, 1, "Content-Type: application/dtmf");
                    case 3 -> wire.request("UPDATE", "alive", tag, 1, "Session-Expires: 90");
                    case 4 ->
                            wire.request("PRACK", "alive", tag, 1, "RAck: 1 1 INVITE")
                                    + "\nReason: Q.850;cause=16\nPrivacy: id";
                    default ->
                            "SIP/2.0 183 Session Progress\n"
                                    + wire.request("INVITE", "g" + i, tag, 1, "RSeq: 1")
                                            .lines()
                                            .skip(1)
                                            .reduce("", (a, b) -> a + b + "\n");
                };
        var body = i % 6 == 0 ? WirePeer.SDP : "";
        return (text + "\nContent-Length: " + body.length() + "\n\n" + body).replace("\n", "\r\n");
    }

    private static byte[] mutated(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int n = 1 + random.nextInt(5); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    int length = Math.min(bytes.length - at, random.nextInt(30));
                    System.arraycopy(
                            bytes, at, bytes, random.nextInt(bytes.length - length + 1), length);
                }
            }
        }
        return bytes;
    }

    /// A signal that the decoder's own faults never reach the listener: the endpoint takes a good
    /// call right after.
    @Test
    void aGoodCallGoesThroughAfterBrokenOnes() {
        try (var wire = new WirePeer()) {
            for (var torture : TORTURE) {
                wire.raw(torture.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            }
            wire.invite("good", "");
            wire.call().hears(Offered.class);
            assertThat(wire.expect("SIP/2.0 100")).contains("Call-ID: good");
        }
    }
}
