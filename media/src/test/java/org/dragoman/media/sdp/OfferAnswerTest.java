package org.dragoman.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.PayloadFormat;
import org.junit.jupiter.api.Test;

class OfferAnswerTest {
    private static final LocalAddress LOCAL = new LocalAddress("192.0.2.1", 30_000, 30_001);
    private static final Codec OPUS = new Codec("OPUS", 48_000, 2, Map.of());
    private static final Codec G729_NO_B = Codec.G729.with("annexb", "no");

    private final OfferAnswer fresh = OfferAnswer.start(LOCAL, 77);

    @Test
    void offersCodecsWithTheirStaticTypesAndTelephoneEvents() {
        var offered = fresh.offer(MediaDescription.of(Codec.PCMA, G729_NO_B));
        assertThat(offered.sdp().text().lines())
                .containsExactly(
                        "v=0",
                        "o=- 77 1 IN IP4 192.0.2.1",
                        "s=-",
                        "c=IN IP4 192.0.2.1",
                        "t=0 0",
                        "m=audio 30000 RTP/AVP 8 18 101",
                        "a=rtpmap:8 PCMA/8000",
                        "a=rtpmap:18 G729/8000",
                        "a=fmtp:18 annexb=no",
                        "a=rtpmap:101 telephone-event/8000",
                        "a=fmtp:101 0-15",
                        "a=sendrecv");
        assertThat(offered.next().isPending()).isTrue();
    }

    @Test
    void writesTheRtcpPortWhereItIsNotTheNextOne() {
        var odd = OfferAnswer.start(new LocalAddress("2001:db8::1", 30_000, 40_000), 1);
        assertThat(odd.offer(MediaDescription.of(Codec.PCMU)).sdp().text())
                .contains("c=IN IP6 2001:db8::1", "a=rtcp:40000");
    }

    /// RFC 8866 §6.4.
    @Test
    void packetsAreAsLongAsThePeerWantsAndNoLongerThanItTakes() throws PeerFault {
        var usual = new PayloadFormat(Codec.PCMU, 0, 20);
        assertThat(sending("")).contains(usual);
        assertThat(sending("a=ptime:30\n")).contains(usual.asked(30));
        assertThat(sending("a=maxptime:40\n")).contains(usual.atMost(40));
        assertThat(sending("a=maxptime:10\n").orElseThrow().packetMillis()).isEqualTo(10);
        assertThat(sending("a=ptime:60\na=maxptime:30\n").orElseThrow().packetMillis())
                .isEqualTo(30);
        assertThat(sending("a=ptime:0\na=maxptime:x\n")).contains(usual);
    }

    private Optional<PayloadFormat> sending(String attributes) throws PeerFault {
        var offer = Sdps.SIPP_OFFER.replace("a=ptime:20\n", attributes);
        var answer = fresh.offered(Sdps.parsed(offer)).answer(MediaDescription.of(Codec.PCMU));
        return answer.orElseThrow().flow().sending();
    }

    /// RFC 3611 §5.1, the attribute as its examples write it.
    @Test
    void voipMetricsAreForPeersThatWantThem() throws PeerFault {
        assertThat(answered(Sdps.WIDEBAND_PHONE).voipMetrics()).isFalse();
        var wants = "a=rtcp-xr:rcvr-rtt=all:10000 stat-summary=loss,dup,jitt voip-metrics\n";
        var asked = Sdps.WIDEBAND_PHONE.replace("a=rtcp-mux\n", wants);
        assertThat(answered(asked).voipMetrics()).isTrue();
        assertThat(answered(asked.replace(" voip-metrics", "")).voipMetrics()).isFalse();
        var offered = fresh.offered(Sdps.parsed(asked));
        assertThat(offered.answer(MediaDescription.of(OPUS)).orElseThrow().sdp().text())
                .as("and those of its own listener are wanted")
                .contains("a=rtcp-xr:voip-metrics");
    }

    private MediaFlow answered(String offer) throws PeerFault {
        var answer = fresh.offered(Sdps.parsed(offer)).answer(MediaDescription.of(OPUS));
        return answer.orElseThrow().flow();
    }

    /// S13: clock-rate mismatch between telephone-event and the sound scrambles digits.
    @Test
    void s13TelephoneEventsAreOfferedAtEveryClockRateOfferedAndTakenAtThatOfTheCodecInUse()
            throws PeerFault {
        var offered = fresh.offer(MediaDescription.of(OPUS, Codec.PCMU));
        assertThat(offered.sdp().text())
                .contains("telephone-event/48000", "telephone-event/8000", "opus/48000/2");
        var peer = OfferAnswer.start(new LocalAddress("192.0.2.9", 4000, 4001), 5);
        var answer = peer.offered(offered.sdp()).answer(MediaDescription.of(OPUS)).orElseThrow();
        assertThat(answer.sdp().text())
                .contains("telephone-event/48000")
                .doesNotContain("telephone-event/8000");
        var settled = offered.next().answered(answer.sdp());
        assertThat(settled.flow().sendDigits()).isEqualTo(answer.flow().receiveDigits());
        assertThat(settled.flow().receiveDigits()).isEqualTo(answer.flow().sendDigits());
    }

    @Test
    void s13EventsOfAnotherClockRateThanTheCodecAreNotUsed() throws PeerFault {
        var offer =
                Sdps.parsed(
                        """
                        v=0
                        c=IN IP4 192.0.2.9
                        m=audio 4000 RTP/AVP 111 101
                        a=rtpmap:111 opus/48000/2
                        a=rtpmap:101 telephone-event/8000
                        """);
        var settled = fresh.offered(offer).answer(MediaDescription.of(OPUS)).orElseThrow();
        assertThat(settled.flow().sendDigits()).isEmpty();
        assertThat(settled.media().telephoneEvents()).isFalse();
        assertThat(settled.sdp().text()).doesNotContain("telephone-event");
    }

    @Test
    void takesAsterisksAnswer() throws PeerFault {
        var settled =
                fresh.offer(MediaDescription.of(Codec.PCMU, Codec.PCMA))
                        .next()
                        .answered(Sdps.parsed(Sdps.ASTERISK_ANSWER));
        var flow = settled.flow();
        assertThat(flow.remoteRtp()).contains(new InetSocketAddress("127.0.0.2", 33_490));
        assertThat(flow.remoteRtcp()).contains(new InetSocketAddress("127.0.0.2", 33_491));
        assertThat(flow.sending())
                .as("it says so: ptime 20")
                .contains(new PayloadFormat(Codec.PCMU, 0, 20).asked(20));
        assertThat(flow.receiving())
                .containsExactly(
                        new PayloadFormat(Codec.PCMU, 0, 20), new PayloadFormat(Codec.PCMA, 8, 20));
        assertThat(flow.sendDigits()).hasValue(101);
        assertThat(flow.direction()).isEqualTo(Direction.SEND_RECEIVE);
        assertThat(settled.media().packetTime()).contains(Duration.ofMillis(20));
        assertThat(settled.next().isPending()).isFalse();
    }

    @Test
    void answersWithTheOfferersPayloadTypes() throws PeerFault {
        var settled =
                fresh.offered(Sdps.parsed(Sdps.WIDEBAND_PHONE))
                        .answer(MediaDescription.of(Codec.G722, OPUS))
                        .orElseThrow();
        assertThat(settled.sdp().text().lines())
                .containsExactly(
                        "v=0",
                        "o=- 77 1 IN IP4 192.0.2.1",
                        "s=-",
                        "c=IN IP4 192.0.2.1",
                        "t=0 0",
                        "m=video 0 RTP/AVP 34",
                        "m=audio 30000 RTP/AVP 9 111 97",
                        "a=rtpmap:9 G722/8000",
                        "a=rtpmap:111 opus/48000/2",
                        "a=rtpmap:97 telephone-event/8000",
                        "a=fmtp:97 0-15",
                        "a=sendrecv",
                        "a=rtcp-mux",
                        "m=image 0 udptl t38");
        assertThat(settled.flow().sending()).contains(new PayloadFormat(Codec.G722, 9, 20));
        assertThat(settled.flow().remoteRtp())
                .contains(new InetSocketAddress("2001:db8::6", 20_000));
        assertThat(settled.flow().remoteRtcp()) // on the port of RTP, whatever a=rtcp says
                .contains(new InetSocketAddress("2001:db8::6", 20_000));
    }

    /// S3: the first m-line only looked at. S5: m=audio with m=image gives one-way sound.
    @Test
    void s3EveryOtherStreamIsRefusedInItsPlace() throws PeerFault {
        var settled =
                fresh.offered(Sdps.parsed(Sdps.RFC3264_ALICE))
                        .answer(MediaDescription.of(Codec.PCMU))
                        .orElseThrow();
        assertThat(settled.sdp().media())
                .extracting(MediaSection::port)
                .containsExactly(30_000, 0, 0);
        // and our own next offer keeps the places (RFC 3264 §8)
        var again = settled.next().offer(MediaDescription.of(Codec.PCMU)).sdp();
        assertThat(again.media())
                .extracting(MediaSection::kind)
                .containsExactly("audio", "video", "video");
        assertThat(again.media()).extracting(MediaSection::port).containsExactly(30_000, 0, 0);
        assertThat(again.origin().version()).isEqualTo("2");
    }

    /// H28: G.729 Annex B only where both take it.
    @Test
    void annexBIsOffWhereEitherSideSaysSo() throws PeerFault {
        var offer = fresh.offered(Sdps.parsed(Sdps.WIDEBAND_PHONE));
        assertThat(offer.theirOffer().orElseThrow().media().codecs()).contains(G729_NO_B);
        var settled = offer.answer(MediaDescription.of(Codec.G729)).orElseThrow();
        assertThat(settled.sdp().text()).contains("a=fmtp:18 annexb=no");
    }

    @Test
    void nothingInCommonIsNoAnswer() throws PeerFault {
        var offer = fresh.offered(Sdps.parsed(Sdps.SIPP_OFFER));
        assertThat(offer.answer(MediaDescription.of(Codec.GSM))).isEmpty();
        assertThat(offer.withdrawn().isPending()).isFalse();
        var refusal = offer.refuse().sdp();
        assertThat(refusal.media()).extracting(MediaSection::port).containsExactly(0);
        assertThatThrownBy(
                        () -> fresh.offer(MediaDescription.of(Codec.PCMU)).next().answered(refusal))
                .isInstanceOf(PeerFault.Unsupported.class);
    }

    @Test
    void offersWithoutAudioOverPlainRtpAreUnsupported() {
        for (var m :
                List.of(
                        "m=audio 0 RTP/AVP 0",
                        "m=audio 4000 RTP/SAVP 0",
                        "m=image 4000 udptl t38",
                        "m=audio 4000 RTP/AVP 13 101")) {
            var offer = Sdps.parsed("v=0\nc=IN IP4 192.0.2.9\n" + m);
            assertThatThrownBy(() -> fresh.offered(offer))
                    .as(m)
                    .isInstanceOf(PeerFault.Unsupported.class);
        }
    }

    @Test
    void holdIsAnsweredInItsOwnWords() throws PeerFault {
        record Hold(String line, Direction answer, boolean weSend) {}
        for (var hold :
                List.of(
                        new Hold("a=sendonly", Direction.RECEIVE_ONLY, false),
                        new Hold("a=inactive", Direction.INACTIVE, false),
                        new Hold("a=recvonly", Direction.SEND_ONLY, true),
                        new Hold("c=IN IP4 0.0.0.0", Direction.RECEIVE_ONLY, false),
                        new Hold("c=IN IP6 ::", Direction.RECEIVE_ONLY, false),
                        new Hold("a=sendrecv", Direction.SEND_RECEIVE, true))) {
            var offer = fresh.offered(Sdps.parsed(Sdps.SIPP_OFFER + hold.line() + "\n"));
            var settled = offer.answer(MediaDescription.of(Codec.PCMU)).orElseThrow();
            assertThat(settled.flow().direction()).as(hold.line()).isEqualTo(hold.answer());
            assertThat(settled.flow().sending().isPresent())
                    .as(hold.line())
                    .isEqualTo(hold.weSend());
        }
    }

    @Test
    void payloadTypesAreRememberedAcrossOffers() throws PeerFault {
        var theirs =
                Sdps.parsed(
                        """
                        v=0
                        c=IN IP4 192.0.2.9
                        m=audio 4000 RTP/AVP 120 121
                        a=rtpmap:120 iLBC/8000
                        a=rtpmap:121 telephone-event/8000
                        """);
        var ilbc = Codec.of("ILBC", 8_000);
        var settled = fresh.offered(theirs).answer(MediaDescription.of(ilbc)).orElseThrow();
        var again = settled.next().offer(MediaDescription.of(OPUS, ilbc));
        assertThat(again.sdp().media().getFirst().formats())
                .containsExactly("96", "120", "101", "121");
        var third = again.next().withdrawn().offer(MediaDescription.of(ilbc, OPUS));
        assertThat(third.sdp().media().getFirst().formats())
                .containsExactly("120", "96", "121", "101");
    }

    @Test
    void theVersionGrowsOnlyWithAChange() throws PeerFault {
        var first = fresh.offer(MediaDescription.of(Codec.PCMU));
        var settled = first.next().answered(Sdps.parsed(Sdps.ASTERISK_ANSWER));
        var refresh = settled.next().offer(MediaDescription.of(Codec.PCMU));
        assertThat(refresh.sdp()).isEqualTo(first.sdp());
        var hold =
                refresh.next()
                        .withdrawn()
                        .offer(MediaDescription.of(Codec.PCMU).withDirection(Direction.SEND_ONLY));
        assertThat(hold.sdp().origin().version()).isEqualTo("2");
    }

    @Test
    void aHostNameAsAddressWaitsForPackets() throws PeerFault {
        var offer = Sdps.SIPP_OFFER.replace("c=IN IP4 127.0.0.1", "c=IN IP4 media.example.com");
        var settled =
                fresh.offered(Sdps.parsed(offer))
                        .answer(MediaDescription.of(Codec.PCMU))
                        .orElseThrow();
        assertThat(settled.flow().remoteRtp()).isEqualTo(Optional.empty());
        assertThat(settled.flow().sending()).isPresent();
    }

    @Test
    void noPeerDoesAnythingButFault() {
        var random = new Random(3264);
        var offered = fresh.offer(MediaDescription.of(Codec.PCMU, Codec.PCMA)).next();
        int settled = 0;
        for (int i = 0; i < 20_000; i++) {
            var text = Sdps.ALL.get(random.nextInt(Sdps.ALL.size()));
            try {
                var sdp = SdpParser.parse(SdpParserTest.mutated(text, random));
                var offer = fresh.offered(sdp);
                settled += offer.answer(MediaDescription.of(Codec.PCMU)).isPresent() ? 1 : 0;
                settled += offered.answered(sdp).media().codecs().size();
            } catch (PeerFault e) {
                assertThat(e.getMessage()).contains("SDP");
            }
        }
        assertThat(settled).isPositive();
    }
}
