package org.dragoman.gateway.records;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where call records are kept, and for how long.
///
/// - {@code database}: none where no records are kept.
/// - {@code folder}: of the file, and of what stands in for a database that is away.
/// - {@code gateway}: what this one calls itself in records.
/// - {@code keepDays}: records older than that are deleted; 0 for never.
/// - {@code interim}: how often the record of a call in progress is brought up to date.
public record RecordsConfig(
        Optional<Database> database, Path folder, String gateway, int keepDays, Duration interim) {
    static final String FILE = "records.db";

    /// No records.
    public static final RecordsConfig OFF =
            new RecordsConfig(Optional.empty(), Path.of(""), "", 0, Duration.ofMinutes(1));

    /// Where the tables are.
    public sealed interface Database {}

    /// In a file in the folder, by SQLite.
    public record File() implements Database {}

    /// At a PostgreSQL server.
    ///
    /// - {@code url}: of the driver, without who logs in.
    /// - {@code passwordFile}: its first line is the password.
    public record Server(String url, Optional<String> user, Optional<Path> passwordFile)
            implements Database {}

    /// The file of SQLite; nothing where there is none.
    public Optional<Path> file() {
        return database.filter(d -> d instanceof File).map(_ -> folder.resolve(FILE));
    }

    public boolean isOn() {
        return database.isPresent();
    }
}
