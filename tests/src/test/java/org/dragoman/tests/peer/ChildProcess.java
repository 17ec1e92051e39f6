package org.dragoman.tests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program started by a test, with all it says in a file. Ends with the test, whatever happens.
public final class ChildProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Process process;
    private final Path output;
    private final String name;

    private ChildProcess(Process process, Path output, String name) {
        this.process = process;
        this.output = output;
        this.name = name;
    }

    /// Starts a program in a folder; {@code name} names its output file there.
    public static ChildProcess start(String name, Path folder, List<String> command) {
        var nothing = ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile());
        return start(name, folder, command, nothing);
    }

    /// Starts a program that takes orders, by {@link #tell}.
    public static ChildProcess startToOrder(String name, Path folder, List<String> command) {
        return start(name, folder, command, ProcessBuilder.Redirect.PIPE);
    }

    private static ChildProcess start(
            String name, Path folder, List<String> command, ProcessBuilder.Redirect input) {
        try {
            Files.createDirectories(folder);
            Path output = folder.resolve(name + ".output");
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .redirectInput(input)
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ChildProcess(process, output, name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    /// Writes a line to its standard input.
    public void tell(String line) {
        try {
            var in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " takes no orders; it said:\n" + output(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// What it has said so far.
    public String output() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for it to end by itself and returns its exit code.
    public int exitCode(Duration deadline) {
        if (!waitFor(deadline)) {
            throw new AssertionError(
                    name + " still runs after " + deadline + "; it said:\n" + output());
        }
        return process.exitValue();
    }

    /// Waits until it has said something; fails when it ends before.
    public void awaitOutput(String text, Duration deadline) {
        Await.until(
                deadline,
                name + " to say '" + text + "'; it said:\n" + output(),
                () -> {
                    if (output().contains(text)) {
                        return true;
                    }
                    if (!process.isAlive()) {
                        throw new AssertionError(
                                name + " ended with " + process.exitValue() + ":\n" + output());
                    }
                    return false;
                });
    }

    /// Ends it without a word (SIGKILL).
    public void kill() {
        process.destroyForcibly();
        waitFor(PATIENCE);
    }

    /// Tells it to end now (SIGINT): PostgreSQL cuts its connections then.
    public void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Asks it to end (SIGTERM), and after five seconds no longer asks.
    @Override
    public void close() {
        process.destroy();
        if (!waitFor(PATIENCE)) {
            process.destroyForcibly();
            waitFor(PATIENCE);
        }
    }

    private boolean waitFor(Duration deadline) {
        try {
            return process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }
}
