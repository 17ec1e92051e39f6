package org.dragoman.rules;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

    /// These say what the program does; other rows would change nothing, or break it.
    private static final Set<String> FIXED = Set.of("messages.csv", "flv-sound-to-codec.csv");

    /// These are looked up for each peer; the others are the same for all.
    private static final Set<String> OF_PEERS =
            Set.of(
                    "sip-status-to-cause.csv",
                    "cause-to-sip-status.csv",
                    "sip-status-hop-by-hop.csv",
                    "h225-reason-to-cause.csv",
                    "cause-to-h225-reason.csv",
                    "q931-progress-to-event.csv",
                    "event-to-q931-progress.csv",
                    "sip-provisional-to-event.csv",
                    "event-to-sip-provisional.csv",
                    "redirection-reasons.csv");

    Optional<Text> find(String table) {
        return Optional.ofNullable(files.get(table))
                .or(() -> Optional.ofNullable(files.get(bare(table))));
    }

    private static String bare(String table) {
        return table.substring(table.lastIndexOf('/') + 1);
    }

    /// Refuses tables that would be read and do nothing.
    ///
    /// - {@code peer}: whether they are those of one peer.
    void actFor(boolean peer) throws BadTable {
        for (var file : files.entrySet()) {
            var table = bare(file.getKey());
            if (FIXED.contains(table)) {
                throw BadTable.at(
                        file.getValue().file(),
                        1,
                        "this table says what the program does: it cannot be changed");
            }
            if (peer && !OF_PEERS.contains(table)) {
                throw BadTable.at(
                        file.getValue().file(),
                        1,
                        "this table is the same for all peers: put it into the folder of `tables` at the"
                                + " top; a peer may have "
                                + new TreeSet<>(OF_PEERS));
            }
        }
    }
}
