package org.dragoman.core.call;

import java.time.Instant;
import java.util.Optional;

/// Something that whoever follows the calls of the gateway may want to know.
///
/// - {@code from}, {@code to}: as the call was asked for.
/// - {@code cause}, {@code endedBy}: of a call that ended; else absent and empty.
public record CallNews(
        CallId call,
        Kind kind,
        Instant at,
        Party from,
        Party to,
        Optional<Cause> cause,
        String endedBy) {

    public enum Kind {
        STARTED,
        RINGING,
        ANSWERED,
        /// A side was put on hold.
        HELD,
        RESUMED,
        TRANSFERRED,
        ENDED
    }
}
