package org.dragoman.media.relay;

import java.util.Optional;
import org.dragoman.core.media.Tone;

/// What the control side wants of a port, whole, as an immutable snapshot. The loop takes the
/// latest whenever it is called; how often it changed in between makes no difference.
record Wanted(FlowPlan plan, Optional<RelayPort> peer, Optional<Tone> tone, boolean closed) {
    Wanted withPlan(FlowPlan other) {
        return new Wanted(other, peer, tone, closed);
    }

    Wanted withPeer(Optional<RelayPort> other) {
        return new Wanted(plan, other, tone, closed);
    }

    Wanted withTone(Optional<Tone> other) {
        return new Wanted(plan, peer, other, closed);
    }

    Wanted asClosed() {
        return new Wanted(plan, Optional.empty(), Optional.empty(), true);
    }
}
