package org.dragoman.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.gateway.Main;
import org.dragoman.gateway.OwnProcess;
import org.dragoman.gateway.rest.ApiToken;
import org.dragoman.gateway.rest.FakeControl;
import org.dragoman.gateway.rest.LocalDoor;
import org.dragoman.gateway.rest.RestRoutes;
import org.dragoman.gateway.rest.Scope;
import org.dragoman.gateway.rest.StateFolder;
import org.dragoman.gateway.web.LoopbackEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Variables of the environment, each read by the program in a process of its own.
class EnvironmentTest {
    private static final String ESCAPE = "\u001b";

    private record Outcome(int code, String out) {}

    @TempDir private Path temp;

    /// - {@code columns}: of the window, as the launcher says it; 0 without one.
    private static Outcome run(Map<String, String> variables, int columns, String... arguments)
            throws IOException, InterruptedException {
        var width = List.of("-Ddragoman.columns=" + columns);
        var command = OwnProcess.java(width, Main.class, arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(k -> k.startsWith("DRAGOMAN_"));
        builder.environment().remove("NO_COLOR");
        builder.environment().put("TERM", "xterm");
        builder.environment().putAll(variables);
        var process = builder.start();
        try (InputStream said = process.getInputStream()) {
            var out = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Outcome(process.exitValue(), out);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void the_gateway_of_this_machine_is_found_by_them() throws Exception {
        var state = new StateFolder(temp.resolve("state"));
        var folder = temp.resolve("state").toString();
        try (var _ = LocalDoor.open(state.socket(), new FakeControl())) {
            var socket = state.socket().toString();
            assertThat(run(Map.of("DRAGOMAN_STATE", folder), 0, "calls").out())
                    .contains("0123456789ab");
            assertThat(run(Map.of("DRAGOMAN_SOCKET", socket), 0, "calls").out())
                    .contains("0123456789ab");
            // what is typed goes first
            var elsewhere = Map.of("DRAGOMAN_URL", "https://127.0.0.1:1", "DRAGOMAN_TOKEN", "x");
            assertThat(run(elsewhere, 0, "calls", "--state", folder).out())
                    .contains("0123456789ab");
        }
        var none = run(Map.of("DRAGOMAN_STATE", folder), 0, "calls");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.out()).hasLineCount(1).startsWith("No gateway runs here");
    }

    @Test
    void the_gateway_of_another_machine_is_found_by_them() throws Exception {
        var token = new ApiToken("t", ApiToken.hash("t0ken"), Set.of(Scope.values()));
        var rest = new RestRoutes(new FakeControl(), List.of(token), new FakeTime());
        try (var edge = LoopbackEdge.start(temp, List.of(rest::accept))) {
            var variables =
                    Map.of(
                            "DRAGOMAN_URL", edge.urls().getFirst(),
                            "DRAGOMAN_TOKEN", "t0ken",
                            "DRAGOMAN_FINGERPRINT", edge.fingerprint().orElseThrow());
            assertThat(run(variables, 0, "calls").out()).contains("0123456789ab");
        }
        var tokenless = run(Map.of("DRAGOMAN_URL", "https://127.0.0.1:1"), 0, "calls");
        assertThat(tokenless.code()).isEqualTo(2);
        assertThat(tokenless.out()).contains("DRAGOMAN_TOKEN");
    }

    @Test
    void colours_are_for_windows_and_for_who_wants_them() throws Exception {
        var capture = Path.of("src", "test", "resources", "captures", "fs1_tun1_answer.pcapng.gz");
        var file = capture.toString();
        assertThat(run(Map.of(), 100, "explain", file).out()).contains(ESCAPE);
        assertThat(run(Map.of("NO_COLOR", "1"), 100, "explain", file).out())
                .contains("Setup")
                .doesNotContain(ESCAPE);
        assertThat(run(Map.of("TERM", "dumb"), 100, "explain", file).out()).doesNotContain(ESCAPE);
        assertThat(run(Map.of(), 0, "explain", file).out()).doesNotContain(ESCAPE);
    }
}
