package org.dragoman.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.Writer;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dragoman.gateway.OwnProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Calls end while no file can grow: neither the database nor what stands in for it takes records.
/// The kernel says so to a process of its own ({@code RLIMIT_FSIZE}: EFBIG, where a full disk
/// answers ENOSPC), and takes it back.
@Timeout(150)
class FullDiskTest {
    private static final int ROOM = 256 * 1024; // octets that a file may have

    @Test
    void what_nothing_takes_is_held_and_written_when_there_is_room_again() throws Exception {
        try (var folder = new RecordsFolder()) {
            var process =
                    new ProcessBuilder(
                                    OwnProcess.java(
                                            List.of("-Xmx160m"),
                                            RecordingProgram.class,
                                            folder.path().toString()))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (var out = process.inputReader();
                    var in = process.outputWriter()) {
                assertThat(heard(out)).startsWith(RecordingProgram.BEGUN);
                limit(process, Integer.toString(ROOM));
                goOn(in);
                var held = heard(out);
                assertThat(held).startsWith(RecordingProgram.HELD).endsWith("lost 0");
                assertThat(folder.path().resolve("spill.jsonl"))
                        .as("filled to the last record that fits")
                        .satisfies(f -> assertThat(Files.size(f)).isBetween(1L, (long) ROOM));
                limit(process, "unlimited");
                goOn(in);
                var written = heard(out);
                assertThat(written).startsWith(RecordingProgram.WRITTEN).endsWith("lost 0");
                goOn(in);
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
                assertThat(folder.path().resolve("spill.jsonl")).doesNotExist();
                assertThat(RecordsCheck.of(folder.config()).words())
                        .contains(" has " + written.split(" ")[1] + " records");
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static String heard(BufferedReader out) throws Exception {
        var line = out.readLine();
        assertThat(line).isNotNull();
        return line;
    }

    private static void goOn(Writer in) throws Exception {
        in.write('\n');
        in.flush();
    }

    /// The soft limit alone, so that it can be lifted again.
    private static void limit(Process process, String octets) throws Exception {
        var prlimit =
                new ProcessBuilder(
                                "prlimit",
                                "--pid=" + process.pid(),
                                "--fsize=" + octets + ":unlimited")
                        .inheritIO()
                        .start();
        assertThat(prlimit.waitFor()).isZero();
    }
}
