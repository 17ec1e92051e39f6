package org.dragoman.tests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The gateway as an operator runs it: a process of its own, started from a configuration file.
public final class Dragoman implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);
    static final int SIP_PORT = 5060;
    static final int H323_PORT = 1720;

    private final ChildProcess process;
    private final DragomanSettings settings;

    private Dragoman(ChildProcess process, DragomanSettings settings) {
        this.process = process;
        this.settings = settings;
    }

    /// Starts a gateway and returns when it can be called.
    public static Dragoman start(DragomanSettings settings) {
        Path folder = Path.of("target", "peers", settings.name()).toAbsolutePath();
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("dragoman.yaml"), settings.yaml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChildProcess process =
                ChildProcess.start(
                        "dragoman",
                        folder,
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx384m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "org.dragoman.gateway.Main",
                                "run",
                                "--config",
                                folder.resolve("dragoman.yaml").toString()));
        Dragoman dragoman = new Dragoman(process, settings);
        try {
            Await.until(STARTS_WITHIN, "the gateway's listeners", dragoman::listens);
        } catch (AssertionError e) {
            process.close();
            throw new AssertionError(process.output(), e);
        }
        return dragoman;
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new AssertionError("the gateway ended");
        }
        return Sockets.hearsUdp(address(), SIP_PORT) && Sockets.listensTcp(address(), H323_PORT);
    }

    public String address() {
        return settings.address();
    }

    /// Where SIPp calls it.
    public String sip() {
        return settings.address() + ":" + SIP_PORT;
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

    @Override
    public void close() {
        process.close();
    }
}
