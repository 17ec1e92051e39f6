package org.dragoman.gateway.config;

import java.util.ArrayList;
import java.util.List;

/// What the reader asks for, noted while it reads: the configuration reference is printed from it,
/// so it cannot differ from the code.
final class Reference {
    /// One key as the reference shows it.
    ///
    /// - {@code section}: path of the section it stands in; empty for the top of the file.
    /// - {@code allowed}: what may stand there, as a noun phrase.
    /// - {@code otherwise}: what holds where the key is missing.
    record Setting(String section, String key, String allowed, String otherwise, String meaning) {}

    /// A section, in the order asked for.
    record Part(String section, String meaning) {}

    private final List<Setting> settings = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    void setting(Setting setting) {
        settings.add(setting);
    }

    void part(Part part) {
        parts.add(part);
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    List<Setting> settingsOf(String section) {
        return settings.stream().filter(s -> s.section().equals(section)).toList();
    }
}
