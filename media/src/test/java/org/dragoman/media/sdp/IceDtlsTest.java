package org.dragoman.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.BrowserEnd;
import org.dragoman.core.media.BrowserLink;
import org.dragoman.core.media.CertificateFingerprint;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.DtlsRole;
import org.dragoman.core.media.IceCredentials;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Offer and answer with browsers. The clauses are those of {@link IceDtls}.
class IceDtlsTest {
    private static final Codec OPUS =
            new Codec("OPUS", 48_000, 2, Map.of("useinbandfec", "1", "minptime", "10"));
    private static final MediaDescription SOUND = MediaDescription.of(OPUS, Codec.PCMA);
    private static final IceCredentials OURS =
            new IceCredentials("gateway1", "0123456789abcdefghijklmn");

    private final OfferAnswer fresh = start();

    private static OfferAnswer start() {
        var end =
                new BrowserEnd(
                        OURS,
                        List.of(
                                new InetSocketAddress("192.0.2.1", 5000),
                                new InetSocketAddress("2001:db8::1", 5000)),
                        new CertificateFingerprint("sha-256", new byte[32]));
        var local = new LocalAddress("192.0.2.1", 5000, 5000, Optional.of(end));
        return OfferAnswer.start(local, 7, SrtpPolicy.OFF, new Random(1));
    }

    private static OfferAnswer.Settled answered(OfferAnswer by, String offer) throws PeerFault {
        return by.offered(Sdps.parsed(offer)).answer(SOUND).orElseThrow();
    }

    private static String changed(String... pairs) {
        var text = Sdps.CHROMIUM_OFFER;
        for (int i = 0; i < pairs.length; i += 2) {
            assertThat(text).contains(pairs[i]);
            text = text.replace(pairs[i], pairs[i + 1]);
        }
        return text;
    }

    @Test
    void anOfferOfChromiumIsAnsweredWithOneStream() throws PeerFault {
        var settled = answered(fresh, Sdps.CHROMIUM_OFFER);
        assertThat(settled.sdp().text())
                .containsSubsequence(
                        "a=group:BUNDLE 0\r\n",
                        "a=ice-lite\r\n",
                        "m=audio 5000 UDP/TLS/RTP/SAVPF 111 8 110\r\n",
                        "a=rtpmap:111 opus/48000/2\r\n",
                        "a=fmtp:111 minptime=10;useinbandfec=1\r\n",
                        "a=sendrecv\r\n",
                        "a=mid:0\r\n",
                        "a=rtcp-mux\r\n",
                        "a=ice-ufrag:gateway1\r\n",
                        "a=ice-pwd:0123456789abcdefghijklmn\r\n",
                        "a=candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host\r\n",
                        "a=candidate:2 1 udp 2130706175 2001:db8:0:0:0:0:0:1 5000 typ host\r\n",
                        "a=end-of-candidates\r\n",
                        "a=fingerprint:sha-256 00:00",
                        "a=setup:active\r\n",
                        "m=video 0 UDP/TLS/RTP/SAVPF 96 97 102\r\na=mid:1\r\n",
                        "m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n");
        var flow = settled.flow();
        assertThat(flow.remoteRtp()).isEmpty();
        assertThat(flow.sending().orElseThrow().payloadType()).isEqualTo(111);
        assertThat(flow.sendDigits()).hasValue(110);
        var link = flow.browser().orElseThrow();
        assertThat(link.local()).isEqualTo(OURS);
        assertThat(link.remote()).isEqualTo(new IceCredentials("ITaN", "c18YzflTzuZqWE+hGli9PGiW"));
        assertThat(link.role()).isEqualTo(DtlsRole.CLIENT);
        assertThat(link.certificates().getFirst().toString())
                .startsWith("sha-256 2D:C1:75:0E")
                .endsWith("C4:B1:D5");
    }

    /// RFC 7587 §7: what the browser asks for is what it is sent, whatever we ask for.
    @Test
    void opusIsSentAsTheBrowserAsks() throws PeerFault {
        var offer = changed("minptime=10;useinbandfec=1", "useinbandfec=0;usedtx=1");
        var settled = answered(fresh, offer);
        assertThat(settled.flow().sending().orElseThrow().codec().parameters())
                .containsOnly(Map.entry("useinbandfec", "0"), Map.entry("usedtx", "1"));
        assertThat(settled.sdp().text()).contains("minptime=10;useinbandfec=1\r\n");
    }

    /// The role that is written is the one that is acted.
    @ParameterizedTest
    @CsvSource({"actpass, active, CLIENT", "active, passive, SERVER", "passive, active, CLIENT"})
    void w1_theAnswerTakesARoleThatTheOfferLeaves(String offered, String answered, DtlsRole role)
            throws PeerFault {
        var settled = answered(fresh, changed("a=setup:actpass", "a=setup:" + offered));
        assertThat(settled.sdp().text()).contains("a=setup:" + answered + "\r\n");
        assertThat(settled.flow().browser().orElseThrow().role()).isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource({"active, SERVER", "passive, CLIENT", "actpass, CLIENT"})
    void w1_ourOfferLeavesTheRoleOpenEveryTime(String answered, DtlsRole role) throws PeerFault {
        var first = fresh.offer(SOUND);
        assertThat(first.sdp().text()).contains("a=setup:actpass\r\n", "a=group:BUNDLE 0\r\n");
        var settled = first.next().answered(Sdps.parsed(answerOf(answered)));
        assertThat(settled.flow().browser().orElseThrow().role()).isEqualTo(role);
        var second = settled.next().offer(SOUND);
        assertThat(second.sdp().text()).contains("a=setup:actpass\r\n");
    }

    /// Chromium's answer to our offer has its offer's shape but for the role and the sections.
    private static String answerOf(String setup) {
        var offer = changed("a=setup:actpass", "a=setup:" + setup, "BUNDLE 0 1 2", "BUNDLE 0");
        return offer.substring(0, offer.indexOf("m=video"))
                .replace("RTP/SAVPF 111 63 9 0", "RTP/SAVPF 111");
    }

    @Test
    void w1_aLaterOfferKeepsTheRoleThatWasTaken() throws PeerFault {
        var asServer = answered(fresh, changed("a=setup:actpass", "a=setup:active"));
        var again = answered(asServer.next(), Sdps.CHROMIUM_OFFER);
        assertThat(again.sdp().text()).contains("a=setup:passive\r\n");
        assertThat(again.flow().browser()).isEqualTo(asServer.flow().browser());
        var reloaded = changed("a=fingerprint:sha-256 2D:C1", "a=fingerprint:sha-256 2D:C2");
        assertThat(answered(again.next(), reloaded).sdp().text()).contains("a=setup:active\r\n");
    }

    /// The browser restarts ICE; we answer with other credentials, and nothing else changes.
    @Test
    void w2_anIceRestartIsAnsweredWithOtherCredentials() throws PeerFault {
        var first = answered(fresh, Sdps.CHROMIUM_OFFER);
        var same = answered(first.next(), Sdps.CHROMIUM_OFFER);
        assertThat(link(same).local()).isEqualTo(OURS);
        var restart = changed("a=ice-ufrag:ITaN", "a=ice-ufrag:ITa2");
        var restarted = answered(same.next(), restart);
        assertThat(link(restarted).local()).isNotEqualTo(OURS);
        assertThat(restarted.sdp().text())
                .contains("a=ice-ufrag:" + link(restarted).local().ufrag() + "\r\n")
                .contains("a=ice-pwd:" + link(restarted).local().password() + "\r\n");
        assertThat(link(restarted).role()).isEqualTo(link(first).role());
        var later = restarted.next().offer(SOUND).sdp().text();
        assertThat(later).contains("a=ice-ufrag:" + link(restarted).local().ufrag() + "\r\n");
    }

    private static BrowserLink link(OfferAnswer.Settled settled) {
        return settled.flow().browser().orElseThrow();
    }

    /// RFC 8840 §4.1.1: an offer made before addresses are known is no hold.
    @Test
    void anOfferThatTricklesHoldsNothing() throws PeerFault {
        var early = changed("m=audio 60598", "m=audio 9", "c=IN IP4 192.0.2.2", "c=IN IP4 0.0.0.0");
        var settled = answered(fresh, early);
        assertThat(settled.flow().direction()).isEqualTo(Direction.SEND_RECEIVE);
    }

    /// RFC 9143 §7.1.3: with one transport for all, the sound may say nothing of its own.
    @Test
    void aSectionThatIsBundledOnlySharesTheTransportOfTheFirst() throws PeerFault {
        var offer = Sdps.CHROMIUM_OFFER;
        int audio = offer.indexOf("m=audio");
        int video = offer.indexOf("m=video");
        int data = offer.indexOf("m=application");
        var bare =
                Stream.of(offer.substring(audio, video).split("\n"))
                        .filter(l -> !l.matches("a=(ice|cand|finger|setup|rtcp-mux).*"))
                        .map(l -> l.replace("m=audio 60598", "m=audio 0"))
                        .map(l -> l.equals("a=mid:0") ? "a=mid:0\na=bundle-only" : l)
                        .toList();
        var turned =
                offer.substring(0, audio).replace("BUNDLE 0 1 2", "BUNDLE 1 0 2")
                        + offer.substring(video, data)
                        + String.join("\n", bare)
                        + "\n"
                        + offer.substring(data);
        var settled = answered(fresh, turned);
        assertThat(link(settled).remote().ufrag()).isEqualTo("ITaN");
        assertThat(settled.sdp().text())
                .containsSubsequence("m=video 0 ", "a=mid:1", "m=audio 5000 ", "a=mid:0");
    }

    @ParameterizedTest
    @CsvSource({
        "a=rtcp-mux, a=x",
        "a=ice-ufrag:ITaN, a=ice-ufrag:I",
        "a=ice-pwd:c18YzflTzuZqWE+hGli9PGiW, a=ice-pwd:short",
        "a=fingerprint:sha-256 2D, a=fingerprint:sha-256 XX",
        "a=setup:actpass, a=setup:holdconn",
        "UDP/TLS/RTP/SAVPF, RTP/AVP",
    })
    void anOfferThatCannotBeSecuredIsRefused(String what, String by) {
        var judge = OfferAnswer.judging(MediaTransport.BROWSER, SrtpPolicy.OFF);
        var sdp = Sdps.parsed(changed(what, by));
        assertThatThrownBy(() -> judge.offered(sdp))
                .isInstanceOf(PeerFault.Unsupported.class)
                .hasMessageContaining("DTLS-SRTP");
    }

    @Test
    void w7_aBrowserIsNoPeerForPlainRtpNorTheOtherWayRound() {
        var plain = OfferAnswer.judging(MediaTransport.RTP, SrtpPolicy.OFF);
        assertThatThrownBy(() -> plain.offered(Sdps.parsed(Sdps.CHROMIUM_OFFER)))
                .isInstanceOf(PeerFault.Unsupported.class);
        var browser = OfferAnswer.judging(MediaTransport.BROWSER, SrtpPolicy.OFF);
        assertThatThrownBy(() -> browser.offered(Sdps.parsed(Sdps.SIPP_OFFER)))
                .isInstanceOf(PeerFault.Unsupported.class);
    }

    @Test
    void twoEndsOfOursAgree() throws PeerFault {
        var offered = fresh.offer(SOUND);
        var answer = start().offered(offered.sdp()).answer(SOUND).orElseThrow();
        var settled = offered.next().answered(answer.sdp());
        assertThat(link(settled).role()).isEqualTo(link(answer).role().other());
        assertThat(settled.flow().sending()).isEqualTo(answer.flow().sending());
    }

    /// Lines left out, doubled, swapped and spoilt: an answer, or a fault of the peer.
    @Test
    void spoiltOffersAreAnsweredOrRefusedAndNothingElse() {
        var random = new Random(8829);
        int answered = 0;
        for (int i = 0; i < 1_000; i++) {
            try {
                var judge = start().offered(SdpParser.parse(spoilt(random)));
                answered += judge.answer(SOUND).isPresent() ? 1 : 0;
            } catch (PeerFault e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(answered).isBetween(100, 990);
    }

    private static String spoilt(Random random) {
        var lines = new ArrayList<>(List.of(Sdps.CHROMIUM_OFFER.split("\n")));
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(lines.size());
            var line = lines.get(at);
            switch (random.nextInt(4)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(random.nextInt(lines.size()), line);
                case 2 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
                default -> {
                    var text = new StringBuilder(line);
                    text.setCharAt(random.nextInt(line.length()), (char) (32 + random.nextInt(95)));
                    lines.set(at, text.toString());
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    @Test
    void noPasswordIsShown() throws PeerFault {
        var settled = answered(fresh, Sdps.CHROMIUM_OFFER);
        assertThat(settled.toString()).doesNotContain(OURS.password(), "c18YzflTzuZqWE+hGli9PGiW");
    }
}
