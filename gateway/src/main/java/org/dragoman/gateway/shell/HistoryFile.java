package org.dragoman.gateway.shell;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// Where what was typed is kept from one conversation to the next, readable by its user alone.
///
/// - Source: XDG Base Directory Specification 0.8, XDG_STATE_HOME.
final class HistoryFile {
    private HistoryFile() {}

    /// Nothing where there can be none: then the history ends with the conversation.
    static Optional<Path> usual() {
        var chosen = Optional.ofNullable(System.getenv("XDG_STATE_HOME")).filter(v -> !v.isBlank());
        var home = Path.of(System.getProperty("user.home"));
        return in(chosen.map(Path::of).orElse(home.resolve(".local").resolve("state")));
    }

    static Optional<Path> in(Path folder) {
        var file = folder.resolve("dragoman").resolve("history");
        try {
            Files.createDirectories(file.getParent(), mode("rwx------"));
            Files.createFile(file, mode("rw-------"));
        } catch (FileAlreadyExistsException usual) {
            return Optional.of(file).filter(Files::isWritable);
        } catch (IOException e) {
            return Optional.empty(); // a home that cannot be written: an appliance, a container
        }
        return Optional.of(file);
    }

    private static FileAttribute<?> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }
}
