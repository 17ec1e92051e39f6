package org.dragoman.gateway.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the machine itself says: files of the kernel, and the log that systemd keeps. What cannot
/// be had is said so in its place.
public final class MachineFacts {
    private static final int LARGEST = 256 << 10; // bytes of one file of the kernel
    private static final int LOG_LINES = 20_000;
    private static final long LOG_SECONDS = 60;
    private static final List<String> FILES =
            List.of(
                    "/etc/os-release",
                    "/proc/version",
                    "/proc/uptime",
                    "/proc/loadavg",
                    "/proc/meminfo",
                    "/proc/self/limits",
                    "/proc/net/snmp",
                    "/proc/net/softnet_stat",
                    "/proc/sys/net/core/rmem_max",
                    "/proc/sys/net/ipv4/ip_local_port_range",
                    "/proc/sys/net/ipv4/ip_local_reserved_ports");

    private MachineFacts() {}

    public static String files() {
        var all = new StringBuilder();
        for (var file : FILES) {
            all.append("== ").append(file).append('\n').append(text(Path.of(file))).append('\n');
        }
        return all.toString();
    }

    private static String text(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "cannot be read: " + e.getMessage();
        }
    }

    /// The last of what the service wrote.
    public static String log() {
        try {
            var journal =
                    new ProcessBuilder(
                                    "journalctl",
                                    "--unit=dragoman",
                                    "--lines=" + LOG_LINES,
                                    "--output=short-iso",
                                    "--no-pager")
                            .redirectErrorStream(true)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .start();
            var watch = journal.onExit().orTimeout(LOG_SECONDS, TimeUnit.SECONDS);
            watch.exceptionally(_ -> journal.destroyForcibly());
            return new String(journal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException none) {
            return "There is no journal: " + Optional.ofNullable(none.getMessage()).orElse("");
        }
    }
}
