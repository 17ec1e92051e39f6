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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// RTP as SIPp itself makes it, in each codec it can: a tone that ffmpeg coded, or G.729 and iLBC,
/// which go through as they are.
@UsesLab
@Execution(ExecutionMode.CONCURRENT)
class SippCodecTest {
    private static final Duration TALK = Duration.ofSeconds(3);
    private static final int HERTZ = 600;
    private static final int ENOUGH = 50; // packets: a second or more

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

    /// What nobody here can encode.
    private enum Passed {
        G729(20), // bytes of a packet of 20 ms
        iLBC(50); // of 30 ms

        private final int bytes;

        Passed(int bytes) {
            this.bytes = bytes;
        }
    }

    /// It comes out as it went in, packet by packet.
    @ParameterizedTest
    @EnumSource
    void what_is_not_converted_reaches_a_phone_that_has_it_too(Passed codec, Lab lab)
            throws Exception {
        var file = folder.resolve("frames." + codec);
        Files.write(file, new byte[100 * codec.bytes]);
        var called = SippScenario.callee().ring().answer().expectHangUp();
        try (var phone = lab.phone(Offer.EARLY, called, codec.name())) {
            var scenario =
                    SippScenario.caller(Offer.EARLY)
                            .expectAnswer()
                            .speak(file, SippCodec.valueOf(codec.name()))
                            .stayFor(TALK)
                            .hangUp();
            try (var sipp =
                    SippCall.call(
                            lab.gateway().sip(),
                            phone.number(),
                            scenario,
                            lab.caller().withCodecs(codec.name()))) {
                sipp.awaitEnd(SOON);
                phone.call().awaitEnd(SOON);
                Await.until(
                        SOON,
                        codec + " at the phone",
                        () -> phone.call().phone().otherPackets() > ENOUGH);
            }
        }
    }
}
