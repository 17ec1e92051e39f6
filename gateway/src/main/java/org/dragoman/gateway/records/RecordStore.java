package org.dragoman.gateway.records;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.gateway.records.RecordsConfig.Server;
import org.dragoman.gateway.rest.RecordLegView;
import org.dragoman.gateway.rest.RecordView;

/// The database, as one connection to it sees it. SQLite and PostgreSQL get the same SQL.
final class RecordStore implements AutoCloseable {
    static final String CALLS = "call_records";
    static final String LEGS = "call_legs";
    static final Layout<RecordView> CALL = new Layout<>(RecordView.class);
    static final Layout<RecordLegView> LEG = new Layout<>(RecordLegView.class);

    private static final int BUSY_MILLIS = 5_000; // while another process writes the file
    private static final int CONNECT_SECONDS = 5;
    private static final int ANSWER_SECONDS = 20;

    private static final List<String> CALL_KEY = List.of("offered_at", "call_id");
    private static final List<String> LEG_KEY = List.of("offered_at", "call_id", "leg");

    // what has ended never becomes open again, whatever comes late
    private static final String PUT_CALL =
            upsert(CALLS, CALL.names(), CALL_KEY)
                    + " WHERE call_records.state <> 'ended' OR excluded.state = 'ended'";
    private static final String PUT_LEG =
            upsert(LEGS, Stream.concat(CALL_KEY.stream(), LEG.names().stream()).toList(), LEG_KEY);

    private final Connection connection;

    private RecordStore(Connection connection) {
        this.connection = connection;
    }

    /// - Errors: SQLException where it cannot be reached, or written.
    static RecordStore open(RecordsConfig config) throws SQLException {
        var connection =
                switch (config.database().orElseThrow()) {
                    case RecordsConfig.File _ -> file(config.folder().resolve(RecordsConfig.FILE));
                    case Server server -> server(server);
                };
        try {
            Migrations.ofThisProgram().apply(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new RecordStore(connection);
    }

    /// For those who only read; the tables are there.
    static Connection reader(RecordsConfig config) throws SQLException {
        return switch (config.database().orElseThrow()) {
            case RecordsConfig.File _ -> {
                var file = config.folder().resolve(RecordsConfig.FILE);
                if (!Files.exists(file)) {
                    throw new SQLException("there is no " + file);
                }
                yield file(file);
            }
            case Server server -> server(server);
        };
    }

    private static Connection file(Path file) throws SQLException {
        var how = new Properties();
        how.setProperty("journal_mode", "WAL"); // who reads does not wait for who writes
        how.setProperty("synchronous", "FULL"); // what is written outlives a loss of power
        how.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
        try {
            makePrivate(file);
        } catch (IOException e) {
            throw new SQLException(file + " cannot be written: " + e, e);
        }
        return DriverManager.getConnection("jdbc:sqlite:" + file, how);
    }

    /// Files that SQLite puts beside it get its rights.
    private static void makePrivate(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")))
                    .close();
        } catch (FileAlreadyExistsException now) {
            // somebody else was quicker, and did the same
        }
    }

    private static Connection server(Server server) throws SQLException {
        var how = new Properties();
        how.setProperty("ApplicationName", "dragoman");
        how.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        how.setProperty("loginTimeout", Integer.toString(CONNECT_SECONDS));
        how.setProperty("socketTimeout", Integer.toString(ANSWER_SECONDS));
        how.setProperty("tcpKeepAlive", "true");
        server.user().ifPresent(u -> how.setProperty("user", u));
        if (server.passwordFile().isPresent()) {
            how.setProperty("password", password(server.passwordFile().get()));
        }
        return DriverManager.getConnection(server.url(), how);
    }

    private static String password(Path file) throws SQLException {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new SQLException("the password cannot be read: " + e, e);
        }
    }

    private static String upsert(String table, List<String> names, List<String> key) {
        var fresh =
                names.stream()
                        .filter(n -> !key.contains(n))
                        .map(n -> n + " = excluded." + n)
                        .collect(Collectors.joining(", "));
        return "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s"
                .formatted(
                        table,
                        String.join(", ", names),
                        String.join(", ", names.stream().map(_ -> "?").toList()),
                        String.join(", ", key),
                        fresh);
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T inOneGo(Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            var made = work.run();
            connection.commit();
            return made;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// Enters records, or brings those up to date that are there: all or none.
    void write(List<RecordView> records) throws SQLException {
        inOneGo(
                () -> {
                    try (var calls = connection.prepareStatement(PUT_CALL);
                            var legs = connection.prepareStatement(PUT_LEG)) {
                        for (var record : records) {
                            add(calls, legs, record);
                        }
                        calls.executeBatch();
                        legs.executeBatch();
                    }
                    return records.size();
                });
    }

    private static void add(PreparedStatement calls, PreparedStatement legs, RecordView record)
            throws SQLException {
        CALL.bind(calls, 1, record);
        calls.addBatch();
        for (var leg : record.legs()) {
            legs.setString(1, record.offeredAt());
            legs.setString(2, record.callId());
            LEG.bind(legs, 3, leg);
            legs.addBatch();
        }
    }

    /// Ends the records that another run of this gateway left open, at their last update.
    ///
    /// - {@code startedAt}: of this run.
    /// - Returns: how many there were.
    int interrupted(String gateway, String startedAt) throws SQLException {
        var whose = " state = 'open' AND gateway = ? AND started_at <> ?";
        return inOneGo(
                () -> {
                    update(
                            """
                            UPDATE call_legs SET ended_by = 'restart', cause = 41,
                                cause_source = 'gateway', ended_at = (SELECT c.updated_at
                                    FROM call_records c WHERE c.offered_at = call_legs.offered_at
                                    AND c.call_id = call_legs.call_id)
                            WHERE ended_at IS NULL AND EXISTS (SELECT 1 FROM call_records c
                                WHERE c.offered_at = call_legs.offered_at
                                AND c.call_id = call_legs.call_id AND"""
                                    + whose
                                    + ")",
                            gateway,
                            startedAt);
                    return update(
                            """
                            UPDATE call_records SET state = 'interrupted', ended_by = 'restart',
                                cause = 41, cause_source = 'gateway', ended_at = updated_at
                            WHERE"""
                                    + whose,
                            gateway,
                            startedAt);
                });
    }

    /// Deletes what began before that.
    ///
    /// - Returns: how many records.
    int purge(String before) throws SQLException {
        return inOneGo(
                () -> {
                    update("DELETE FROM call_legs WHERE offered_at < ?", before);
                    return update("DELETE FROM call_records WHERE offered_at < ?", before);
                });
    }

    private int update(String sql, String... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /// Whether it still answers.
    boolean answers() {
        try {
            return connection.isValid(CONNECT_SECONDS);
        } catch (SQLException e) {
            return false; // it says so only for a negative time
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
