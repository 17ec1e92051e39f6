package org.dragoman.tests.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program as it is installed, of the classes that are tested: its launcher, and {@code lib}
/// beside it with one jar that names all there are.
final class Installed {
    private static final Path SOURCES = Path.of("..").toAbsolutePath().normalize();

    private Installed() {}

    /// The launcher.
    static Path in(Path folder) {
        var lib = folder.resolve("lib");
        var launcher = folder.resolve("dragoman");
        try {
            Files.createDirectories(lib);
            copy(SOURCES.resolve("dragoman"), launcher);
            try (var parts = Files.newDirectoryStream(SOURCES.resolve("gateway/launcher"))) {
                for (var part : parts) {
                    copy(part, lib.resolve(part.getFileName()));
                }
            }
            var manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
            new JarOutputStream(Files.newOutputStream(lib.resolve("all.jar")), manifest).close();
            return launcher;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(
                from, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
    }
}
