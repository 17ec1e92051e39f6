package org.dragoman.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.gateway.config.ConfigurationReader;

/// The configuration file as commands take it.
final class ConfigFile {
    /// What options say of the file that is taken where none is named.
    static final String USUAL = "dragoman.yaml here, else /etc/dragoman/dragoman.yaml";

    private static final Path HERE = Path.of("dragoman.yaml");
    private static final Path OF_SERVICE = Path.of("/etc/dragoman/dragoman.yaml");

    private ConfigFile() {}

    /// The file where none is named: that of the current folder, else that of the service which a
    /// Debian package installs; nothing where there is neither.
    static Optional<Path> usual() {
        return Stream.of(HERE, OF_SERVICE).filter(Files::exists).findFirst();
    }

    /// A configuration that commands compare or ask; every mistake in it is printed.
    static Configuration faultless(ConfigurationReader reader, Path file, PrintWriter err)
            throws CommandFailed {
        var outcome = read(reader, file);
        outcome.problems().forEach(err::println);
        if (!outcome.problems().isEmpty()) {
            throw new CommandFailed(file + " has mistakes; nothing can be said by it.");
        }
        return outcome.configuration();
    }

    static ConfigurationReader.Outcome read(ConfigurationReader reader, Path file)
            throws CommandFailed {
        try {
            return reader.read(file);
        } catch (NoSuchFileException e) {
            throw new CommandFailed("There is no file " + file + ".");
        } catch (CharacterCodingException e) {
            throw new CommandFailed(file + " is no text in UTF-8.");
        } catch (IOException e) {
            throw new CommandFailed(file + " cannot be read: " + e.getMessage());
        }
    }
}
