package org.dragoman.asn1.schema;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Where generated Java goes, with a note of the state of schema and compiler that it was made
/// from. Files that come out the same are not touched, so that javac need not look at them again.
final class OutputFolder {
    private static final String STATE = ".asn1-state";

    private final Path folder;

    OutputFolder(Path folder) {
        this.folder = folder;
    }

    /// A digest of these schema files and of the classes of this compiler.
    static String stateOf(List<Path> schemas) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path schema : schemas) {
                digest.update(String.valueOf(schema.getFileName()).getBytes("UTF-8"));
                digest.update(Files.readAllBytes(schema));
            }
            for (Path code : compilerCode()) {
                digest.update(Files.readAllBytes(code));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<Path> compilerCode() throws IOException {
        Path code;
        try {
            code =
                    Path.of(
                            OutputFolder.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path that is no URI", e);
        }
        try (Stream<Path> files = Files.walk(code)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    boolean isAt(String state) throws IOException {
        Path note = folder.resolve(STATE);
        return Files.exists(note) && Files.readString(note).equals(state);
    }

    /// Makes the folder hold exactly these files.
    void write(Map<String, String> files, String state) throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(STATE));
        removeOthers(files);
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
        Files.writeString(folder.resolve(STATE), state);
    }

    private void removeOthers(Map<String, String> files) throws IOException {
        try (Stream<Path> present = Files.walk(folder)) {
            for (Path path : present.sorted(Comparator.reverseOrder()).toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (name.endsWith(".java") && !files.containsKey(name)) {
                    Files.delete(path);
                }
            }
        }
    }
}
