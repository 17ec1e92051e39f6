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
        SOUND,
        RELEASE
    }

    static final Wait NONE = new Wait(Kind.FOREVER, Duration.ZERO, 0);
}
