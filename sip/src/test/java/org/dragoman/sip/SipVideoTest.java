package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.body;
import static org.dragoman.sip.WirePeer.header;
import static org.dragoman.sip.WirePeer.toTag;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.AnswerMedia;
import org.dragoman.core.call.LegCommand.AskForKeyFrame;
import org.dragoman.core.call.LegEvent.KeyFrameWanted;
import org.dragoman.core.call.LegEvent.MediaOffered;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.VideoDescription;
import org.dragoman.core.testing.FakeMediaPort;
import org.junit.jupiter.api.Test;

/// Video in SIP, word by word, with a peer that writes its messages by hand.
class SipVideoTest {
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);
    private static final MediaDescription BOTH =
            ULAW.withVideo(Optional.of(VideoDescription.of(Codec.VP8)));
    private static final String VIDEO = "m=video 4002 RTP/AVP 96\na=rtpmap:96 VP8/90000\n";
    private static final String SDP_TYPE = "Content-Type: application/sdp";

    /// The body of RFC 5168 §4's own example, shortened.
    private static final String FAST_UPDATE =
            """
            <?xml version="1.0" encoding="utf-8" ?>
            <media_control><vc_primitive><to_encoder><picture_fast_update>
            </picture_fast_update></to_encoder></vc_primitive></media_control>
            """;

    private final FakeMediaPort port =
            FakeMediaPort.unheardAt(new InetSocketAddress("192.0.2.1", 40_002));

    private Pair.Side called(WirePeer wire, String callId, String more) {
        wire.send(wire.request("INVITE", callId, "", 1, SDP_TYPE), WirePeer.SDP + VIDEO + more);
        var side = wire.call();
        side.harness().withVideo(port);
        assertThat(side.hears(Offered.class).request().media().orElseThrow().video()).isPresent();
        return side;
    }

    private static void end(WirePeer wire, Pair.Side side, String callId, String tag) {
        wire.send(wire.request("BYE", callId, tag, 9, ""), "");
        side.hears(Released.class);
    }

    /// RFC 5168: who agreed to no feedback is asked by INFO, one at a time, and asks so.
    @Test
    void keyFramesAreAskedForByInfoWhereRtcpCannot() {
        try (var wire = new WirePeer()) {
            var side = called(wire, "v1", "");
            side.does(new Answer(Optional.of(BOTH), Optional.empty()));
            var ok = wire.expect("SIP/2.0 200");
            assertThat(body(ok))
                    .contains("m=video 40002 RTP/AVP 96\r\n", "a=rtpmap:96 VP8/90000\r\n");
            assertThat(port.agreed().remoteRtp().orElseThrow().getPort()).isEqualTo(4_002);
            wire.acknowledge(ok, "");
            wire.send(
                    wire.request(
                            "INFO",
                            "v1",
                            toTag(ok),
                            2,
                            "Content-Type: application/media_control+xml"),
                    FAST_UPDATE);
            wire.expect("SIP/2.0 200");
            side.hears(KeyFrameWanted.class);
            side.does(new AskForKeyFrame());
            side.does(new AskForKeyFrame()); // while the first waits for its answer: no other
            var info = wire.expect("INFO");
            assertThat(header(info, "Content-Type")).isEqualTo("application/media_control+xml");
            assertThat(body(info)).contains("<picture_fast_update/>");
            wire.respond("200 OK", "", "", "");
            end(wire, side, "v1", toTag(ok));
        }
    }

    @Test
    void whoAgreedToFeedbackIsAskedByRtcp() {
        try (var wire = new WirePeer()) {
            var side = called(wire, "v2", "a=rtcp-fb:96 ccm fir\n");
            side.does(new Answer(Optional.of(BOTH), Optional.empty()));
            var ok = wire.expect("SIP/2.0 200");
            wire.acknowledge(ok, "");
            Pair.until("agreed", () -> port.agreed().asksForKeyFrames());
            side.does(new AskForKeyFrame());
            wire.send(wire.request("OPTIONS", "v2", toTag(ok), 2, ""), "");
            assertThat(wire.next()).as("and no INFO before it").startsWith("SIP/2.0 200");
            end(wire, side, "v2", toTag(ok));
        }
    }

    @Test
    void videoThatCannotBeHadIsRefusedAndTheCallStands() {
        try (var wire = new WirePeer()) {
            var side = called(wire, "v3", "");
            side.does(new Answer(Optional.of(ULAW), Optional.empty()));
            var ok = wire.expect("SIP/2.0 200");
            assertThat(body(ok)).contains("m=video 0 RTP/AVP 96\r\n");
            wire.acknowledge(ok, "");
            end(wire, side, "v3", toTag(ok));
        }
    }

    /// RFC 3264 §8.1: a stream that comes in a re-INVITE, and goes in another.
    @Test
    void videoComesAndGoesInTheMiddleOfACall() {
        try (var wire = new WirePeer()) {
            wire.invite("v4", "");
            var side = wire.call();
            side.harness().withVideo(port);
            side.hears(Offered.class);
            side.does(new Answer(Optional.of(ULAW), Optional.empty()));
            var ok = wire.expect("SIP/2.0 200");
            wire.acknowledge(ok, "");
            wire.send(wire.request("INVITE", "v4", toTag(ok), 2, SDP_TYPE), WirePeer.SDP + VIDEO);
            assertThat(side.hears(MediaOffered.class).offer().video()).isPresent();
            side.does(new AnswerMedia(BOTH));
            var more = wire.expect("SIP/2.0 200");
            assertThat(body(more)).contains("m=video 40002 RTP/AVP 96\r\n");
            wire.acknowledge(more, "");
            wire.send(
                    wire.request("INVITE", "v4", toTag(ok), 3, SDP_TYPE),
                    WirePeer.SDP + VIDEO.replace("4002", "0"));
            assertThat(side.hears(MediaOffered.class).offer().video()).isEmpty();
            side.does(new AnswerMedia(ULAW));
            var less = wire.expect("SIP/2.0 200");
            assertThat(body(less)).contains("m=video 0 RTP/AVP 96\r\n");
            wire.acknowledge(less, "");
            assertThat(port.agreed()).isEqualTo(MediaFlow.NONE);
            end(wire, side, "v4", toTag(ok));
        }
    }
}
