package org.dragoman.tests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.gateway.rest.StateFolder;

/// The gateway as an operator runs it: a process of its own, started from a configuration file.
public final class Dragoman implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
    static final int SIP_PORT = 5060;
    static final int H323_PORT = 1720;

    private final ChildProcess process;
    private final DragomanSettings settings;

    private final Path folder;

    private Dragoman(ChildProcess process, DragomanSettings settings, Path folder) {
        this.process = process;
        this.folder = folder;
        this.settings = settings;
    }

    /// Starts a gateway and returns when it can be called.
    public static Dragoman start(DragomanSettings settings) {
        return start(settings, "");
    }

    /// The same with options for its Java machine, as an operator gives them.
    public static Dragoman start(DragomanSettings settings, String javaOptions) {
        Path folder = Folders.fresh(settings.name());
        try {
            Files.writeString(folder.resolve("dragoman.yaml"), settings.yaml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // certificates and histories of its own
        var data = "DRAGOMAN_DATA=" + folder.resolve("data").toAbsolutePath();
        List<String> command = new ArrayList<>(List.of("env", data));
        if (!javaOptions.isEmpty()) {
            command.add("DRAGOMAN_JAVA_OPTIONS=" + javaOptions);
        }
        command.addAll(program());
        command.addAll(List.of("run", "--config", folder.resolve("dragoman.yaml").toString()));
        command.addAll(List.of("--state", folder.resolve("state").toString()));
        ChildProcess process = ChildProcess.start("dragoman", folder, command);
        Dragoman dragoman = new Dragoman(process, settings, folder);
        try {
            Await.until(STARTS_WITHIN, "the gateway's start", dragoman::hasStarted);
        } catch (AssertionError e) {
            process.close();
            throw new AssertionError(process.output(), e);
        }
        return dragoman;
    }

    /// The launcher that the property names, or the classes of this test run with its memory.
    private static List<String> program() {
        String launcher = System.getProperty("dragoman.program", "");
        if (!launcher.isEmpty()) {
            return List.of(launcher);
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx288m",
                "-XX:+UseG1GC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.dragoman.gateway.Main");
    }

    private boolean hasStarted() {
        if (!process.isAlive()) {
            throw new AssertionError("the gateway ended");
        }
        return process.output().contains("event=gateway.started");
    }

    public String address() {
        return settings.address();
    }

    /// Where SIPp calls it.
    public String sip() {
        return settings.address() + ":" + SIP_PORT;
    }

    /// Its REST interface, as the command line uses it.
    public RestClient rest() throws RestClient.Unreachable {
        var state = new StateFolder(folder.resolve("state"));
        Await.until(STARTS_WITHIN, "the address of REST", () -> isThere(state));
        return RestClient.open(state);
    }

    private static boolean isThere(StateFolder state) {
        try {
            return state.read().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What was said in a call, as the command line's {@code capture} writes it.
    public Path captured(String call) {
        var file = folder.resolve(call + ".pcapng");
        List<String> command = new ArrayList<>(program());
        command.addAll(List.of("capture", "--call", call, "-o", file.toString()));
        command.addAll(List.of("--state", folder.resolve("state").toString()));
        try (var capture = ChildProcess.start("capture", folder, command)) {
            if (capture.exitCode(STARTS_WITHIN) != 0) {
                throw new AssertionError(capture.output());
            }
        }
        return file;
    }

    /// Where it keeps its files; {@code state} in it is what the command line finds it by.
    public Path folder() {
        return folder;
    }

    public long pid() {
        return process.pid();
    }

    /// All it has logged and printed.
    public String output() {
        return process.output();
    }

    /// File descriptors it has open.
    public long openFiles() {
        try (var files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends it as a fault of the machine would (SIGKILL).
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
