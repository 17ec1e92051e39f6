package org.dragoman.gateway.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.dragoman.gateway.records.RecordsConfig;
import org.dragoman.gateway.records.RecordsConfig.Database;
import org.dragoman.gateway.records.RecordsConfig.File;
import org.dragoman.gateway.records.RecordsConfig.Server;
import org.dragoman.sip.TlsConfig;

/// Reads where call records are kept.
final class RecordsReader {
    private static final String NONE = "none";
    private static final String FILE = "sqlite";
    private static final String SCHEME = "postgresql";
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    // Java would ask the network for it
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private RecordsReader() {}

    static RecordsConfig read(Section s) {
        try (s) {
            var database =
                    s.value(
                            "database",
                            Optional.<Database>of(new File()),
                            _ -> FILE,
                            "sqlite, none, or postgresql://[USER@]HOST[:PORT]/DATABASE without a"
                                    + " password",
                            "Where they go: to a file in `folder`, or to a PostgreSQL server, where"
                                    + " the gateway makes its tables itself; `?sslmode=require` and"
                                    + " other parameters of PostgreSQL's JDBC driver may follow.",
                            RecordsReader::database);
            var password =
                    s.optional(
                            "password-file",
                            "none",
                            "a file",
                            "Its first line is the password at the PostgreSQL server.",
                            text -> Optional.of(text).filter(t -> !t.isBlank()).map(s::file));
            var folder =
                    s.value(
                            "folder",
                            TlsConfig.usualFolder().resolve("records"),
                            _ -> "records in the data folder",
                            "a folder",
                            "Where the file is, and what stands in for a database that is away.",
                            text -> Optional.of(text).filter(t -> !t.isBlank()).map(s::file));
            var gateway =
                    s.value(
                            "gateway",
                            hostName(),
                            _ -> "the name of the machine",
                            "up to 64 letters, digits, dots, dashes and underscores",
                            "What this gateway is called in records; of several that write to one"
                                    + " server each needs its own.",
                            text -> Optional.of(text).filter(t -> t.matches(NAME)));
            int keep =
                    s.integer(
                            "keep-days",
                            400,
                            0,
                            36_500,
                            "Records of calls that began longer ago are deleted; 0 for never.");
            var interim =
                    s.duration(
                            "interim",
                            Duration.ofMinutes(1),
                            Duration.ofSeconds(5),
                            Duration.ofHours(1),
                            "",
                            "How often the record of a call in progress is brought up to date: what"
                                    + " is not billed where the machine loses its power.");
            if (password.isPresent() && !(database.orElse(new File()) instanceof Server)) {
                s.problem("password-file", "is for a PostgreSQL server, which is not set");
            }
            return new RecordsConfig(
                    database.map(d -> with(d, password)), folder, gateway, keep, interim);
        }
    }

    private static Database with(Database database, Optional<Path> password) {
        return switch (database) {
            case Server(var url, var user, _) -> new Server(url, user, password);
            case File file -> file;
        };
    }

    private static Optional<Optional<Database>> database(String text) {
        if (text.equals(NONE)) {
            return Optional.of(Optional.empty());
        }
        if (text.equals(FILE)) {
            return Optional.of(Optional.of(new File()));
        }
        return server(text).map(Optional::of);
    }

    private static Optional<Database> server(String text) {
        try {
            var uri = new URI(text);
            var user = Optional.ofNullable(uri.getUserInfo());
            boolean whole =
                    SCHEME.equals(uri.getScheme())
                            && uri.getHost() != null
                            && uri.getPath() != null
                            && uri.getPath().matches("/[^/]+")
                            && user.filter(u -> u.contains(":") || u.isEmpty()).isEmpty();
            if (!whole) {
                return Optional.empty();
            }
            var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            var more = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            var url = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + more;
            return Optional.of(new Server(url, user, Optional.empty()));
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }

    private static String hostName() {
        try {
            var name = Files.readString(HOST_NAME).strip();
            return name.matches(NAME) ? name : "gateway";
        } catch (IOException none) {
            return "gateway"; // no Linux
        }
    }
}
