package org.dragoman.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sound that is a fax's or a modem's: silence stays in it, and echo (RFC 3108).
class VoiceBandDataTest {
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);
    private static final String MARKS = "a=silenceSupp:off - - - -\r\na=ecan:fb off -\r\n";

    private static OfferAnswer party() {
        var local = new LocalAddress("192.0.2.1", 4_000, 4_001);
        return OfferAnswer.start(local, 1, SrtpPolicy.OFF, new Random(1));
    }

    private static SessionDescription said(String attribute) throws Exception {
        var text =
                """
                v=0
                o=- 1 1 IN IP4 192.0.2.9
                s=-
                c=IN IP4 192.0.2.9
                t=0 0
                m=audio 5000 RTP/AVP 0
                """;
        return SdpParser.parse((text + attribute + "\n").replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "a=silenceSupp:off - - - -, true",
        "a=silenceSupp:off, true",
        "a=silenceSupp:on - - - -, false",
        "a=silenceSupp, false",
        "a=sendrecv, false"
    })
    void a_peer_says_so(String attribute, boolean data) throws Exception {
        var offered = party().offered(said(attribute));
        assertThat(offered.theirOffer().orElseThrow().media().data()).isEqualTo(data);
        var answered = party().offer(ULAW).next().answered(said(attribute));
        assertThat(answered.media().data()).isEqualTo(data);
    }

    @Test
    void we_say_so_where_it_is_so() throws Exception {
        assertThat(party().offer(ULAW.withData(true)).sdp().text()).contains(MARKS);
        assertThat(party().offer(ULAW).sdp().text()).doesNotContain("silenceSupp");
        var marked = said("a=silenceSupp:off - - - -");
        var answer = party().offered(marked).answer(ULAW.withData(true)).orElseThrow();
        assertThat(answer.sdp().text()).contains(MARKS);
        assertThat(answer.media().data()).isTrue();
    }
}
