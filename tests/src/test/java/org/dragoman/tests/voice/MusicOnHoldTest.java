package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dragoman.tests.voice.Lab.SOON;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.dragoman.tests.peer.ToneFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an Asterisk hears that a SIP phone holds: the phone's own sound where it plays some, else
/// the music of the gateway.
@Execution(ExecutionMode.CONCURRENT)
class MusicOnHoldTest {
    private static final int MUSIC_HERTZ = 620;
    private static final Duration TALK = Duration.ofMillis(1_500);
    private static final Duration HELD = Duration.ofMillis(3_000);
    private static final Duration THE_END = Duration.ofMillis(1_000);
    private static final String PHONE = Loopback.next();
    private static final AtomicInteger NUMBERS = new AtomicInteger(100);

    /// How the phone holds: it plays on, or says that nothing comes from it.
    private enum Hold {
        PLAYING("sendonly", Lab.SIPP_HERTZ),
        SILENT("inactive", MUSIC_HERTZ);

        private final String direction;
        private final int hertz;

        Hold(String direction, int hertz) {
            this.direction = direction;
            this.hertz = hertz;
        }
    }

    @TempDir private static Path folder;
    private static AsteriskPeer asterisk;
    private static Dragoman gateway;

    @BeforeAll
    static void start() throws IOException {
        Peers.require(Peers.ASTERISK, Peers.SIPP);
        var music = folder.resolve("music.wav");
        ToneFile.write(music, MUSIC_HERTZ);
        String address = Loopback.next();
        var settings = AsteriskSettings.of("music-asterisk", Loopback.next(), address);
        var starting = CompletableFuture.supplyAsync(() -> AsteriskPeer.start(settings));
        var held =
                new H323Trunk(
                        "held",
                        settings.address(),
                        true,
                        true,
                        "auto",
                        List.of("music-on-hold: \"" + music + "\""));
        gateway =
                Dragoman.start(
                        new DragomanSettings(
                                "music",
                                address,
                                List.of(held),
                                List.of(new SipTrunk("phone", PHONE, 5_060, "early")),
                                List.of(new Route("1", 0, "held"))));
        asterisk = starting.join();
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            asterisk.close();
            gateway.close();
        }
    }

    /// ```
    /// SIPp                       Dragoman                Asterisk
    ///  │ INVITE, 200, ACK           │ Setup, Connect        │
    ///  │───────────────────────────▶│──────────────────────▶│
    ///  │ INVITE, sendonly           │ Notify (remote hold)  │
    ///  │───────────────────────────▶│──────────────────────▶│
    ///  │    440 Hz ▶                       ▶ 440 Hz         │
    ///  │ or INVITE, inactive        │                       │
    ///  │───────────────────────────▶│      ▶ 620 Hz         │
    /// ```
    @ParameterizedTest
    @EnumSource
    void who_is_held_hears_the_holder_or_else_the_gateway(Hold hold) {
        String number = "10" + NUMBERS.incrementAndGet();
        var scenario =
                SippScenario.caller(Offer.EARLY)
                        .expectAnswer()
                        .stayFor(TALK)
                        .reinvite(hold.direction)
                        .stayFor(HELD)
                        .hangUp();
        try (var sipp =
                SippCall.call(gateway.sip(), number, scenario, SippCall.Settings.at(PHONE, 0))) {
            var called = asterisk.awaitIncoming(number, SOON);
            sipp.awaitEnd(SOON);
            assertThat(called.awaitEnd(SOON)).isEqualTo(16);
            var tone = called.heard().last(THE_END).tone();
            assertThat(tone.hertz()).as(hold + ": " + tone).isCloseTo(hold.hertz, within(4.0));
            assertThat(tone.purity()).as(hold + ": " + tone).isGreaterThan(0.9);
        }
    }
}
