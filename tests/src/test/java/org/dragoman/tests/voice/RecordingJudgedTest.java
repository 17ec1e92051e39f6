package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.G711;
import org.dragoman.media.record.CallRecording;
import org.dragoman.media.record.RecordingFile;
import org.dragoman.media.record.RecordingFormat;
import org.dragoman.media.record.SpokenPacket;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.Sound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Recordings as programs that are not ours find them, and on a disk that is really full.
class RecordingJudgedTest {
    private static final int PACKET = 160; // samples
    private static final long PACKET_NANOS = 20_000_000;
    private static final long BEGIN = 1_000_000_000L;
    private static final int PACKETS = 200;

    @TempDir private Path folder;

    /// The caller's tone left, the other's right, nothing of the one on the other's side.
    @Test
    void opusinfo_finds_no_fault_and_opusdec_hears_each_party_on_its_side() throws Exception {
        Path opusdec = Peers.OPUSDEC.path();
        var file = RecordingFile.create(folder, RecordingFormat.OPUS, "C1", Instant.EPOCH);
        var recording = new CallRecording(file, Codecs.ofTheProgram(), BEGIN);
        talk(recording, PACKETS);
        recording.finish(BEGIN + PACKETS * PACKET_NANOS);
        recording.close();
        file.finish();
        String info = run(opusdec.resolveSibling("opusinfo").toString(), file.whole().toString());
        assertThat(info)
                .contains("Playback length: 0m:04.000s", "Channels: 2", "Streams: 2, Coupled: 0")
                .doesNotContainIgnoringCase("warning");
        var wave = folder.resolve("heard.wav");
        run(
                opusdec.toString(),
                "--quiet",
                "--rate",
                "8000",
                file.whole().toString(),
                wave.toString());
        isTone(Sound.ofWave(wave, 0), 1_000);
        isTone(Sound.ofWave(wave, 1), 500);
    }

    /// ```
    /// mount -t tmpfs -o size=64k
    /// ```
    @ParameterizedTest
    @EnumSource
    void a_recording_ends_where_the_disk_does(RecordingFormat format) throws Exception {
        assumeTrue(mount(), "only root may mount a disk");
        try {
            var file = RecordingFile.create(folder, format, "C1", Instant.EPOCH);
            var recording = new CallRecording(file, Codecs.ofTheProgram(), BEGIN);
            assertThat(fill(recording)).as("seconds until it is full").isBetween(2, 60);
            assertThat(Files.size(file.partial())).isBetween(30_000L, 65_536L);
            closeAllTheSame(recording);
        } finally {
            run("umount", folder.toString());
        }
    }

    /// Talks until the disk is full; returns how long that took.
    private static int fill(CallRecording recording) {
        for (int second = 0; second < 120; second++) {
            try {
                for (int i = second * 50; i < second * 50 + 50; i++) {
                    say(recording, true, i, 1_000);
                    recording.write(BEGIN + i * PACKET_NANOS);
                }
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("No space left");
                return second;
            }
        }
        throw new AssertionError("a disk of 64 kB took two minutes of sound");
    }

    // the header of a WAV file is rewritten in its place, the last page of an Opus file has none
    private static void closeAllTheSame(CallRecording recording) {
        try {
            recording.close();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private static void talk(CallRecording recording, int packets) throws IOException {
        for (int i = 0; i < packets; i++) {
            say(recording, true, i, 1_000);
            say(recording, false, i, 500);
            recording.write(BEGIN + i * PACKET_NANOS);
        }
    }

    private static void say(CallRecording recording, boolean left, int number, int hertz) {
        var payload = new byte[PACKET];
        for (int i = 0; i < PACKET; i++) {
            double at = (number * PACKET + i) * hertz / 8_000.0;
            payload[i] = G711.compressMu((int) Math.round(8_000 * Math.sin(2 * Math.PI * at)));
        }
        var packet =
                new SpokenPacket(
                        left ? 1 : 2, number * PACKET, PACKET, BEGIN + number * PACKET_NANOS);
        recording.hear(left, Codec.PCMU, MemorySegment.ofArray(payload), packet);
    }

    private static void isTone(Sound heard, int hertz) {
        assertThat(heard.length()).isCloseTo(Duration.ofSeconds(4), Duration.ofMillis(20));
        var tone = heard.tone();
        assertThat(tone.hertz()).as(tone.toString()).isCloseTo(hertz, within(3.0));
        assertThat(tone.purity()).as(tone.toString()).isGreaterThan(0.97);
    }

    private boolean mount() throws Exception {
        return "root".equals(System.getProperty("user.name"))
                && start("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString())
                                .waitFor()
                        == 0;
    }

    private static String run(String... command) throws Exception {
        var process = start(command);
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    }
}
