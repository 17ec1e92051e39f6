package org.dragoman.rules;

import java.util.Map;
import java.util.Optional;

/// Tables of the operator, of the same names and columns as those of the program. A row takes the
/// place of the one with the same key; the other rows stay as they are.
///
/// - {@code files}: by the name of the table, such as {@code causes.csv} or {@code
///   asterisk/cause-to-sip-status.csv}; one of cause tables without a preset holds for all.
public record OwnTables(Map<String, Text> files) {
    public static final OwnTables NONE = new OwnTables(Map.of());

    /// What stands in a file, and what it is called in messages.
    public record Text(String file, String text) {}

    public OwnTables {
        files = Map.copyOf(files);
    }

    Optional<Text> find(String table) {
        var bare = table.substring(table.lastIndexOf('/') + 1);
        return Optional.ofNullable(files.get(table)).or(() -> Optional.ofNullable(files.get(bare)));
    }
}
