package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dragoman.tests.voice.Lab.SOON;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SIP peers that speak one codec each call an H.323 gateway that speaks µ-law alone: the codecs of
/// Asterisk at both ends, ours between them. Each side sends a tone, and what the other hears is
/// measured.
@Execution(ExecutionMode.CONCURRENT)
class TranscodingTest {
    private static final String[] CODECS = {"g722", "gsm", "g726", "speex", "speex16", "opus"};
    private static final int HERTZ = 1_004; // Milliwatt

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Map<String, AsteriskPeer> SIP = new LinkedHashMap<>();
    private static AsteriskPeer h323;
    private static Dragoman gateway;

    @BeforeAll
    static void start() {
        Peers.require(Peers.ASTERISK);
        String address = Loopback.next();
        var narrow =
                AsteriskSettings.of("transcoding-h323", Loopback.next(), address)
                        .withCodecs("ulaw");
        var starting = new LinkedHashMap<String, CompletableFuture<AsteriskPeer>>();
        var trunks = new ArrayList<SipTrunk>();
        for (String codec : CODECS) {
            var settings =
                    AsteriskSettings.of("transcoding-" + codec, Loopback.next(), address)
                            .withSipPeer(address + ":5060")
                            .withCodecs(codec);
            trunks.add(new SipTrunk(codec, settings.address(), 5_060, "early"));
            starting.put(codec, CompletableFuture.supplyAsync(() -> AsteriskPeer.start(settings)));
        }
        gateway =
                Dragoman.start(
                        new DragomanSettings(
                                "transcoding",
                                address,
                                List.of(
                                        new H323Trunk(
                                                "narrow", narrow.address(), true, true, "auto")),
                                trunks,
                                List.of(new Route("1", 0, "narrow"))));
        h323 = AsteriskPeer.start(narrow);
        starting.forEach((codec, peer) -> SIP.put(codec, peer.join()));
    }

    @AfterAll
    static void stop() {
        SIP.values().forEach(AsteriskPeer::close);
        h323.close();
        gateway.close();
    }

    /// ```
    /// Asterisk, one codec       Dragoman                Asterisk, µ-law
    ///  │ INVITE                   │ Setup, G.711            │
    ///  │─────────────────────────▶│────────────────────────▶│
    ///  │ 200, that codec          │ Connect                 │
    ///  │◀─────────────────────────│◀────────────────────────│
    ///  │     1004 Hz ▶      decode, encode     ◀ 1004 Hz    │
    /// ```
    @ParameterizedTest
    @ValueSource(strings = {"g722", "gsm", "g726", "speex", "speex16", "opus"})
    void w5_r2_a_codec_only_one_side_knows_is_heard_on_the_other(String codec) {
        String number = "11" + (100 + NUMBERS.incrementAndGet());
        var caller = SIP.get(codec).callBySip(number, "talk");
        var called = h323.awaitIncoming(number, SOON);
        isTone(codec + ", heard by SIP", caller.heard());
        isTone(codec + ", heard by H.323", called.heard());
    }

    private static void isTone(String what, Sound heard) {
        var tone = heard.tone();
        assertThat(tone.hertz()).as(what + ": " + tone).isCloseTo(HERTZ, within(4.0));
        assertThat(tone.dbm0()).as(what + ": " + tone).isCloseTo(0.2, within(3.0));
        assertThat(tone.purity()).as(what + ": " + tone).isGreaterThan(0.8);
    }
}
