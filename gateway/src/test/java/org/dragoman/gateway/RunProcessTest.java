package org.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dragoman.gateway.demo.DemoStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// {@code dragoman run} as a process of its own: how it starts, what it says, how it ends.
@Timeout(120)
class RunProcessTest {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

    private final String here = DemoStage.ownLoopback(new Random()).getHostAddress();
    private final List<Process> started = new ArrayList<>();

    @TempDir private Path temp;

    private Process run(String... arguments) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "org.dragoman.gateway.Main",
                                "run",
                                "--state",
                                temp.resolve("state").toString()));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .directory(temp.toFile())
                        .redirectError(temp.resolve("err").toFile())
                        .start();
        started.add(process);
        return process;
    }

    @AfterEach
    void endWhatStillRuns() {
        started.forEach(Process::destroyForcibly);
    }

    private Path file(String more) throws Exception {
        return Files.writeString(
                temp.resolve("d.yaml"),
                """
                h323: {listen: "%1$s:1720"}
                sip: {listen: "udp %1$s:5060"}
                rest: {listen: "%1$s:0"}
                """
                                .formatted(here)
                        + more);
    }

    private List<String> errors() throws Exception {
        return Files.readAllLines(temp.resolve("err"));
    }

    @Test
    void starts_says_where_it_listens_and_ends_when_told() throws Exception {
        var process = run("--config", file("").toString());
        var said = new ArrayList<String>();
        try (var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (line.contains("check FILE")) {
                    break;
                }
            }
            assertThat(said)
                    .anyMatch(l -> l.contains("is ready"))
                    .anyMatch(l -> l.contains("h323 tcp " + here + ":1720"))
                    .anyMatch(l -> l.contains("sip  udp " + here + ":5060"))
                    .anyMatch(l -> l.contains("dragoman calls"));
            assertThat(temp.resolve("state/rest")).exists();
            process.destroy(); // SIGTERM
            assertThat(process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(process.exitValue()).isZero();
        assertThat(errors())
                .anyMatch(
                        l ->
                                l.contains(
                                        "event=h323.listening transport=tcp listen="
                                                + here
                                                + ":1720"))
                .anyMatch(
                        l ->
                                l.contains(
                                        "event=sip.listening transport=udp listen="
                                                + here
                                                + ":5060"))
                .anyMatch(
                        l -> l.contains("event=rest.listening transport=tcp listen=http://" + here))
                .anyMatch(l -> l.contains("event=codecs.limited") && l.contains("G.729"))
                .anyMatch(l -> l.contains("event=gateway.ended"));
        assertThat(temp.resolve("state")).isEmptyDirectory();
    }

    @Test
    void a_port_in_use_is_one_sentence_and_exit_code_1() throws Exception {
        try (var _ = new ServerSocket(1720, 1, InetAddress.getByName(here))) {
            var process = run("--config", file("").toString());
            assertThat(process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(errors()).singleElement().asString().contains(here, "1720", "in use");
        }
    }

    @Test
    void mistakes_in_the_file_are_told_and_exit_code_2() throws Exception {
        var process = run("--config", file("peers: {a: 1}\nlog: {level: loud}\n").toString());
        assertThat(process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(errors())
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(l -> l.matches(".*d\\.yaml:\\d+: .+"));
    }

    @Test
    void a_file_that_is_not_there_is_one_sentence_and_exit_code_2() throws Exception {
        var process = run("--config", "nothing.yaml");
        assertThat(process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(errors()).containsExactly("There is no file nothing.yaml.");
    }
}
