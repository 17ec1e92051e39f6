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

    /// Notes why something was decided: the table row or rule.
    void decision(LegId leg, String what);

    enum Way {
        RECEIVED,
        SENT
    }
}
