package org.dragoman.tests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Runs tshark over a file.
///
/// Signalling is read with the dissectors of signalling alone. Wireshark knows H.225.0 by its
/// form only, and asks whoever has claimed either port first: a connection from 44818 would be
/// EtherNet/IP to it, one from 57000 IRC ({@code tshark -G decodes}).
public final class Tshark {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /// The names that {@code tshark -G protocols} has for what is left on.
    private static final Pattern SIGNALLING =
            Pattern.compile(
                    "_ws\\..*|frame|eth|raw|null|ip|ipv6|icmp|icmpv6|tcp|udp|data|tpkt|per|ber|ros|q93[12].*"
                            + "|h225.*|h235|h245|h248.*|h323|h450.*|h460|h501|sip|sipfrag|raw_sip|sdp"
                            + "|mime_multipart|media|data-text-lines|isup|t38");

    private final Path file;

    public Tshark(Path file) {
        this.file = file;
    }

    /// These fields of each frame that fits a display filter, separated by tabs.
    public List<String> signalling(String filter, String... fields) {
        var command = command();
        command.addAll(List.of("-n", "-r", file.toString(), "-Y", filter, "-T", "fields"));
        for (String field : fields) {
            command.addAll(List.of("-e", field));
        }
        return run(command, Map.of("WIRESHARK_CONFIG_DIR", Profile.FOLDER.toString()));
    }

    /// What it says of media. Nothing tells which ports have RTP, so it is known by its form.
    List<String> media(String... arguments) {
        var command = command();
        command.addAll(
                List.of(
                        "--enable-heuristic",
                        "rtp_udp",
                        "--enable-heuristic",
                        "rtcp_udp",
                        "-n",
                        "-r",
                        file.toString()));
        command.addAll(List.of(arguments));
        return run(command, Map.of());
    }

    private static List<String> command() {
        return new ArrayList<>(List.of(Peers.TSHARK.path().toString()));
    }

    /// A configuration of Wireshark in which all protocols but those of signalling are off.
    private static final class Profile {
        static final Path FOLDER = make();

        private static Path make() {
            var command = command();
            command.addAll(List.of("-G", "protocols"));
            var others =
                    run(command, Map.of()).stream()
                            .map(line -> line.split("\t")[2])
                            .filter(name -> !SIGNALLING.matcher(name).matches())
                            .toList();
            try {
                Path folder = Path.of("target", "peers", "wireshark").toAbsolutePath();
                Files.createDirectories(folder);
                Files.write(folder.resolve("disabled_protos"), others);
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<String> run(List<String> command, Map<String, String> environment) {
        Path output = temporary(".txt");
        Path errors = temporary(".err");
        try {
            var builder =
                    new ProcessBuilder(command)
                            .redirectOutput(output.toFile())
                            .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError("tshark: " + Files.readString(errors));
            }
            return Files.readAllLines(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while judging", e);
        } finally {
            output.toFile().delete();
            errors.toFile().delete();
        }
    }

    private static Path temporary(String suffix) {
        try {
            return Files.createTempFile("tshark", suffix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
