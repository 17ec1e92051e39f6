package org.dragoman.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What a call's machine is told.
sealed interface CallInput {
    /// A leg reported something.
    record Happened(LegEvent event, Instant at) implements CallInput {}

    /// The first sound of a leg's peer arrived.
    record Heard(LegId leg) implements CallInput {}

    /// A leg's peer has sent nothing for so long, though it should.
    record Silent(LegId leg, Duration length) implements CallInput {}

    /// The dial plan says to dial these, in order.
    record Routed(List<Target> targets, Set<Integer> failover) implements CallInput {
        public Routed {
            targets = List.copyOf(targets);
            failover = Set.copyOf(failover);
        }
    }

    /// The dial plan refuses the call.
    record NotRouted(Cause cause) implements CallInput {}

    /// The dial plan needs more digits.
    record DigitsNeeded() implements CallInput {}

    /// The time of a wait is over; it counts only while the call still waits for that.
    record Expired(int serial) implements CallInput {}

    /// A sound that a leg's peer was played is over.
    record SoundOver(LegId leg) implements CallInput {}

    /// The gateway ends the call: an operator, a limit, a bug.
    record HangUp(Cause cause) implements CallInput {}

    /// A trunk to dial.
    record Target(String trunk, CallRequest request, TrunkPolicy policy) {}
}
