package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.voice.Lab.SOON;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.ChildProcess;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A recording that finds no more room ends with one warning, and its call goes on. The room is
/// bounded by the system's limit of a file's size, which anybody may lower.
class FullDiskTest {
    private static final int ROOM = 96_000; // bytes: three seconds of stereo at 8 000 Hz
    private static final Duration TALK = Duration.ofSeconds(9);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;

    @Test
    void a_full_disk_ends_the_recording_with_a_warning_and_not_the_call() throws Exception {
        Peers.require(Peers.SIPP);
        String phone = Loopback.next();
        String called = Loopback.next();
        var settings =
                new DragomanSettings(
                                "full-disk",
                                Loopback.next(),
                                List.of(),
                                List.of(
                                        new SipTrunk(
                                                "phone",
                                                phone,
                                                5_060,
                                                "as-called",
                                                List.of("record: on")),
                                        new SipTrunk("called", called, 5_060, "as-called")),
                                List.of(new Route("5", 0, "called")))
                        .recordingTo(folder);
        var talks = SippScenario.caller(Offer.EARLY).expectAnswer().stayFor(TALK).hangUp();
        var answers = SippScenario.callee().answer().expectHangUp();
        try (var gateway = Dragoman.start(settings)) {
            limitFiles(gateway.pid());
            try (var callee = SippCall.answer(answers, SippCall.Settings.at(called, 5_060));
                    var caller =
                            SippCall.call(
                                    gateway.sip(), "5000", talks, SippCall.Settings.at(phone, 0))) {
                Await.until(SOON, "the warning", () -> warnings(gateway) > 0);
                var heard = callee.phone().heard().length();
                Await.until(
                        SOON,
                        "the call to go on",
                        () -> callee.phone().heard().length().compareTo(heard.plusSeconds(1)) > 0);
                caller.awaitEnd(PATIENCE);
                callee.awaitEnd(PATIENCE);
                Lab.isSippsTone(callee.phone().heard());
            }
            assertThat(warnings(gateway)).as(gateway.output()).isEqualTo(1);
            assertThat(gateway.output()).contains("a recording ends before its call does");
        }
        isWhole();
    }

    private static long warnings(Dragoman gateway) {
        return gateway.output().lines().filter(l -> l.contains("event=record.failed")).count();
    }

    private void limitFiles(long pid) {
        var command = List.of("prlimit", "--pid", Long.toString(pid), "--fsize=" + ROOM);
        try (var limits = ChildProcess.start("prlimit", folder.resolve("limit"), command)) {
            assertThat(limits.exitCode(SOON)).as(limits.output()).isZero();
        }
    }

    /// What was written is a WAV file with a header that fits it.
    private void isWhole() throws IOException {
        Path file;
        try (var files = Files.list(folder)) {
            file =
                    files.filter(Files::isRegularFile)
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("no recording"));
        }
        var wave = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(wave.capacity()).isBetween(ROOM / 2, ROOM);
        assertThat(wave.getInt(4)).as("RIFF").isBetween(1, wave.capacity() - 8);
        assertThat(wave.getInt(40)).as("data").isBetween(1, wave.capacity() - 44);
    }
}
