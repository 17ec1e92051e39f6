package org.dragoman.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What FreeSWITCH calls the Q.850 causes; clients made for it are told these names and say them.
public final class FreeswitchCauses {
    private final Map<String, Mapped<String>> names; // by cause, or * for the rest

    FreeswitchCauses(Map<String, Mapped<String>> names) {
        this.names = Map.copyOf(names);
    }

    public String nameOf(int q850) {
        return Rows.first(names, List.of(Integer.toString(q850), "*")).value();
    }

    /// The table as it is written.
    public List<Row> rows() {
        return Rows.written(names.values());
    }

    /// Nothing for a word that is none of FreeSWITCH's names.
    public Optional<Integer> causeOf(String name) {
        return names.entrySet().stream()
                .filter(e -> !e.getKey().equals("*") && e.getValue().value().equals(name))
                .map(e -> Integer.valueOf(e.getKey()))
                .findFirst();
    }
}
