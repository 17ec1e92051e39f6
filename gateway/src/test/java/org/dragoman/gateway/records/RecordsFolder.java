package org.dragoman.gateway.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/// A folder of records that a test has to itself.
final class RecordsFolder implements AutoCloseable {
    private final Path path;

    RecordsFolder() throws IOException {
        path = Files.createTempDirectory("records-test");
    }

    Path path() {
        return path;
    }

    RecordsConfig config() {
        return new RecordsConfig(
                Optional.of(new RecordsConfig.File()), path, "gw", 0, Duration.ofSeconds(60));
    }

    @Override
    public void close() throws IOException {
        try (var all = Files.walk(path)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
