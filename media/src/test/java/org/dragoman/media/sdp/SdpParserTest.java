package org.dragoman.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdpParserTest {
    static final List<String> REAL = Sdps.ALL;

    @Test
    void readsEveryLineThatMatters() {
        var sdp = Sdps.parsed(Sdps.WIDEBAND_PHONE);
        assertThat(sdp.origin()).isEqualTo(new Origin("phone", "1", "1", "2001:db8::5"));
        assertThat(sdp.connection()).isEmpty();
        assertThat(sdp.attributes()).containsExactly(Attribute.flag("sendrecv"));
        assertThat(sdp.media())
                .extracting(MediaSection::kind)
                .containsExactly("video", "audio", "image");
        var audio = sdp.media().get(1);
        assertThat(audio.connection()).contains("2001:db8::6");
        assertThat(audio.formats()).containsExactly("111", "9", "18", "8", "13", "96", "97");
        assertThat(audio.values("rtcp")).containsExactly("20011 IN IP6 2001:db8::7");
        assertThat(sdp.media().get(2).protocol()).isEqualTo("udptl");
    }

    @ParameterizedTest
    @FieldSource("REAL")
    void whatIsWrittenReadsTheSame(String text) {
        var sdp = Sdps.parsed(text);
        assertThat(Sdps.parsed(sdp.text())).isEqualTo(sdp);
        assertThat(sdp.text().lines().count()).isEqualTo(sdp.text().split("\r\n").length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", " \r\n", "\n\n"})
    void takesAnyLineEnd(String end) {
        assertThat(Sdps.parsed(Sdps.SIPP_OFFER.replace("\n", end)))
                .isEqualTo(Sdps.parsed(Sdps.SIPP_OFFER));
    }

    @Test
    void takesADescriptionOfNothingButMedia() {
        var sdp = Sdps.parsed("v=0\r\nm=audio 5004/2 RTP/AVP 0\r\nc=IN IP4 192.0.2.1/127\r\n");
        assertThat(sdp.media().getFirst().port()).isEqualTo(5004);
        assertThat(sdp.media().getFirst().connection()).contains("192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "v=1",
                "m=audio 1 RTP/AVP 0",
                "v=0\nhello",
                "v=0\no=- 1",
                "v=0\nc=IN",
                "v=0\nc=ATM NSAP 1",
                "v=0\nm=audio RTP/AVP 0",
                "v=0\nm=audio 65536 RTP/AVP 0",
                "v=0\nm=audio -1 RTP/AVP 0",
                "v=0\nm=audio 99999999999 RTP/AVP 0",
                "v=0\nm=audio 1 RTP/AVP"
            })
    void refusesWhatCannotBeUnderstood(String text) {
        assertThatThrownBy(() -> SdpParser.parse(text))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("SDP");
    }

    @Test
    void hasLimits() {
        assertThatThrownBy(() -> SdpParser.parse("v=0\n" + "m=audio 1 RTP/AVP 0\n".repeat(33)))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> SdpParser.parse("v=0\n" + "a=x\n".repeat(1_000)))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> SdpParser.parse("v=0\ns=" + "x".repeat(40_000)))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> SdpParser.parse("v=0\nm=audio 1 RTP/AVP" + " 0".repeat(65)))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void aLineEndInAValueCannotBeginALineOfItsOwn() {
        var sdp = Sdps.parsed(Sdps.SIPP_OFFER);
        var evil =
                new SessionDescription(
                        sdp.origin(),
                        "x\r\nm=audio 1 RTP/AVP 0",
                        sdp.connection(),
                        List.of(),
                        List.of());
        assertThat(Sdps.parsed(evil.text()).media()).isEmpty();
    }

    @Test
    void noInputDoesAnythingButFault() {
        var random = new Random(4566);
        for (var text : Sdps.ALL) {
            for (int length = 0; length < text.length(); length++) {
                survives(text.substring(0, length));
            }
        }
        for (int i = 0; i < 50_000; i++) {
            survives(mutated(Sdps.ALL.get(random.nextInt(Sdps.ALL.size())), random));
        }
    }

    private static void survives(String text) {
        try {
            var sdp = SdpParser.parse(text);
            for (var section : sdp.media()) {
                assertThat(RtpMedia.read(sdp, section).formats()).hasSizeLessThanOrEqualTo(64);
            }
        } catch (Malformed e) {
            assertThat(e).hasMessageContaining("SDP");
        }
    }

    static String mutated(String text, Random random) {
        var out = new StringBuilder(text);
        for (int n = 1 + random.nextInt(4); n > 0 && !out.isEmpty(); n--) {
            int at = random.nextInt(out.length());
            switch (random.nextInt(4)) {
                case 0 -> out.setCharAt(at, (char) random.nextInt(128));
                case 1 -> out.deleteCharAt(at);
                case 2 -> out.insert(at, (char) random.nextInt(256));
                default -> {
                    int end = Math.min(out.length(), at + random.nextInt(20));
                    out.insert(random.nextInt(out.length()), out.substring(at, end));
                }
            }
        }
        return out.toString();
    }
}
