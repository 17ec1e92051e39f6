package org.dragoman.gateway.records;

import java.util.Optional;

/// How records get along.
///
/// - {@code away}: why the database cannot be written, where that is so.
/// - {@code written}: in the database since the start, updates included.
/// - {@code spilled}: that went to the file beside it meanwhile.
/// - {@code held}: in memory, because neither can be written.
/// - {@code refused}: that the database would not take, now in a file of their own.
/// - {@code lost}: for which there was no room anywhere.
public record RecordsHealth(
        Optional<String> away, long written, long spilled, int held, long refused, long lost) {
    static final RecordsHealth NEW = new RecordsHealth(Optional.empty(), 0, 0, 0, 0, 0);
}
