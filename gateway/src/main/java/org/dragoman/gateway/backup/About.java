package org.dragoman.gateway.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a backup says of itself, in its first entry: lines of {@code key: value}.
///
/// - {@code made}: when, as RFC 3339 has it.
/// - {@code configuration}: where that file was; empty where there was none.
/// - {@code data}: the folder of accounts, certificates and records.
public record About(
        String version, String made, String host, Optional<String> configuration, String data) {
    private static final int MOST = 16 << 10; // bytes

    /// The entry's name.
    static final String ENTRY = "about";

    byte[] write() {
        var lines = new StringBuilder();
        line(lines, "version", version);
        line(lines, "made", made);
        line(lines, "host", host);
        line(lines, "configuration", configuration.orElse(""));
        line(lines, "data", data);
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder lines, String key, String value) {
        lines.append(key).append(": ").append(value.replaceAll("[\\r\\n]", " ")).append('\n');
    }

    static About read(InputStream in) throws IOException {
        var bytes = in.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw new BadBackup("What the backup says of itself is too long.");
        }
        Map<String, String> found = new LinkedHashMap<>();
        new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(l -> l.split(": ?", 2))
                .filter(l -> l.length == 2)
                .forEach(l -> found.put(l[0], l[1]));
        return new About(
                found.getOrDefault("version", "unknown"),
                found.getOrDefault("made", "unknown"),
                found.getOrDefault("host", "unknown"),
                Optional.of(found.getOrDefault("configuration", "")).filter(c -> !c.isBlank()),
                found.getOrDefault("data", ""));
    }
}
