package org.dragoman.h323.h245;

import java.time.Duration;
import org.dragoman.h323.h245.H245Output.NotSettled;
import org.dragoman.h323.h245.H245Output.Settled;
import org.dragoman.h323.h245.H245Output.Timer;
import org.dragoman.h323.h245.H245Output.Timer.Kind;

/// Whether somebody waits for channels to come to be, and for how long.
final class Settlement {
    private static final Timer TIMER = new Timer(Kind.SETTLE, 0);

    private final Duration atMost;
    private final Effects effects;
    private boolean awaited;

    Settlement(Duration atMost, Effects effects) {
        this.atMost = atMost;
        this.effects = effects;
    }

    boolean isAwaited() {
        return awaited;
    }

    void await() {
        awaited = true;
        effects.arm(TIMER, atMost);
    }

    /// The channels are there.
    void reached() {
        if (awaited) {
            awaited = false;
            effects.timer(TIMER, false);
            effects.tell(new Settled());
        }
    }

    /// They will not be; {@code why} in words.
    void failed(String why) {
        if (awaited) {
            awaited = false;
            effects.timer(TIMER, false);
            effects.tell(new NotSettled(why));
        }
    }
}
