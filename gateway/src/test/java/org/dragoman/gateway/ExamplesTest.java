package org.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.demo.DemoStage;
import org.dragoman.gateway.rest.StateFolder;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every example is right, and a gateway starts from it. The addresses it listens on are
/// replaced by one of the loopback network, because the test machine has no others.
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final String OWN = "\\b(192\\.0\\.2\\.1|10\\.0\\.0\\.5|127\\.0\\.0\\.1)\\b";

    static final List<String> FILES = names();

    private static List<String> names() {
        try (var files = Files.list(EXAMPLES)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TempDir private Path state;

    /// A copy, with the tables it names beside it.
    private Path beside(String file) throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            for (var table : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
                Files.copy(table, state.resolve(table.getFileName()));
            }
        }
        return state.resolve(file);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("FILES")
    void starts(String file) throws IOException {
        var mappings = Mappings.load();
        var reader = new ConfigurationReader(mappings);
        assertThat(reader.read(EXAMPLES.resolve(file)).problems()).isEmpty();
        InetAddress here = DemoStage.ownLoopback(new Random());
        var text =
                Files.readString(EXAMPLES.resolve(file)).replaceAll(OWN, here.getHostAddress())
                        + "\nrest: {listen: \""
                        + here.getHostAddress()
                        + ":7323\"}\n";
        var outcome = reader.read(Files.writeString(beside(file), text));
        assertThat(outcome.problems()).isEmpty();
        try (var gateway =
                Gateway.start(
                        outcome.configuration(),
                        mappings,
                        InstantSource.system(),
                        new StateFolder(state))) {
            var view = gateway.control().gateway();
            assertThat(view.listening())
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allMatch(l -> l.address().contains(here.getHostAddress()));
            assertThat(view.peers()).isNotEmpty();
        }
    }
}
