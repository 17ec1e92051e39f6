package org.dragoman.gateway.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// Copies the file of call records as it is at one moment, while gateways write to it.
public final class RecordsCopy {
    private RecordsCopy() {}

    /// - {@code to}: a file that is not there yet.
    /// - Returns: whether there was anything to copy: at a server the records have backups of
    ///   their own.
    public static boolean to(RecordsConfig config, Path to) throws IOException {
        if (config.file().filter(Files::exists).isEmpty()) {
            return false;
        }
        try (var connection = RecordStore.reader(config);
                var copy = connection.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, to.toString());
            copy.executeUpdate();
            return true;
        } catch (SQLException e) {
            throw new IOException("The call records cannot be copied: " + e.getMessage(), e);
        }
    }
}
