package org.dragoman.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Random;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;

/// RTP and RTCP on one port, for peers that ask for it (RFC 5761).
class RtcpMuxTest {
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);
    private static final InetSocketAddress RTP = new InetSocketAddress("192.0.2.9", 5_000);
    private static final InetSocketAddress RTCP = new InetSocketAddress("192.0.2.9", 5_001);

    private static OfferAnswer party() {
        var local = new LocalAddress("192.0.2.1", 4_000, 4_001);
        return OfferAnswer.start(local, 1, SrtpPolicy.OFF, new Random(1));
    }

    private static SessionDescription said(String... more) throws Exception {
        return SdpParser.parse(
                """
                v=0
                o=- 1 1 IN IP4 192.0.2.9
                s=-
                c=IN IP4 192.0.2.9
                t=0 0
                m=audio 5000 RTP/AVP 0
                %s
                """
                        .formatted(String.join("\n", more))
                        .replace("\n", "\r\n"));
    }

    @Test
    void is_answered_where_it_is_offered() throws Exception {
        var settled = party().offered(said("a=rtcp-mux")).answer(ULAW).orElseThrow();
        assertThat(settled.sdp().text()).contains("a=rtcp-mux\r\n");
        assertThat(settled.next().flow().remoteRtp()).contains(RTP);
        assertThat(settled.next().flow().remoteRtcp()).contains(RTP);
    }

    @Test
    void is_not_answered_where_nobody_asks() throws Exception {
        var settled = party().offered(said("a=sendrecv")).answer(ULAW).orElseThrow();
        assertThat(settled.sdp().text()).doesNotContain("rtcp-mux");
        assertThat(settled.next().flow().remoteRtcp()).contains(RTCP);
    }

    /// RFC 3605: the port that counts where both is not on one.
    @Test
    void is_not_needed_for_a_port_of_its_own() throws Exception {
        var rtcp = said("a=rtcp:20011 IN IP6 2001:db8::7");
        var settled = party().offered(rtcp).answer(ULAW).orElseThrow();
        assertThat(settled.next().flow().remoteRtcp())
                .contains(new InetSocketAddress("2001:db8::7", 20_011));
    }

    @Test
    void stays_in_later_offers_until_the_peer_wants_it_no_longer() throws Exception {
        var first = party().offer(ULAW);
        assertThat(first.sdp().text()).doesNotContain("rtcp-mux");
        var settled = party().offered(said("a=rtcp-mux")).answer(ULAW).orElseThrow();
        var again = settled.next().offer(ULAW);
        assertThat(again.sdp().text()).contains("a=rtcp-mux\r\n");
        var kept = again.next().answered(said("a=rtcp-mux"));
        assertThat(kept.next().flow().remoteRtcp()).contains(RTP);
        var left = again.next().answered(said("a=sendrecv"));
        assertThat(left.next().flow().remoteRtcp()).contains(RTCP);
        assertThat(left.next().offer(ULAW).sdp().text()).doesNotContain("rtcp-mux");
    }

    /// RFC 5761 §5.1.1: who does not answer it gets RTCP on a port of its own, and is not asked
    /// again.
    @Test
    void is_asked_for_where_that_is_wanted() throws Exception {
        var offer = party().askingForOnePort().offer(ULAW);
        assertThat(offer.sdp().text()).contains("a=rtcp-mux\r\n");
        var taken = offer.next().answered(said("a=rtcp-mux"));
        assertThat(taken.next().flow().remoteRtcp()).contains(RTP);
        assertThat(taken.next().offer(ULAW).sdp().text()).contains("a=rtcp-mux\r\n");
        var refused = offer.next().answered(said("a=sendrecv"));
        assertThat(refused.next().flow().remoteRtcp()).contains(RTCP);
        assertThat(refused.next().offer(ULAW).sdp().text()).doesNotContain("rtcp-mux");
    }

    @Test
    void is_not_answered_unasked_even_where_it_is_wanted() throws Exception {
        var settled =
                party().askingForOnePort().offered(said("a=sendrecv")).answer(ULAW).orElseThrow();
        assertThat(settled.sdp().text()).doesNotContain("rtcp-mux");
        assertThat(settled.next().flow().remoteRtcp()).contains(RTCP);
    }

    @Test
    void is_not_taken_from_an_answer_that_was_not_offered_it() throws Exception {
        var settled = party().offer(ULAW).next().answered(said("a=rtcp-mux"));
        assertThat(settled.next().flow().remoteRtcp()).contains(RTCP);
    }
}
