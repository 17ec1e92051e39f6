package org.dragoman.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.core.media.FaxRelay.ErrorCorrection;
import org.dragoman.core.media.FaxRelay.Rates;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Sound gives way to T.38 and comes back, in session descriptions.
class FaxStreamTest {
    private static final LocalAddress LOCAL = new LocalAddress("192.0.2.1", 30_000, 30_001);
    private static final FaxRelay MODERN =
            relay(3, 33_600, OptionalInt.of(2_000), OptionalInt.of(400), ErrorCorrection.FEC, true);

    record Golden(String name, String attributes, FaxRelay relay) {}

    /// What products write, in their own spelling.
    static final List<Golden> PRODUCTS =
            List.of(
                    new Golden(
                            "the example of T.38 Annex D.2.4",
                            """
                            a=T38FaxRateManagement:transferredTCF
                            a=T38FaxUdpEC:t38UDPFEC
                            a=T38FaxMaxBuffer:2000
                            a=T38MaxDatagram:512
                            """,
                            relay(
                                    0,
                                    14_400,
                                    OptionalInt.of(2_000),
                                    OptionalInt.empty(),
                                    ErrorCorrection.FEC,
                                    false)),
                    new Golden(
                            "Asterisk 22, res_pjsip_t38 without error correction",
                            """
                            a=T38FaxVersion:0
                            a=T38MaxBitRate:14400
                            a=T38FaxRateManagement:transferredTCF
                            a=T38FaxMaxDatagram:400
                            a=T38FaxUdpEC:t38UDPNone
                            """,
                            new FaxRelay(
                                    0,
                                    14_400,
                                    Rates.TRANSFERRED_TCF,
                                    OptionalInt.empty(),
                                    OptionalInt.of(400),
                                    Optional.empty(),
                                    false,
                                    false,
                                    false)),
                    new Golden(
                            "flags with numbers, as Cisco IOS gateways write them",
                            """
                            a=T38FaxVersion:0
                            a=T38MaxBitRate:14400
                            a=T38FaxFillBitRemoval:0
                            a=T38FaxTranscodingMMR:0
                            a=T38FaxTranscodingJBIG:1
                            a=T38FaxRateManagement:transferredTCF
                            a=T38FaxMaxBuffer:200
                            a=T38FaxMaxDatagram:320
                            a=T38FaxUdpEC:t38UDPRedundancy
                            """,
                            new FaxRelay(
                                    0,
                                    14_400,
                                    Rates.TRANSFERRED_TCF,
                                    OptionalInt.of(200),
                                    OptionalInt.of(320),
                                    Optional.of(ErrorCorrection.REDUNDANCY),
                                    false,
                                    false,
                                    true)),
                    new Golden(
                            "the length of a packet for that of a datagram, as Asterisk 22"
                                    + " chan_ooh323 says it in H.245",
                            """
                            a=T38FaxMaxBuffer:200
                            a=T38FaxMaxDatagram:72
                            a=T38FaxUdpEC:t38UDPRedundancy
                            """,
                            relay(
                                    0,
                                    14_400,
                                    OptionalInt.of(200),
                                    OptionalInt.empty(),
                                    ErrorCorrection.REDUNDANCY,
                                    false)),
                    new Golden(
                            "everything small and nonsense besides",
                            """
                            a=t38faxversion:x
                            a=t38maxbitrate:-3
                            a=t38faxfillbitremoval
                            a=t38faxratemanagement:localTCF
                            a=t38faxmaxbuffer:0
                            a=t38vendorinfo:0 0 0
                            """,
                            new FaxRelay(
                                    0,
                                    14_400,
                                    Rates.LOCAL_TCF,
                                    OptionalInt.empty(),
                                    OptionalInt.empty(),
                                    Optional.empty(),
                                    true,
                                    false,
                                    false)));

    private static FaxRelay relay(
            int version,
            int rate,
            OptionalInt buffer,
            OptionalInt datagram,
            ErrorCorrection repair,
            boolean flags) {
        return new FaxRelay(
                version,
                rate,
                Rates.TRANSFERRED_TCF,
                buffer,
                datagram,
                Optional.of(repair),
                flags,
                flags,
                flags);
    }

    private final OfferAnswer talking = talking();

    /// A call in G.711 that the peer offered.
    private static OfferAnswer talking() {
        try {
            return OfferAnswer.start(LOCAL, 77)
                    .offered(parsed("m=audio 4000 RTP/AVP 0 8", ""))
                    .answer(MediaDescription.of(Codec.PCMU))
                    .orElseThrow()
                    .next();
        } catch (PeerFault e) {
            throw new AssertionError(e);
        }
    }

    private static SessionDescription parsed(String media, String attributes) throws PeerFault {
        return SdpParser.parse(
                "v=0\no=- 1 1 IN IP4 192.0.2.9\ns=-\nc=IN IP4 192.0.2.9\nt=0 0\n"
                        + media
                        + "\n"
                        + attributes);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("PRODUCTS")
    void readsWhatProductsWrite(Golden product) throws PeerFault {
        var offered = talking.offered(parsed("m=image 4100 udptl t38", product.attributes()));
        assertThat(offered.theirOffer().orElseThrow().media())
                .isEqualTo(MediaDescription.of(product.relay()));
    }

    @Test
    void answersInThePlaceOfTheSoundWithTheOtherSidesParameters() throws PeerFault {
        var offer = parsed("m=image 4100 UDPTL T38", "a=T38FaxVersion:3");
        var settled = talking.offered(offer).answer(MediaDescription.of(MODERN)).orElseThrow();
        assertThat(settled.sdp().text().lines())
                .containsExactly(
                        "v=0",
                        "o=- 77 2 IN IP4 192.0.2.1",
                        "s=-",
                        "c=IN IP4 192.0.2.1",
                        "t=0 0",
                        "m=image 30000 udptl t38",
                        "a=T38FaxVersion:3",
                        "a=T38MaxBitRate:33600",
                        "a=T38FaxFillBitRemoval",
                        "a=T38FaxTranscodingMMR",
                        "a=T38FaxTranscodingJBIG",
                        "a=T38FaxRateManagement:transferredTCF",
                        "a=T38FaxMaxBuffer:2000",
                        "a=T38FaxMaxDatagram:400",
                        "a=T38FaxUdpEC:t38UDPFEC");
        assertThat(settled.flow())
                .isEqualTo(
                        MediaFlow.of(
                                new FaxRelay(
                                        3,
                                        14_400,
                                        Rates.TRANSFERRED_TCF,
                                        OptionalInt.empty(),
                                        OptionalInt.empty(),
                                        Optional.empty(),
                                        false,
                                        false,
                                        false),
                                Optional.of(new InetSocketAddress("192.0.2.9", 4100))));
    }

    @Test
    void offersAndTakesTheAnswerAndGoesBackToSound() throws PeerFault {
        var offered = talking.offer(MediaDescription.of(FaxRelay.PLAIN));
        assertThat(offered.sdp().media()).hasSize(1);
        assertThat(offered.sdp().text()).contains("m=image 30000 udptl t38");
        var fax =
                offered.next()
                        .answered(parsed("m=image 4100 udptl t38", "a=T38FaxMaxDatagram:320"));
        assertThat(fax.flow().isFax()).isTrue();
        assertThat(fax.media().fax().orElseThrow().maxDatagram()).hasValue(320);
        var sound = fax.next().offer(MediaDescription.of(Codec.PCMU));
        assertThat(sound.sdp().media()).hasSize(1);
        var settled = sound.next().answered(parsed("m=audio 4000 RTP/AVP 0", ""));
        assertThat(settled.flow().isFax()).isFalse();
        assertThat(settled.media().first()).isEqualTo(Codec.PCMU);
    }

    @Test
    void anAnswerThatRefusesOrSpeaksOfSoundIsNone() {
        var offered = talking.offer(MediaDescription.of(FaxRelay.PLAIN)).next();
        assertThatThrownBy(() -> offered.answered(parsed("m=image 0 udptl t38", "")))
                .isInstanceOf(PeerFault.Unsupported.class);
        assertThatThrownBy(() -> offered.answered(parsed("m=audio 4000 RTP/AVP 0", "")))
                .isInstanceOf(PeerFault.Unsupported.class);
        assertThat(offered.withdrawn().agreed().orElseThrow().first()).isEqualTo(Codec.PCMU);
    }

    /// S5: m=audio and m=image in one offer gave one-way sound elsewhere.
    @Test
    void s5_whereBothAreOfferedExactlyOneIsTaken() throws PeerFault {
        var offer = parsed("m=audio 4000 RTP/AVP 0\nm=image 4100 udptl t38", "");
        var settled = talking.offered(offer).answer(MediaDescription.of(Codec.PCMU)).orElseThrow();
        assertThat(settled.sdp().media().getFirst().isRefused()).isFalse();
        assertThat(settled.sdp().media().getLast().isRefused()).isTrue();
    }

    @Test
    void faxThatComesBesideARefusedSoundIsTakenInItsOwnPlace() throws PeerFault {
        var offer = parsed("m=audio 0 RTP/AVP 0\nm=image 4100 udptl t38", "");
        var settled =
                talking.offered(offer).answer(MediaDescription.of(FaxRelay.PLAIN)).orElseThrow();
        assertThat(settled.sdp().media().getFirst().isRefused()).isTrue();
        assertThat(settled.sdp().media().getLast().kind()).isEqualTo("image");
        var back = settled.next().offer(MediaDescription.of(Codec.PCMU));
        assertThat(back.sdp().media().getLast().kind()).isEqualTo("audio");
    }

    @Test
    void soundIsNoAnswerToFaxNorFaxToSound() throws PeerFault {
        var fax = talking.offered(parsed("m=image 4100 udptl t38", ""));
        assertThat(fax.answer(MediaDescription.of(Codec.PCMU))).isEmpty();
        var sound = talking.offered(parsed("m=audio 4000 RTP/AVP 0", ""));
        assertThat(sound.answer(MediaDescription.of(FaxRelay.PLAIN))).isEmpty();
    }

    @Test
    void faxOverTcpIsNotTaken() {
        assertThatThrownBy(() -> talking.offered(parsed("m=image 4100 tcp t38", "")))
                .isInstanceOf(PeerFault.Unsupported.class);
    }
}
