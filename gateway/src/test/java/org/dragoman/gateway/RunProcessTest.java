package org.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
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
        var command = OwnProcess.dragoman("run", "--state", temp.resolve("state").toString());
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
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(greeting(out))
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
    void a_hang_up_signal_takes_up_the_changed_file_and_calls_nothing_off() throws Exception {
        var peers = "peers: {a: {protocol: sip, address: 192.0.2.1}}\n";
        var process = run("--config", file(peers + "dial-plan: [{refuse: 21}]\n").toString());
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            greeting(out);
            file(peers + "dial-plan: [{name: all, to: a}]\n");
            var kill = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
            while (errors().stream().noneMatch(l -> l.contains("configuration.reloaded"))) {
                assertThat(process.waitFor(100, TimeUnit.MILLISECONDS)).isFalse();
            }
        }
    }

    /// All that a new gateway prints.
    private static List<String> greeting(BufferedReader out) throws IOException {
        var said = new ArrayList<String>();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.contains("check FILE")) {
                break;
            }
        }
        return said;
    }

    private Process quick() throws Exception {
        return run("--h323-peer", "127.0.0.2", "--sip-peer", "127.0.0.3", "--listen", here);
    }

    @Test
    void without_a_file_there_is_the_softphone_page_too() throws Exception {
        var process = quick();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(greeting(out))
                    .anyMatch(l -> l.contains("https://" + here + ":8443/phone/"))
                    .anyMatch(l -> l.contains("account add"));
        } finally {
            process.destroy();
            assertThat(process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void without_a_file_the_gateway_runs_though_the_port_of_the_page_is_taken() throws Exception {
        try (var _ = new ServerSocket(8443, 1, InetAddress.getByName(here))) {
            var process = quick();
            try (var out = process.inputReader(StandardCharsets.UTF_8)) {
                assertThat(greeting(out))
                        .anyMatch(l -> l.contains("h323 tcp " + here + ":1720"))
                        .noneMatch(l -> l.contains("/phone/"));
                assertThat(errors()).anyMatch(l -> l.contains("No softphone page: " + here));
            } finally {
                process.destroy();
                assertThat(process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
            }
        }
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
