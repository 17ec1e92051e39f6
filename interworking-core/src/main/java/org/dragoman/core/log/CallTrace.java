package org.dragoman.core.log;

import org.dragoman.core.call.LegId;

/// The ladder of a call while it is being drawn. Everything noted while the call's loop handles one
/// input belongs to one row: the message that came in, and what it became on the other leg.
public interface CallTrace {
    /// Notes a message on the wire.
    ///
    /// - {@code name}: the protocol's word: {@code Setup}, {@code 183 Session Progress},
    ///   {@code H.245 terminalCapabilitySet}.
    /// - {@code detail}: one line of what matters in it, or empty.
    void message(LegId leg, Way way, String name, String detail);

    /// The same, with what was on the wire, for whoever wants to see all of it.
    default void message(LegId leg, Way way, String name, String detail, WireContent content) {
        message(leg, way, name, detail);
    }

    /// Notes why something was decided: the table row or rule.
    void decision(LegId leg, String what);

    /// The same, with what it was about.
    default void decision(LegId leg, Kind kind, String what) {
        decision(leg, what);
    }

    /// What a decision is about.
    enum Kind {
        /// Where the call goes: the rules of the dial plan.
        ROUTE,
        /// How the sound travels.
        CODEC,
        /// What a cause or status of one side is on the other: a row of a cause table.
        CAUSE,
        /// What a message means to the call: a row of the message table, by its neutral name.
        MESSAGE,
        OTHER
    }

    enum Way {
        RECEIVED,
        SENT
    }
}
