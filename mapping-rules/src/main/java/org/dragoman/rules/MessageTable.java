package org.dragoman.rules;

import java.util.List;
import java.util.Optional;

/// What each happening of a call is called in each protocol.
public record MessageTable(List<Entry> entries) {
    /// - {@code neutral}: name of the event or command of the neutral call.
    /// - {@code command}: whether a leg is ordered it; else a leg reports it.
    public record Entry(String neutral, boolean command, String h323, String sip, Row row) {}

    public MessageTable {
        entries = List.copyOf(entries);
    }

    public Optional<Entry> event(String neutral) {
        return find(neutral, false);
    }

    public Optional<Entry> command(String neutral) {
        return find(neutral, true);
    }

    private Optional<Entry> find(String neutral, boolean command) {
        return entries.stream()
                .filter(e -> e.neutral().equals(neutral) && e.command() == command)
                .findFirst();
    }
}
