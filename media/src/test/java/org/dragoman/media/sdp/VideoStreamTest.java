package org.dragoman.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.BrowserEnd;
import org.dragoman.core.media.CertificateFingerprint;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.IceCredentials;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.core.media.RtcpFeedback;
import org.dragoman.core.media.SrtpSuite;
import org.dragoman.core.media.VideoDescription;
import org.junit.jupiter.api.Test;

/// Video beside sound in offer and answer. The clauses are those of {@link VideoStream}.
class VideoStreamTest {
    /// As baresip 1.0 writes it, but for addresses.
    private static final String PHONE =
            """
            v=0
            o=- 1 1 IN IP4 192.0.2.9
            s=-
            c=IN IP4 192.0.2.9
            t=0 0
            m=audio 4000 RTP/AVP 8 101
            a=rtpmap:8 PCMA/8000
            a=rtpmap:101 telephone-event/8000
            m=video 4002 RTP/AVP 99 103
            b=AS:512
            a=rtpmap:99 H264/90000
            a=fmtp:99 packetization-mode=0;profile-level-id=42801f
            a=rtpmap:103 VP8/90000
            a=rtcp-fb:* nack pli
            a=sendrecv
            """;

    private static final MediaDescription SOUND = MediaDescription.of(Codec.PCMA);

    private static LocalAddress local() {
        return new LocalAddress(
                "192.0.2.1",
                30_000,
                30_001,
                Optional.empty(),
                () -> Optional.of(new LocalAddress("192.0.2.1", 30_002, 30_003)));
    }

    private static MediaDescription with(Codec... video) {
        return SOUND.withVideo(Optional.of(VideoDescription.of(video)));
    }

    @Test
    void aPhonesVideoIsAnsweredWithOneFormat() throws PeerFault {
        var asked = OfferAnswer.start(local(), 1).offered(Sdps.parsed(PHONE));
        var offer = asked.theirOffer().orElseThrow().media().video().orElseThrow();
        assertThat(offer.codecs()).extracting(Codec::name).containsExactly("H264", "VP8");
        assertThat(offer.kilobits()).hasValue(512);
        var settled = asked.answer(with(Codec.VP8)).orElseThrow();
        assertThat(settled.sdp().text())
                .containsSubsequence(
                        "m=audio 30000 RTP/AVP 8 101\r\n",
                        "m=video 30002 RTP/AVP 103\r\n",
                        "a=rtpmap:103 VP8/90000\r\n",
                        "a=rtcp-fb:103 nack pli\r\n",
                        "a=sendrecv\r\n");
        var flow = settled.videoFlow().orElseThrow();
        assertThat(flow.remoteRtp()).hasValue(new InetSocketAddress("192.0.2.9", 4_002));
        assertThat(flow.remoteRtcp()).hasValue(new InetSocketAddress("192.0.2.9", 4_003));
        assertThat(flow.sending().orElseThrow().payloadType()).isEqualTo(103);
        assertThat(flow.receiving().getFirst().payloadType()).isEqualTo(103);
        assertThat(flow.feedback()).containsExactly(RtcpFeedback.PLI);
        assertThat(settled.flow().receiving()).hasSize(1);
    }

    @Test
    void videoThatCannotBeHadIsRefusedWhereItStands() throws PeerFault {
        var sound = OfferAnswer.start(local(), 1).offered(Sdps.parsed(PHONE)).answer(SOUND);
        assertThat(sound.orElseThrow().sdp().text())
                .containsSubsequence("m=audio 30000", "m=video 0 RTP/AVP 99 103\r\n");
        assertThat(sound.get().videoFlow()).isEmpty();
        var other = OfferAnswer.start(local(), 1).offered(Sdps.parsed(PHONE));
        var unfit = other.answer(with(Codec.H264)).orElseThrow(); // packetization mode 1
        assertThat(unfit.sdp().text()).contains("m=video 0 RTP/AVP");
        assertThat(unfit.media().video()).isEmpty();
        var plain = new LocalAddress("192.0.2.1", 30_000, 30_001);
        var none = OfferAnswer.start(plain, 1).offered(Sdps.parsed(PHONE));
        assertThat(none.theirOffer().orElseThrow().media().video()).as("a leg without").isEmpty();
    }

    @Test
    void anOfferOfOursHasAllItCanAndTakesWhatIsAnswered() throws PeerFault {
        var offered = OfferAnswer.start(local(), 1).offer(with(Codec.H264, Codec.VP8));
        assertThat(offered.sdp().text())
                .containsSubsequence(
                        "m=audio 30000 RTP/AVP 8 101",
                        "m=video 30002 RTP/AVP 96 97\r\n",
                        "a=rtpmap:96 H264/90000\r\n",
                        "a=fmtp:96 packetization-mode=1;profile-level-id=42e01f\r\n",
                        "a=rtcp-fb:96 nack\r\n",
                        "a=rtcp-fb:96 ccm fir\r\n");
        var answer =
                """
                v=0
                o=- 1 1 IN IP4 192.0.2.9
                s=-
                c=IN IP4 192.0.2.9
                t=0 0
                m=audio 4000 RTP/AVP 8
                m=video 4002 RTP/AVP 100
                a=rtpmap:100 VP8/90000
                a=rtcp-fb:100 ccm fir
                a=recvonly
                """;
        var settled = offered.next().answered(Sdps.parsed(answer));
        assertThat(settled.media().video().orElseThrow().first()).isEqualTo(Codec.VP8);
        var flow = settled.videoFlow().orElseThrow();
        assertThat(flow.sending().orElseThrow().payloadType()).as("as it takes it").isEqualTo(100);
        assertThat(flow.receiving().getFirst().payloadType()).as("as we do").isEqualTo(97);
        assertThat(flow.direction()).isEqualTo(Direction.SEND_ONLY);
        assertThat(flow.feedback()).containsExactly(RtcpFeedback.FIR);
    }

    /// baresip 1.0.0 of Debian 12 (its answer, shortened).
    @Test
    void whoAnswersByTheNumberOfAnotherProfileIsHeardByIt() throws PeerFault {
        var main = Codec.H264.with("profile-level-id", "4d001f");
        var offered = OfferAnswer.start(local(), 1).offer(with(Codec.H264, main));
        var answer =
                """
                v=0
                o=- 1 1 IN IP4 192.0.2.9
                s=-
                c=IN IP4 192.0.2.9
                t=0 0
                m=audio 4000 RTP/AVP 8
                m=video 4002 RTP/AVP 97
                a=rtpmap:97 H264/90000
                a=fmtp:97 packetization-mode=1;profile-level-id=42e01f
                """;
        var flow = offered.next().answered(Sdps.parsed(answer)).videoFlow().orElseThrow();
        assertThat(flow.receiving())
                .extracting(PayloadFormat::payloadType)
                .as("as offered, and as it will")
                .containsExactly(96, 97);
        assertThat(flow.receiving()).allMatch(f -> f.codec().equals(Codec.H264));
    }

    @Test
    void anAnswerWithoutVideoLeavesTheSound() throws PeerFault {
        var offered = OfferAnswer.start(local(), 1).offer(with(Codec.VP8));
        var answer =
                "v=0\r\nc=IN IP4 192.0.2.9\r\nm=audio 4000 RTP/AVP 8\r\nm=video 0 RTP/AVP 96\r\n";
        var settled = offered.next().answered(Sdps.parsed(answer));
        assertThat(settled.media().video()).isEmpty();
        assertThat(settled.videoFlow()).isEmpty();
        assertThat(settled.next().agreed().orElseThrow().video()).isEmpty();
    }

    @Test
    void videoComesAndGoesInLaterOffers() throws PeerFault {
        var sound = "v=0\r\nc=IN IP4 192.0.2.9\r\nm=audio 4000 RTP/AVP 8\r\n";
        var first = OfferAnswer.start(local(), 1).offer(SOUND).next().answered(Sdps.parsed(sound));
        var more = first.next().offer(with(Codec.VP8));
        assertThat(more.sdp().media()).hasSize(2);
        var both = sound + "m=video 4002 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\n";
        var second = more.next().answered(Sdps.parsed(both));
        assertThat(second.videoFlow().orElseThrow().sending()).isPresent();
        assertThat(second.next().agreed().orElseThrow().video()).isPresent();
        var less = second.next().offer(SOUND);
        assertThat(less.sdp().text()).contains("m=video 0 RTP/AVP 96\r\n");
        var third = less.next().answered(Sdps.parsed(sound + "m=video 0 RTP/AVP 96\r\n"));
        assertThat(third.videoFlow()).hasValue(MediaFlow.NONE);
    }

    @Test
    void holdHoldsTheVideoToo() throws PeerFault {
        var offered = OfferAnswer.start(local(), 1).offer(with(Codec.VP8));
        var answer =
                "v=0\r\nc=IN IP4 192.0.2.9\r\nm=audio 4000 RTP/AVP 8\r\n"
                        + "m=video 4002 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\n";
        var settled = offered.next().answered(Sdps.parsed(answer));
        var held = settled.next().agreed().orElseThrow().withDirection(Direction.SEND_ONLY);
        var hold = settled.next().offer(held);
        assertThat(hold.sdp().media()).allMatch(s -> s.has("sendonly"));
        var back = hold.next().agreed().orElseThrow().withDirection(Direction.SEND_RECEIVE);
        assertThat(hold.next().withdrawn().offer(back).sdp().media())
                .allMatch(s -> s.has("sendrecv"));
    }

    @Test
    void eachStreamHasKeysOfItsOwn() throws PeerFault {
        var policy = new SrtpPolicy(SrtpPolicy.Mode.REQUIRED, List.of(SrtpSuite.values()));
        var ours = OfferAnswer.start(local(), 1, policy, new Random(1)).offer(with(Codec.VP8));
        var far =
                new LocalAddress(
                        "192.0.2.9",
                        4_000,
                        4_001,
                        Optional.empty(),
                        () -> Optional.of(new LocalAddress("192.0.2.9", 4_002, 4_003)));
        var theirs =
                OfferAnswer.start(far, 2, policy, new Random(2))
                        .offered(ours.sdp())
                        .answer(with(Codec.VP8))
                        .orElseThrow();
        var settled = ours.next().answered(theirs.sdp());
        assertThat(settled.videoFlow().orElseThrow().sendKeys())
                .isPresent()
                .isEqualTo(theirs.videoFlow().orElseThrow().receiveKeys())
                .isNotEqualTo(settled.flow().sendKeys());
    }

    @Test
    void browsersHaveBothStreamsOnOneTransport() throws PeerFault {
        var credentials = new IceCredentials("gateway1", "0123456789abcdefghijklmn");
        var end =
                new BrowserEnd(
                        credentials,
                        List.of(new InetSocketAddress("192.0.2.1", 5_000)),
                        new CertificateFingerprint("sha-256", new byte[32]));
        var video = new LocalAddress("192.0.2.1", 5_000, 5_000, Optional.of(end));
        var local =
                new LocalAddress(
                        "192.0.2.1", 5_000, 5_000, Optional.of(end), () -> Optional.of(video));
        var start = OfferAnswer.start(local, 7, SrtpPolicy.OFF, new Random(1));
        var asked = start.offered(Sdps.parsed(Sdps.CHROMIUM_OFFER));
        assertThat(asked.theirOffer().orElseThrow().media().video().orElseThrow().codecs())
                .extracting(Codec::name)
                .containsExactly("VP8", "H264");
        var settled = asked.answer(with(Codec.VP8)).orElseThrow();
        assertThat(settled.sdp().text())
                .containsSubsequence(
                        "a=group:BUNDLE 0 1\r\n",
                        "m=audio 5000 UDP/TLS/RTP/SAVPF 8 126\r\n",
                        "a=mid:0\r\n",
                        "m=video 5000 UDP/TLS/RTP/SAVPF 96\r\n",
                        "a=mid:1\r\n",
                        "a=ice-ufrag:gateway1\r\n",
                        "m=application 0");
        assertThat(settled.videoFlow().orElseThrow().browser()).isEqualTo(settled.flow().browser());
        var ours = start.offer(with(Codec.VP8, Codec.H264));
        assertThat(ours.sdp().text())
                .containsSubsequence("a=group:BUNDLE 0 1\r\n", "a=mid:0\r\n", "a=mid:1\r\n");
        var unbundled = Sdps.CHROMIUM_OFFER.replace("BUNDLE 0 1 2", "BUNDLE 0 2");
        assertThat(start.offered(Sdps.parsed(unbundled)).theirOffer().orElseThrow().media().video())
                .as("a transport of its own")
                .isEmpty();
    }

    @Test
    void bandwidthIsReadInEitherUnit() throws PeerFault {
        var sdp = Sdps.parsed(PHONE.replace("b=AS:512", "b=TIAS:768000"));
        assertThat(sdp.media().get(1).kilobits()).isEqualTo(OptionalInt.of(768));
        assertThat(sdp.text()).contains("m=video 4002 RTP/AVP 99 103\r\nb=AS:768\r\n");
        var section = sdp.media().get(1);
        assertThat(VideoSection.feedback(section, 99)).isEqualTo(EnumSet.of(RtcpFeedback.PLI));
    }
}
