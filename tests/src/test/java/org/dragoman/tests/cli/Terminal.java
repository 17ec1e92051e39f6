package org.dragoman.tests.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Peers;

/// A window of tmux with a shell in it, as wide as it is told.
final class Terminal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int ROWS = 500; // so that nothing scrolls away

    private final Path folder;
    private final Path server;
    private int runs;

    /// - {@code folder}: of its own; what runs in it runs there.
    /// - {@code environment}: of what runs in it, and no more.
    Terminal(Path folder, int columns, Map<String, String> environment) {
        this.folder = folder;
        this.server = folder.resolve("tmux");
        var command =
                new ArrayList<>(
                        List.of("-u", "-f", "/dev/null", "new-session", "-d", "-x", "" + columns));
        command.addAll(List.of("-y", "" + ROWS, "env -i " + words(environment) + " sh"));
        tmux(command.toArray(String[]::new));
    }

    private static String words(Map<String, String> environment) {
        var words = new StringBuilder("TERM=screen-256color LC_ALL=C.UTF-8 PS1='$ '");
        environment.forEach((name, value) -> words.append(" %s='%s'".formatted(name, value)));
        return words.toString();
    }

    /// What a command shows in an empty window, once it has ended.
    List<String> shows(String command) {
        run(command);
        return screen();
    }

    /// The same, with the sequences that colour it.
    String coloured(String command) {
        run(command);
        return tmux("capture-pane", "-p", "-e");
    }

    private void run(String command) {
        runs++; // what an earlier one left in the window is not taken for this one's end
        try {
            Files.writeString(
                    folder.resolve("c"),
                    "clear\n%s\necho \"ended: $? (%d)\"\n".formatted(command, runs),
                    UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        type("clear; . ./c");
        awaits("ended: \\d+ \\(%d\\)".formatted(runs));
    }

    /// Waits for a whole line.
    void awaits(String pattern) {
        Await.until(
                PATIENCE,
                () -> pattern + " in a window with\n" + String.join("\n", screen()),
                () -> screen().stream().anyMatch(line -> line.matches(pattern)));
    }

    /// Types a line, and Enter.
    void type(String line) {
        tmux("send-keys", "-l", line);
        press("Enter");
    }

    /// Types without Enter.
    void keys(String text) {
        tmux("send-keys", "-l", text);
    }

    /// - {@code key}: as tmux names it.
    void press(String key) {
        tmux("send-keys", key);
    }

    /// What is in the window now.
    List<String> screen() {
        return tmux("capture-pane", "-p").lines().toList();
    }

    /// Lines that did not fit, and went on in the next row of the window.
    List<String> wrapped() {
        int columns = Integer.parseInt(tmux("display-message", "-p", "#{pane_width}").strip());
        return tmux("capture-pane", "-p", "-J")
                .lines()
                .filter(line -> line.stripTrailing().length() > columns)
                .toList();
    }

    private String tmux(String... arguments) {
        var command = new ArrayList<>(List.of(Peers.TMUX.path().toString(), "-S", "" + server));
        command.addAll(List.of(arguments));
        try {
            var process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    || process.exitValue() != 0) {
                throw new AssertionError(command + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at a terminal", e);
        }
    }

    @Override
    public void close() {
        Optional.of(server).filter(Files::exists).ifPresent(_ -> tmux("kill-server"));
    }
}
