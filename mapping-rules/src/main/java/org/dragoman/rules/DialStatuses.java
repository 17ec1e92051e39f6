package org.dragoman.rules;

import java.util.List;
import java.util.Map;

/// What Asterisk's Dial says of a call that nobody answered, by its cause: for AGI scripts.
public final class DialStatuses {
    private final Map<String, Mapped<String>> statuses; // by cause, or * for the rest

    DialStatuses(Map<String, Mapped<String>> statuses) {
        this.statuses = Map.copyOf(statuses);
    }

    public String of(int q850) {
        return Rows.first(statuses, List.of(Integer.toString(q850), "*")).value();
    }

    /// The table as it is written.
    public List<Row> rows() {
        return Rows.written(statuses.values());
    }
}
