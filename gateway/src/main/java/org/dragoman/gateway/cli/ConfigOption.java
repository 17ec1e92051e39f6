package org.dragoman.gateway.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The configuration that a command works with; it can do without one.
final class ConfigOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration (default: " + ConfigFile.USUAL + ", if there is one).")
    private Optional<Path> file = Optional.empty();

    ConfigOption() {}

    /// Whether one was named.
    boolean isNamed() {
        return file.isPresent();
    }

    /// The one that was named, else the usual one, if there is any.
    Optional<Path> chosen() {
        return file.or(ConfigFile::usual);
    }
}
