package org.dragoman.gateway.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.dragoman.gateway.config.ConfigurationReader;

/// The configuration file as commands take it.
final class ConfigFile {
    static final String USUAL = "dragoman.yaml";

    private ConfigFile() {}

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
