package org.dragoman.gateway.explain;

import org.dragoman.core.log.CallSnapshot;
import org.dragoman.rules.Mappings;

/// Rows of the message table, by their neutral names.
record MessageRows(Mappings mappings) {
    /// The row that says what a message means to a call.
    String of(CallSnapshot.Decision decision) {
        return decision.what()
                + mappings.messages()
                        .event(decision.what())
                        .map(
                                e ->
                                        ": "
                                                + e.row().source()
                                                + "; "
                                                + e.row().file()
                                                + ":"
                                                + e.row().line())
                        .orElse("");
    }
}
