package org.dragoman.tests.peer;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The programs that tests/peers/install brings, where they are on this machine. The one place
/// that decides what happens to a test whose peer is missing: skipped with the reason, failed
/// in CI.
public enum Peers {
    /// The folder that Asterisk was unpacked into.
    ASTERISK("ASTERISK_ROOT", () -> existing(cache().resolve("asterisk")), "VERSION"),
    SIPP("SIPP", () -> onPath("sipp"), ""),
    TSHARK("TSHARK", () -> onPath("tshark"), ""),
    SOX("SOX", () -> onPath("sox"), ""),
    OPENSSL("OPENSSL", () -> onPath("openssl"), ""),
    MULTIMON("MULTIMON", () -> onPath("multimon-ng"), ""),
    BARESIP("BARESIP", () -> onPath("baresip"), ""),
    ESPEAK("ESPEAK", () -> onPath("espeak-ng"), ""),
    OPUSDEC("OPUSDEC", () -> onPath("opusdec"), ""),
    FFMPEG("FFMPEG", () -> onPath("ffmpeg"), ""),
    RTMPDUMP("RTMPDUMP", () -> onPath("rtmpdump"), ""),
    CHROMIUM("CHROMIUM", () -> onPath("chromium"), ""),
    /// coturn.
    TURNSERVER("TURNSERVER", () -> onPath("turnserver"), ""),
    /// The Perl library that AGI scripts use.
    ASTERISK_AGI("ASTERISK_AGI", () -> existing(Path.of("/usr/share/perl5/Asterisk/AGI.pm")), ""),
    /// A terminal without anybody at it.
    TMUX("TMUX_PROGRAM", () -> onPath("tmux"), ""),
    /// The folder with PostgreSQL's server and tools.
    POSTGRES("POSTGRES", Peers::postgres, "initdb"),
    SQLITE3("SQLITE3", () -> onPath("sqlite3"), ""),
    NODE("NODE", () -> onPath("node"), ""),
    /// What npm brought: Playwright, JsSIP, SIP.js.
    PAGES("PAGES", () -> existing(cache().resolve("pages")), "sip.js");

    private final String variable;
    private final Supplier<Optional<Path>> usual;
    private final String within;

    Peers(String variable, Supplier<Optional<Path>> usual, String within) {
        this.variable = variable;
        this.usual = usual;
        this.within = within;
    }

    /// Where the program is; ends the test otherwise.
    public Path path() {
        require(this);
        return found().orElseThrow();
    }

    /// Ends the test where one of these is missing.
    public static void require(Peers... peers) {
        String missing =
                Arrays.stream(peers)
                        .filter(peer -> peer.found().isEmpty())
                        .map(Peers::name)
                        .collect(Collectors.joining(", "));
        if (missing.isEmpty()) {
            return;
        }
        String reason = "not installed: " + missing + " (as root: tests/peers/install)";
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        abort(reason);
    }

    /// Asterisk's main version, 22 or 16: some of its faults belong to one of them.
    public static int asteriskVersion() {
        try {
            String version = Files.readString(ASTERISK.path().resolve("VERSION"));
            return Integer.parseInt(version.replaceFirst("Asterisk (\\d+).*", "$1").strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a module of Asterisk's names a function of a library, which it may be built
    /// without.
    public static boolean asteriskHas(String module, String function) {
        try (Stream<Path> files = Files.walk(ASTERISK.path().resolve("usr/lib"))) {
            var file = files.filter(f -> f.endsWith(module)).findFirst().orElseThrow();
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(function);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Path> found() {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .or(usual)
                .filter(path -> Files.exists(path.resolve(within)));
    }

    private static Path cache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("dragoman");
    }

    private static Optional<Path> existing(Path path) {
        return Optional.of(path).filter(Files::exists);
    }

    /// The newest version; Debian's packages put none on the path.
    private static Optional<Path> postgres() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.max(
                            Comparator.comparing(v -> Integer.valueOf(v.getFileName().toString())))
                    .map(v -> v.resolve("bin"));
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
