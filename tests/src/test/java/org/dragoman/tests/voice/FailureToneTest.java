package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dragoman.tests.voice.Lab.SOON;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.H323Trunk;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.dragoman.tests.peer.Sound;
import org.dragoman.tests.peer.ToneFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Callers behind an H.323 gateway, Asterisk, hear why their call failed, with fast start and with
/// slow, which offers no media by itself. A phone behind Asterisk is where it is heard.
class FailureToneTest {
    private static final int BUSY_HERTZ = 425; // E.180/Q.35
    private static final int ANNOUNCEMENT_HERTZ = 620;
    private static final String PHONE = Loopback.next();
    private static final String CALLED = Loopback.next();
    private static final Map<Setup, AsteriskPeer> ASTERISKS = new EnumMap<>(Setup.class);

    @TempDir private static Path folder;
    private static Dragoman gateway;

    @BeforeAll
    static void start() throws IOException {
        Peers.require(Peers.ASTERISK, Peers.SIPP);
        var announcement = folder.resolve("unknown.wav");
        ToneFile.write(announcement, ANNOUNCEMENT_HERTZ);
        String address = Loopback.next();
        var starting = new EnumMap<Setup, CompletableFuture<AsteriskPeer>>(Setup.class);
        var trunks = new ArrayList<H323Trunk>();
        for (var setup : Setup.values()) {
            var settings =
                    AsteriskSettings.of("failing-" + setup.trunk(), Loopback.next(), address)
                            .withFastStart(setup.fastStart)
                            .withTunnelling(setup.tunnelling);
            starting.put(setup, CompletableFuture.supplyAsync(() -> AsteriskPeer.start(settings)));
            trunks.add(
                    new H323Trunk(
                            setup.trunk(),
                            settings.address(),
                            setup.fastStart,
                            setup.tunnelling,
                            setup.digits,
                            List.of(
                                    "failure-tones: on",
                                    "failure-tone-time: 2s",
                                    "announcements: [\"1 " + announcement + "\"]")));
        }
        var called = new SipTrunk("called", CALLED, 5_060, "as-called");
        gateway =
                Dragoman.start(
                        new DragomanSettings(
                                "failing",
                                address,
                                trunks,
                                List.of(called),
                                List.of(new Route("5", 0, "called"))));
        starting.forEach((setup, peer) -> ASTERISKS.put(setup, peer.join()));
    }

    @AfterAll
    static void stop() {
        ASTERISKS.values().forEach(AsteriskPeer::close);
        if (gateway != null) {
            gateway.close();
        }
    }

    /// ```
    /// SIPp         Asterisk           Dragoman             SIPp
    ///  │ INVITE       │ Setup             │ INVITE             │
    ///  │─────────────▶│──────────────────▶│───────────────────▶│
    ///  │ 183          │ Progress, H.245   │ 486                │
    ///  │◀─────────────│◀─────────────────▶│◀───────────────────│
    ///  │    ◀ busy tone, two seconds      │                    │
    ///  │ 486          │ ReleaseComplete   │                    │
    ///  │◀─────────────│◀──────────────────│                    │
    /// ```
    @ParameterizedTest
    @EnumSource
    void an_h323_caller_hears_the_busy_tone(Setup setup) {
        isHeard(setup, 486, "cause=17", BUSY_HERTZ);
    }

    /// The same with a file instead of a tone.
    @ParameterizedTest
    @EnumSource(names = "SLOW_TUNNELLED")
    void an_h323_caller_hears_the_announcement(Setup setup) {
        isHeard(setup, 404, "cause=1", ANNOUNCEMENT_HERTZ);
    }

    private static void isHeard(Setup setup, int refusal, String reason, int hertz) {
        var refuses = SippScenario.callee().refuse(refusal);
        var hears = SippScenario.caller(Offer.EARLY).expectEarlyMedia().expectAnyRefusal();
        try (var called = SippCall.answer(refuses, SippCall.Settings.at(CALLED, 5_060));
                var caller =
                        SippCall.call(
                                ASTERISKS.get(setup).address() + ":5060",
                                "5" + refusal,
                                hears,
                                SippCall.Settings.at(PHONE, 0))) {
            called.awaitEnd(SOON);
            caller.awaitEnd(SOON);
            assertThat(caller.reason()).contains(reason);
            isTone(caller.phone().heard(), hertz);
        }
    }

    private static void isTone(Sound heard, int hertz) {
        var tone = heard.tone();
        assertThat(tone.hertz()).as(tone.toString()).isCloseTo(hertz, within(4.0));
        assertThat(tone.purity()).as(tone.toString()).isGreaterThan(0.9);
        assertThat(heard.length()).isGreaterThan(Duration.ofSeconds(1));
    }
}
