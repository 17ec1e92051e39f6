package org.dragoman.tests.voice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dragoman.tests.voice.Lab.SOON;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.BaresipPeer;
import org.dragoman.tests.peer.BaresipSettings;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.H323Trunk;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.Sound;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A softphone, baresip, and an H.323 gateway that speaks µ-law alone: by each codec the
/// softphone has, and by each suite of SRTP that it can. Each side sends a tone, and what the
/// other hears is measured.
@Execution(ExecutionMode.CONCURRENT)
class BaresipTest {
    private static final int HERTZ = 1_004; // Milliwatt
    private static final int BARESIP_HERTZ = 440;
    private static final double BARESIP_DBM0 = -4.2; // ausine of 1.0.0, one of its two channels

    /// What baresip has, as it writes it. Not its G.726: version 1.0.0 packs that the way of
    /// AAL2 under the names of the other way (RFC 3551 §4.5.4), so that nobody else understands
    /// it.
    private enum Phone {
        PCMU("pcmu/8000/1"),
        PCMA("pcma/8000/1"),
        G722("g722/16000/1"),
        GSM("gsm/8000/1"),
        L16("l16/16000/1"), // at 8 kHz its tone of 440 Hz has 451 in its own dump already
        OPUS("opus/48000/2"),
        AMR("amr/8000/1");

        private final String codec;
        private final String address = Loopback.next();

        Phone(String codec) {
            this.codec = codec;
        }

        SipTrunk trunk() {
            return new SipTrunk("plain-" + ordinal(), address, 5_060, "early");
        }

        BaresipPeer start() {
            return BaresipPeer.start(
                    BaresipSettings.of("baresip-" + this, address, codec)
                            .with("rtcp_mux", this == OPUS ? "yes" : "no")
                            .sending(BARESIP_HERTZ));
        }
    }

    /// The suites of SRTP that baresip has (it offers the second and takes any).
    private enum Suite {
        AES_CM_128_HMAC_SHA1_32,
        AES_CM_128_HMAC_SHA1_80,
        AEAD_AES_128_GCM,
        AEAD_AES_256_GCM;

        private final String address = Loopback.next();
        private final String elsewhere = Loopback.next();

        String number() {
            return "6" + ordinal();
        }

        SipTrunk trunk(String name, String where) {
            String key = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            return new SipTrunk(
                    name,
                    where,
                    5_060,
                    "early",
                    List.of(
                            "srtp: required",
                            "srtp-without-tls: on",
                            "srtp-suites: [" + key + "]"));
        }

        SipTrunk called() {
            return trunk("called-" + ordinal(), address);
        }

        SipTrunk calling() {
            return trunk("calling-" + ordinal(), elsewhere);
        }

        BaresipPeer start(SipTrunk trunk) {
            return BaresipPeer.start(
                    BaresipSettings.of("baresip-" + trunk.name(), trunk.address(), "pcmu/8000/1")
                            .named(number())
                            .sending(BARESIP_HERTZ)
                            .with("mediaenc=srtp-mand"));
        }
    }

    /// One that wants packets of 40 ms, and RTCP on the port of RTP as we ask for it.
    private static final SipTrunk LONG_PACKETS =
            new SipTrunk("long-packets", Loopback.next(), 5_060, "early", List.of("rtcp-mux: on"));

    private static final AtomicInteger NUMBERS = new AtomicInteger(100);
    private static AsteriskPeer h323;
    private static Dragoman gateway;

    @BeforeAll
    static void start() {
        Peers.require(Peers.ASTERISK, Peers.BARESIP);
        String address = Loopback.next();
        var narrow =
                AsteriskSettings.of("baresip-h323", Loopback.next(), address).withCodecs("ulaw");
        var starting = CompletableFuture.supplyAsync(() -> AsteriskPeer.start(narrow));
        var trunks = new ArrayList<SipTrunk>();
        var routes = new ArrayList<Route>();
        routes.add(new Route("1", 0, "narrow"));
        for (var phone : Phone.values()) {
            trunks.add(phone.trunk());
        }
        for (var suite : Suite.values()) {
            trunks.add(suite.called());
            trunks.add(suite.calling());
            routes.add(new Route(suite.number(), 0, suite.called().name()));
        }
        trunks.add(LONG_PACKETS);
        routes.add(new Route("54", 0, LONG_PACKETS.name()));
        var to = new H323Trunk("narrow", narrow.address(), true, true, "auto");
        gateway =
                Dragoman.start(
                        new DragomanSettings("baresip", address, List.of(to), trunks, routes));
        h323 = starting.join();
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            h323.close();
            gateway.close();
        }
    }

    /// ```
    /// baresip, one codec        Dragoman                Asterisk, µ-law
    ///  │ INVITE                   │ Setup, G.711            │
    ///  │─────────────────────────▶│────────────────────────▶│
    ///  │ 200, that codec          │ Connect                 │
    ///  │◀─────────────────────────│◀────────────────────────│
    ///  │      440 Hz ▶      decode, encode     ◀ 1004 Hz    │
    ///  │ BYE                      │ ReleaseComplete         │
    ///  │◀─────────────────────────│◀────────────────────────│
    /// ```
    @ParameterizedTest
    @EnumSource
    void a_softphone_and_an_h323_gateway_hear_each_other(Phone phone) {
        try (var baresip = phone.start()) {
            String number = "11" + NUMBERS.incrementAndGet();
            baresip.call("sip:" + number + "@" + gateway.sip());
            var called = h323.awaitIncoming(number, SOON);
            baresip.awaitAnswer(SOON);
            hear(phone.toString(), baresip.heard(), called.heard());
        }
    }

    /// ```
    /// baresip                   Dragoman                Asterisk
    ///  │ INVITE, RTP/SAVP, a=crypto    Setup                │
    ///  │─────────────────────────▶│────────────────────────▶│
    ///  │ SRTP                     │ RTP                     │
    ///  │◀────────────────────────▶│◀───────────────────────▶│
    /// ```
    @ParameterizedTest
    @EnumSource(names = "AES_CM_128_HMAC_SHA1_80")
    void an_encrypted_call_of_a_softphone_is_heard_by_h323(Suite suite) {
        try (var baresip = suite.start(suite.calling())) {
            String number = "11" + NUMBERS.incrementAndGet();
            baresip.call("sip:" + number + "@" + gateway.sip());
            var called = h323.awaitIncoming(number, SOON);
            baresip.awaitAnswer(SOON);
            hear(suite.toString(), baresip.heard(), called.heard());
            assertThat(baresip.output()).contains("(cryptosuite=" + suite + ")");
        }
    }

    /// ```
    /// Asterisk                  Dragoman                baresip
    ///  │ Setup                    │ INVITE, RTP/SAVP, a=crypto of one suite
    ///  │─────────────────────────▶│────────────────────────▶│
    ///  │ Connect                  │ 200, a=crypto           │
    ///  │◀─────────────────────────│◀────────────────────────│
    ///  │ RTP                      │ SRTP                    │
    ///  │◀────────────────────────▶│◀───────────────────────▶│
    /// ```
    @ParameterizedTest
    @EnumSource
    void an_h323_call_reaches_a_softphone_encrypted_by(Suite suite) {
        try (var baresip = suite.start(suite.called())) {
            baresip.expectCall();
            var calling = h323.callByH323(suite.number(), "talk2", "Tests", "2000");
            calling.awaitAnswer(SOON);
            baresip.awaitAnswer(SOON);
            hear(suite.toString(), baresip.heard(), calling.heard());
            assertThat(baresip.output()).contains("(cryptosuite=" + suite + ")");
        }
    }

    /// ```
    /// Asterisk                  Dragoman                baresip
    ///  │ Setup                    │ INVITE, a=rtcp-mux      │
    ///  │─────────────────────────▶│────────────────────────▶│
    ///  │ Connect                  │ 200, a=ptime:40, a=rtcp-mux
    ///  │◀─────────────────────────│◀────────────────────────│
    ///  │ G.711 of 20 ms      put together     G.711 of 40 ms│
    ///  │◀────────────────────────▶│◀───────────────────────▶│
    /// ```
    @Test
    void a_softphone_gets_packets_as_long_as_it_wants_and_rtcp_by_one_port() throws Exception {
        var settings =
                BaresipSettings.of("baresip-54", LONG_PACKETS.address(), "pcmu/8000/1")
                        .named("54")
                        .sending(BARESIP_HERTZ)
                        .with("ptime=40")
                        .with("rtcp_mux", "yes");
        try (var baresip = BaresipPeer.start(settings);
                var rest = gateway.rest()) {
            baresip.expectCall();
            var calling = h323.callByH323("54", "talk", "Tests", "2000");
            calling.awaitAnswer(SOON);
            baresip.awaitAnswer(SOON);
            var call = rest.calls().stream().filter(c -> c.to().equals("54")).findFirst();
            String id = call.orElseThrow().id();
            Await.until(
                    SOON,
                    () -> "packets and reports of both legs: " + rest(rest, id).legs(),
                    () -> {
                        var phone = rest(rest, id).legs().get(1).media();
                        return phone.packetsSent() > 50 && phone.quality().roundTripMicros() > 0;
                    });
            var legs = rest(rest, id).legs();
            assertThat(legs.get(1).media().sends()).contains("40 ms");
            double ratio =
                    (double) legs.get(0).media().packetsReceived()
                            / legs.get(1).media().packetsSent();
            assertThat(ratio).as(legs.toString()).isCloseTo(2, within(0.4));
            var answer =
                    rest.wire(id).orElseThrow().stream()
                            .filter(m -> m.leg() == 1 && m.received() && m.name().startsWith("200"))
                            .map(m -> new String(HexFormat.of().parseHex(m.octets()), US_ASCII))
                            .findFirst();
            assertThat(answer.orElseThrow()).contains("a=rtcp-mux").contains("a=ptime:40");
            baresip.awaitSound(SOON);
            baresip.hangUp();
            isTone("heard by Asterisk", calling.heard(), BARESIP_HERTZ, BARESIP_DBM0);
        }
    }

    private static CallView rest(RestClient rest, String id) {
        try {
            return rest.call(id).orElseThrow();
        } catch (RestClient.Unreachable e) {
            throw new AssertionError(e);
        }
    }

    private static void hear(String what, Sound byBaresip, Sound byAsterisk) {
        isTone(what + ", heard by baresip", byBaresip, HERTZ, 0.2);
        isTone(what + ", heard by Asterisk", byAsterisk, BARESIP_HERTZ, BARESIP_DBM0);
    }

    private static void isTone(String what, Sound heard, int hertz, double dbm0) {
        var tone = heard.tone();
        assertThat(tone.hertz()).as(what + ": " + tone).isCloseTo(hertz, within(4.0));
        assertThat(tone.dbm0()).as(what + ": " + tone).isCloseTo(dbm0, within(3.0));
        assertThat(tone.purity()).as(what + ": " + tone).isGreaterThan(0.8);
    }
}
