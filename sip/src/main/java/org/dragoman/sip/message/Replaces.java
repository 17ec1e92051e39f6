package org.dragoman.sip.message;

import java.util.Optional;

/// A dialog as a Replaces header names it.
///
/// - {@code toTag}: the tag of whoever gets the header; {@code fromTag}: its peer's.
/// - {@code earlyOnly}: it is meant only as long as nobody has answered.
/// - Source: RFC 3891 §6.1.
public record Replaces(String callId, String toTag, String fromTag, boolean earlyOnly) {

    /// Reads the header's value; nothing where a part is missing.
    public static Optional<Replaces> parse(String value) {
        var parts = Text.split(value, ';');
        if (parts.isEmpty() || parts.getFirst().isBlank()) {
            return Optional.empty();
        }
        var parameters = Parameters.of(parts.subList(1, parts.size()));
        var to = parameters.value("to-tag").orElse("");
        var from = parameters.value("from-tag").orElse("");
        return to.isEmpty() || from.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Replaces(
                                parts.getFirst().strip(), to, from, parameters.has("early-only")));
    }
}
