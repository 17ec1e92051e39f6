package org.dragoman.core.route;

import java.util.List;
import java.util.Set;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;

/// What the dial plan says for one call; {@code rule} and {@code why} are shown to operators.
public sealed interface Routing {
    /// Dial these in order.
    ///
    /// - {@code failover}: causes on which the next one is tried.
    record To(String rule, List<Target> targets, Set<Integer> failover) implements Routing {
        public To {
            targets = List.copyOf(targets);
            failover = Set.copyOf(failover);
        }
    }

    /// Refuse the call.
    record Refused(Cause cause, String why) implements Routing {}

    /// The number is too short to tell; ask the caller for more digits.
    record NeedsDigits(String why) implements Routing {}

    /// A trunk, and the request as it is sent there.
    record Target(String trunk, CallRequest request) {}
}
