package org.dragoman.core.call;

import java.time.Duration;

/// What a call waits for, and for how long. A call waits for one thing at a time; a wait that was
/// replaced never counts, even if its timer fires.
record Wait(Kind kind, Duration atMost, int serial) {
    enum Kind {
        /// As long as it takes: the parties talk.
        FOREVER,
        OFFER,
        DIGITS,
        SETUP,
        ANSWER,
        CALLER_MEDIA,
        MEDIA_ANSWER,
        /// From dialling the new party of a transfer to its first sign.
        NEW_PARTY,
        /// From there to its answer.
        NEW_PARTY_ANSWER,
        /// Another call says whether its party can be had.
        OTHER_CALL,
        /// A program of the operator leads the call.
        SCRIPT,
        SOUND,
        RELEASE
    }

    static final Wait NONE = new Wait(Kind.FOREVER, Duration.ZERO, 0);
}
