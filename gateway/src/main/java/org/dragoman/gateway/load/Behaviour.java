package org.dragoman.gateway.load;

import java.time.Duration;
import org.dragoman.core.call.Cause;

/// What a party does with a call.
public sealed interface Behaviour {
    /// Callee: answers, after ringing where that is asked for, and waits for the caller to hang up.
    record Answer(boolean ring) implements Behaviour {}

    /// Callee: refuses.
    record Refuse(Cause cause) implements Behaviour {}

    /// Callee: rings until the caller gives up.
    record RingOnly() implements Behaviour {}

    /// Caller: talks for a time, then hangs up.
    record Talk(Duration length) implements Behaviour {}

    /// Caller: gives up a time after it heard ringing.
    record Abandon(Duration after) implements Behaviour {}
}
