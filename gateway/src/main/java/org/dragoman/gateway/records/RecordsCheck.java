package org.dragoman.gateway.records;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Looks at the database of call records, for whoever cares for the machine.
///
/// - {@code mend}: something has to be done; {@code words}: what was found, or what.
public record RecordsCheck(boolean mend, String words) {

    private static final String NO_TABLE = "42P01"; // PostgreSQL

    public static RecordsCheck of(RecordsConfig config) {
        if (!config.isOn()) {
            return new RecordsCheck(false, "none are kept (records: database: none)");
        }
        if (config.file().filter(f -> !Files.exists(f)).isPresent()) {
            return folder(config.folder())
                    .orElseGet(
                            () ->
                                    new RecordsCheck(
                                            false,
                                            "none yet; they will be in " + config.file().get()));
        }
        try (var connection = RecordStore.reader(config)) {
            return answers(config, connection);
        } catch (SQLException e) {
            if (NO_TABLE.equals(e.getSQLState())) {
                return new RecordsCheck(false, place(config) + " answers, and has no records yet");
            }
            return new RecordsCheck(
                    true,
                    place(config)
                            + " does not answer: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static RecordsCheck answers(RecordsConfig config, Connection connection)
            throws SQLException {
        try (var ask = connection.createStatement();
                var rows =
                        ask.executeQuery(
                                "SELECT COUNT(*), COALESCE(MAX(offered_at), '') FROM "
                                        + RecordStore.CALLS)) {
            rows.next();
            var last = rows.getString(2);
            return folder(config.folder())
                    .orElse(
                            new RecordsCheck(
                                    false,
                                    place(config)
                                            + " has "
                                            + count(connection, rows.getLong(1))
                                            + (last.isEmpty() ? "" : ", the last of " + last)));
        }
    }

    private static String count(Connection connection, long records) throws SQLException {
        return records
                + " records ("
                + connection.getMetaData().getDatabaseProductName()
                + " "
                + connection.getMetaData().getDatabaseProductVersion()
                + ")";
    }

    private static String place(RecordsConfig config) {
        return config.file()
                .map(Path::toString)
                .orElseGet(() -> config.database().map(RecordsCheck::url).orElseThrow());
    }

    private static String url(RecordsConfig.Database database) {
        return database instanceof RecordsConfig.Server server ? server.url() : "";
    }

    /// What is wrong with the folder, if anything: what stands in for the database lies there.
    private static Optional<RecordsCheck> folder(Path folder) {
        var there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        boolean good = Files.isDirectory(there) && Files.isWritable(there);
        return good
                ? Optional.empty()
                : Optional.of(
                        new RecordsCheck(true, there + " cannot be written; see records: folder"));
    }
}
