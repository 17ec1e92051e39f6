package org.dragoman.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dragoman.core.media.SrtpSuite.AEAD_AES_128_GCM;
import static org.dragoman.core.media.SrtpSuite.AEAD_AES_256_GCM;
import static org.dragoman.core.media.SrtpSuite.AES_CM_128_HMAC_SHA1_32;
import static org.dragoman.core.media.SrtpSuite.AES_CM_128_HMAC_SHA1_80;
import static org.dragoman.media.sdp.SrtpPolicy.Mode.OFF;
import static org.dragoman.media.sdp.SrtpPolicy.Mode.OPTIONAL;
import static org.dragoman.media.sdp.SrtpPolicy.Mode.REQUIRED;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.core.media.SrtpSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// SRTP keys in offers and answers (RFC 4568, RFC 8643).
class SdesTest {
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);
    private static final List<SrtpSuite> ALL =
            List.of(
                    AES_CM_128_HMAC_SHA1_80,
                    AEAD_AES_256_GCM,
                    AEAD_AES_128_GCM,
                    AES_CM_128_HMAC_SHA1_32);

    // of RFC 4568 §4.1 and §10
    private static final String KEY = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";
    private static final String OTHER_KEY = "NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj";

    private static OfferAnswer party(SrtpPolicy.Mode mode, int seed, SrtpSuite... suites) {
        var list = suites.length == 0 ? ALL : List.of(suites);
        var policy = mode == OFF ? SrtpPolicy.OFF : new SrtpPolicy(mode, list);
        var local = new LocalAddress("192.0.2." + seed, 4000, 4001);
        return OfferAnswer.start(local, seed, policy, new Random(seed));
    }

    record Line(String value, Optional<SrtpSuite> suite) {
        static Line taken(String value, SrtpSuite suite) {
            return new Line(value, Optional.of(suite));
        }

        static Line left(String value) {
            return new Line(value, Optional.empty());
        }
    }

    private static final String CM = "1 AES_CM_128_HMAC_SHA1_80 inline:";

    static final List<Line> LINES =
            List.of(
                    Line.taken(CM + KEY, AES_CM_128_HMAC_SHA1_80),
                    Line.taken(
                            "2 AES_CM_128_HMAC_SHA1_32 inline:" + OTHER_KEY,
                            AES_CM_128_HMAC_SHA1_32),
                    Line.taken(CM + KEY + "|2^20", AES_CM_128_HMAC_SHA1_80),
                    Line.taken(CM + KEY + "|1048576", AES_CM_128_HMAC_SHA1_80),
                    Line.taken(CM + KEY + "|2^48", AES_CM_128_HMAC_SHA1_80),
                    Line.taken(CM + KEY + " WSH=64", AES_CM_128_HMAC_SHA1_80),
                    Line.taken(CM + KEY + " -SOMETHING=NEW", AES_CM_128_HMAC_SHA1_80),
                    Line.taken("3 AEAD_AES_128_GCM inline:" + base64(28), AEAD_AES_128_GCM),
                    Line.taken("4 AEAD_AES_256_GCM inline:" + base64(44), AEAD_AES_256_GCM),
                    // a master key identifier, several keys
                    Line.left(CM + KEY + "|2^20|1:4"),
                    Line.left(CM + KEY + "|1:4"),
                    Line.left(CM + KEY + ";inline:" + OTHER_KEY),
                    // a lifetime that is none, or longer than the transform bears
                    Line.left(CM + KEY + "|2^49"),
                    Line.left(CM + KEY + "|0"),
                    Line.left(CM + KEY + "|x"),
                    Line.left(CM + KEY + "|"),
                    // session parameters that change the packets, or are not known
                    Line.left(CM + KEY + " KDR=1"),
                    Line.left(CM + KEY + " UNENCRYPTED_SRTP"),
                    Line.left(CM + KEY + " UNENCRYPTED_SRTCP"),
                    Line.left(CM + KEY + " UNAUTHENTICATED_SRTP"),
                    Line.left(CM + KEY + " FEC_ORDER=FEC_SRTP"),
                    Line.left(CM + KEY + " WSH=64 SOMETHING=NEW"),
                    // suites, methods, lengths, tags
                    Line.left("1 F8_128_HMAC_SHA1_80 inline:" + KEY),
                    Line.left("1 aes_cm_128_hmac_sha1_80 inline:" + KEY),
                    Line.left("1 AES_CM_128_HMAC_SHA1_80 outline:" + KEY),
                    Line.left("1 AES_CM_128_HMAC_SHA1_80 inline:" + base64(29)),
                    Line.left("1 AEAD_AES_128_GCM inline:" + base64(30)),
                    Line.left("1 AES_CM_128_HMAC_SHA1_80 inline:%%%"),
                    Line.left("x AES_CM_128_HMAC_SHA1_80 inline:" + KEY),
                    Line.left("-1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY),
                    Line.left("1 AES_CM_128_HMAC_SHA1_80"),
                    Line.left(""));

    private static String base64(int bytes) {
        return Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    @ParameterizedTest
    @FieldSource("LINES")
    void linesAreTakenOrLeft(Line c) {
        assertThat(CryptoLine.read(c.value()).map(l -> l.keys().suite())).isEqualTo(c.suite());
    }

    @Test
    void aLineIsWrittenAsItWasRead() {
        var line = CryptoLine.read("7 AES_CM_128_HMAC_SHA1_80 inline:" + KEY).orElseThrow();
        assertThat(line.attribute().line())
                .isEqualTo("crypto:7 AES_CM_128_HMAC_SHA1_80 inline:" + KEY);
    }

    @Test
    void anyLineIsReadOrLeft() {
        var random = new Random(4568);
        var words =
                List.of("1", "AES_CM_128_HMAC_SHA1_80", "inline:", KEY, "|", "2^", ":", ";", " ");
        for (int i = 0; i < 50_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(9); n >= 0; n--) {
                text.append(words.get(random.nextInt(words.size())));
                if (random.nextInt(5) == 0) {
                    text.append((char) random.nextInt(1, 0x250));
                }
            }
            CryptoLine.read(text.toString());
        }
    }

    /// - {@code outcome}: {@code srtp}, {@code rtp}, {@code no}.
    record Meeting(SrtpPolicy.Mode offerer, SrtpPolicy.Mode answerer, String profile, String end) {}

    static final List<Meeting> MEETINGS =
            List.of(
                    new Meeting(OFF, OFF, "RTP/AVP", "rtp"),
                    new Meeting(OFF, OPTIONAL, "RTP/AVP", "rtp"),
                    new Meeting(OFF, REQUIRED, "RTP/AVP", "no"),
                    new Meeting(OPTIONAL, OFF, "RTP/AVP", "rtp"),
                    new Meeting(OPTIONAL, OPTIONAL, "RTP/AVP", "srtp"),
                    new Meeting(OPTIONAL, REQUIRED, "RTP/AVP", "srtp"),
                    new Meeting(REQUIRED, OFF, "RTP/SAVP", "no"),
                    new Meeting(REQUIRED, OPTIONAL, "RTP/SAVP", "srtp"),
                    new Meeting(REQUIRED, REQUIRED, "RTP/SAVP", "srtp"));

    @ParameterizedTest
    @FieldSource("MEETINGS")
    void everyPolicyMeetsEveryOther(Meeting c) throws PeerFault {
        var offered = party(c.offerer(), 1).offer(ULAW);
        assertThat(offered.sdp().text()).contains("m=audio 4000 " + c.profile() + " ");
        var answerer = party(c.answerer(), 2);
        if (c.end().equals("no")) {
            assertThatThrownBy(() -> answerer.offered(offered.sdp()))
                    .isInstanceOf(PeerFault.Unsupported.class);
            return;
        }
        var answer = answerer.offered(offered.sdp()).answer(ULAW).orElseThrow();
        assertThat(answer.sdp().text()).contains("m=audio 4000 " + c.profile() + " ");
        var settled = offered.next().answered(answer.sdp());
        boolean encrypted = c.end().equals("srtp");
        assertThat(settled.flow().isEncrypted()).isEqualTo(encrypted);
        assertThat(settled.flow().sendKeys()).isEqualTo(answer.flow().receiveKeys());
        assertThat(settled.flow().receiveKeys()).isEqualTo(answer.flow().sendKeys());
        if (encrypted) {
            assertThat(settled.flow().sendKeys()).isNotEqualTo(settled.flow().receiveKeys());
        }
    }

    @Test
    void theOfferersOrderCounts() throws PeerFault {
        var offered = party(REQUIRED, 1, AEAD_AES_128_GCM, AES_CM_128_HMAC_SHA1_32).offer(ULAW);
        var answer = party(OPTIONAL, 2).offered(offered.sdp()).answer(ULAW).orElseThrow();
        assertThat(answer.flow().sendKeys().map(SrtpKeys::suite)).contains(AEAD_AES_128_GCM);
        var narrow = party(OPTIONAL, 2, AES_CM_128_HMAC_SHA1_32);
        answer = narrow.offered(offered.sdp()).answer(ULAW).orElseThrow();
        assertThat(answer.sdp().text()).contains("a=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:");
        assertThat(offered.next().answered(answer.sdp()).flow().sendKeys().map(SrtpKeys::suite))
                .contains(AES_CM_128_HMAC_SHA1_32);
    }

    /// RFC 4568 §7.1.4: kept keys keep the rollover counter, and so must not change by themselves.
    @Test
    void laterOffersOfEitherSideKeepTheKeys() throws PeerFault {
        var offered = party(OPTIONAL, 1).offer(ULAW);
        var answer = party(OPTIONAL, 2, AEAD_AES_128_GCM).offered(offered.sdp()).answer(ULAW);
        var alice = offered.next().answered(answer.orElseThrow().sdp());
        var bob = answer.orElseThrow();

        var again = alice.next().offer(ULAW);
        assertThat(again.sdp().text()).contains("a=crypto:1 AEAD_AES_128_GCM");
        var bobAgain = bob.next().offered(again.sdp()).answer(ULAW).orElseThrow();
        var aliceAgain = again.next().answered(bobAgain.sdp());
        assertThat(aliceAgain.flow().sendKeys()).isEqualTo(alice.flow().sendKeys());
        assertThat(aliceAgain.flow().receiveKeys()).isEqualTo(alice.flow().receiveKeys());

        var fromBob = bobAgain.next().offer(ULAW);
        var aliceThird = aliceAgain.next().offered(fromBob.sdp()).answer(ULAW).orElseThrow();
        assertThat(aliceThird.flow().sendKeys()).isEqualTo(alice.flow().sendKeys());
        assertThat(aliceThird.flow().receiveKeys()).isEqualTo(alice.flow().receiveKeys());
        assertThat(fromBob.next().answered(aliceThird.sdp()).flow().sendKeys())
                .isEqualTo(alice.flow().receiveKeys());
    }

    @Test
    void aPeersNewKeyIsTakenAndOurOwnKept() throws PeerFault {
        var bob = party(REQUIRED, 2, AES_CM_128_HMAC_SHA1_80);
        var first = bob.offered(savp(KEY)).answer(ULAW).orElseThrow();
        var second = first.next().offered(savp(OTHER_KEY)).answer(ULAW).orElseThrow();
        assertThat(second.flow().sendKeys()).isEqualTo(first.flow().sendKeys());
        assertThat(second.flow().receiveKeys()).isNotEqualTo(first.flow().receiveKeys());
        var refused = second.next().offer(ULAW).next().withdrawn();
        assertThat(refused.flow().receiveKeys()).isEqualTo(second.flow().receiveKeys());
        assertThat(refused.offer(ULAW).sdp().text()).contains("RTP/SAVP", "a=crypto:1 AES_CM_128");
    }

    private static SessionDescription savp(String key) {
        return Sdps.parsed(
                """
                v=0
                c=IN IP4 192.0.2.9
                m=audio 5000 RTP/SAVP 0
                a=crypto:5 AES_CM_128_HMAC_SHA1_80 inline:%s|2^31
                """
                        .formatted(key));
    }

    @Test
    void anAnswerWithAKeyThatWasNotOfferedIsNone() throws PeerFault {
        var offered = party(REQUIRED, 1, AES_CM_128_HMAC_SHA1_80).offer(ULAW).next();
        for (var line :
                List.of(
                        "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:" + KEY,
                        "a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:" + KEY,
                        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|2^20|1:4",
                        "a=nothing")) {
            var answer = "v=0\nc=IN IP4 192.0.2.9\nm=audio 5000 RTP/SAVP 0\n" + line + "\n";
            assertThatThrownBy(() -> offered.answered(Sdps.parsed(answer)))
                    .as(line)
                    .isInstanceOf(PeerFault.Unsupported.class)
                    .hasMessageNotContaining(KEY);
        }
    }

    /// DTLS-SRTP is another matter: its sections are no SDES ones, whatever they carry.
    @Test
    void aDtlsSectionIsNotTaken() {
        var offer =
                Sdps.parsed(
                        """
                        v=0
                        c=IN IP4 192.0.2.9
                        m=audio 5000 UDP/TLS/RTP/SAVPF 0
                        a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:%s
                        """
                                .formatted(KEY));
        assertThatThrownBy(() -> party(OPTIONAL, 1).offered(offer))
                .isInstanceOf(PeerFault.Unsupported.class);
    }

    @Test
    void noKeyIsShownToPeople() throws PeerFault {
        var offered = party(REQUIRED, 1).offer(ULAW);
        var answer = party(REQUIRED, 2).offered(offered.sdp()).answer(ULAW).orElseThrow();
        var settled = offered.next().answered(answer.sdp());
        var shown = offered + " " + settled + " " + answer + " " + offered.sdp().summary();
        assertThat(offered.sdp().text()).contains("inline:");
        assertThat(shown).doesNotContain("inline:");
        offered.sdp()
                .text()
                .lines()
                .filter(l -> l.contains("inline:"))
                .map(l -> l.substring(l.indexOf("inline:") + 7))
                .forEach(key -> assertThat(shown).doesNotContain(key));
    }
}
