package org.dragoman.core.route;

import org.dragoman.core.call.Cause;

/// A program of the operator that leads a call, one order after the other, until it has sent it
/// somewhere. Told on the call's loop; must not block.
public interface CallScript {
    /// What happens to the call.
    sealed interface News {
        /// The caller is answered: it hears and is heard.
        record Answered() implements News {}

        /// What was played is over.
        record Played() implements News {}

        /// The caller dialled a digit: 0–9, A–D, * or #.
        record Digit(char digit) implements News {}

        /// Nobody it was sent to can be had; the call is the script's again.
        record Failed(Cause cause) implements News {}

        /// The caller talks to whom it was sent to.
        record Connected() implements News {}

        /// The call is over. The last that the script is told.
        record Ended(Cause cause) implements News {}
    }

    void tell(News news);
}
