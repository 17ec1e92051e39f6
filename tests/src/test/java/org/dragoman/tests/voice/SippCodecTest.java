package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dragoman.tests.voice.Lab.SOON;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.ChildProcess;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippCodec;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// RTP as SIPp itself makes it, in each codec it can: a tone that ffmpeg coded, or G.729, which
/// goes through as it is.
@UsesLab
@Execution(ExecutionMode.CONCURRENT)
class SippCodecTest {
    private static final Duration TALK = Duration.ofSeconds(3);
    private static final int HERTZ = 600;
    private static final int G729_BYTES = 20; // of a packet of 20 ms
    private static final int ENOUGH = 50; // packets: a second

    @TempDir private Path folder;

    /// How ffmpeg makes what SIPp sends.
    private enum Coded {
        PCMU("pcm_mulaw", "mulaw", 8_000),
        PCMA("pcm_alaw", "alaw", 8_000),
        G722("g722", "g722", 16_000);

        private final String encoder;
        private final String format;
        private final int hertz;

        Coded(String encoder, String format, int hertz) {
            this.encoder = encoder;
            this.format = format;
            this.hertz = hertz;
        }

        Path tone(Path folder) {
            Peers.require(Peers.FFMPEG);
            var file = folder.resolve("tone." + format);
            var command =
                    List.of(
                            Peers.FFMPEG.path().toString(),
                            "-f",
                            "lavfi",
                            "-i",
                            "sine=frequency=" + HERTZ + ":duration=10",
                            "-ar",
                            Integer.toString(hertz),
                            "-ac",
                            "1",
                            "-c:a",
                            encoder,
                            "-f",
                            format,
                            file.toString());
            try (var ffmpeg = ChildProcess.start("ffmpeg-" + format, folder, command)) {
                assertThat(ffmpeg.exitCode(SOON)).as(ffmpeg.output()).isZero();
            }
            return file;
        }
    }

    /// ```
    /// SIPp, one codec           Dragoman                Asterisk, A-law
    ///  │ INVITE                   │ Setup, G.711 A-law      │
    ///  │─────────────────────────▶│────────────────────────▶│
    ///  │ 200, that codec          │ Connect                 │
    ///  │◀─────────────────────────│◀────────────────────────│
    ///  │      600 Hz ▶      passed or converted             │
    /// ```
    @ParameterizedTest
    @EnumSource
    void sipps_own_sound_is_heard_by_h323(Coded codec, Lab lab) {
        String number = lab.number("10");
        var scenario =
                SippScenario.caller(Offer.EARLY)
                        .expectAnswer()
                        .speak(codec.tone(folder), SippCodec.valueOf(codec.name()))
                        .stayFor(TALK)
                        .hangUp();
        var settings = lab.caller().withCodecs(codec.name());
        try (var sipp = SippCall.call(lab.gateway().sip(), Lab.ALAW + number, scenario, settings)) {
            var asterisk = lab.alaw().awaitIncoming(number, SOON);
            sipp.awaitEnd(SOON);
            var tone = asterisk.heard().tone();
            assertThat(tone.hertz()).as(tone.toString()).isCloseTo(HERTZ, within(4.0));
            assertThat(tone.purity()).as(tone.toString()).isGreaterThan(0.8);
        }
    }

    /// Nobody here can encode G.729: it comes out as it went in, packet by packet.
    @Test
    void sipps_g729_reaches_a_phone_that_has_it_too(Lab lab) throws Exception {
        var file = folder.resolve("frames.g729");
        Files.write(file, new byte[100 * G729_BYTES]);
        var called = SippScenario.callee().ring().answer().expectHangUp();
        try (var phone = lab.phone(Offer.EARLY, called, "G729")) {
            var scenario =
                    SippScenario.caller(Offer.EARLY)
                            .expectAnswer()
                            .speak(file, SippCodec.G729)
                            .stayFor(TALK)
                            .hangUp();
            try (var sipp =
                    SippCall.call(
                            lab.gateway().sip(),
                            phone.number(),
                            scenario,
                            lab.caller().withCodecs("G729"))) {
                sipp.awaitEnd(SOON);
                phone.call().awaitEnd(SOON);
                Await.until(
                        SOON,
                        "G.729 at the phone",
                        () -> phone.call().phone().otherPackets() > ENOUGH);
            }
        }
    }
}
