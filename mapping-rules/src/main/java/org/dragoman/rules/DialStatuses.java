package org.dragoman.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Asterisk's Dial says of a call that nobody answered, by its cause: for AGI scripts.
public final class DialStatuses {
    private final Map<String, Mapped<String>> statuses; // by cause, or * for the rest

    DialStatuses(Map<String, Mapped<String>> statuses) {
        this.statuses = Map.copyOf(statuses);
    }

    public String of(int q850) {
        return Optional.ofNullable(statuses.get(Integer.toString(q850)))
                .or(() -> Optional.ofNullable(statuses.get("*")))
                .orElseThrow()
                .value();
    }

    /// The table as it is written.
    public List<Row> rows() {
        return statuses.values().stream()
                .map(Mapped::row)
                .sorted(Comparator.comparingInt(Row::line))
                .toList();
    }
}
