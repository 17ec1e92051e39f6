package org.dragoman.core.route;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;

/// What the dial plan says for one call; {@code rule} and {@code why} are shown to operators.
public sealed interface Routing {
    /// Dial these in order.
    ///
    /// - {@code failover}: causes on which the next one is tried.
    /// - {@code patience}: how long each is given to show a sign of the called party, where that
    ///   is not what is set for the trunk.
    /// - {@code longest}: how long it may last once the called have answered, if not for ever.
    /// - {@code emergency}: the call passes every limit.
    record To(
            String rule,
            List<Target> targets,
            Set<Integer> failover,
            Optional<Duration> patience,
            Optional<Duration> longest,
            boolean emergency)
            implements Routing {
        public To {
            targets = List.copyOf(targets);
            failover = Set.copyOf(failover);
        }

        public To(String rule, List<Target> targets, Set<Integer> failover) {
            this(rule, targets, failover, Optional.empty(), Optional.empty(), false);
        }
    }

    /// Refuse the call.
    record Refused(Cause cause, String why) implements Routing {}

    /// The number is too short to tell; ask the caller for more digits.
    record NeedsDigits(String why) implements Routing {}

    /// Ask somebody outside first.
    ///
    /// - {@code query}: the call as the rules have made it so far.
    /// - {@code then}: what comes of the reply.
    record Asking(RouteService service, RouteQuery query, Function<ServiceReply, Routing> then)
            implements Routing {}

    /// A trunk, and the request as it is sent there.
    record Target(String trunk, CallRequest request) {}
}
