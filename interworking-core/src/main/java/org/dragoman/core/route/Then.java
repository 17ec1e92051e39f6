package org.dragoman.core.route;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dragoman.core.call.Cause;

/// What becomes of a call that a rule takes.
public sealed interface Then {
    /// For people: {@code to carriers}.
    String written();

    /// The rules behind decide; they see the call as this one changed it.
    record GoOn() implements Then {
        @Override
        public String written() {
            return "goes on";
        }
    }

    /// It is sent to one of these, tried in order.
    ///
    /// - {@code failover}: Q.850 causes on which the next one is tried.
    /// - {@code patience}: how long each is given to show a sign of the called party, where that
    ///   is not what is set for the trunk.
    record Send(List<Target> targets, Set<Integer> failover, Optional<Duration> patience)
            implements Then {
        public Send {
            targets = List.copyOf(targets);
            failover = Set.copyOf(failover);
            if (targets.isEmpty()) {
                throw new IllegalArgumentException("sent nowhere");
            }
        }

        @Override
        public String written() {
            return "to " + targets.stream().map(Target::to).collect(Collectors.joining(", "));
        }
    }

    /// It is refused.
    record Refuse(Cause cause) implements Then {
        @Override
        public String written() {
            return "refused, cause " + cause.q850();
        }
    }

    /// The longest beginning of its number decides that a table has; where it has none, the rules
    /// behind do.
    record LookUp(RouteTable table) implements Then {
        @Override
        public String written() {
            return "by " + table.file();
        }
    }

    /// A trunk or a group of trunks, and what is changed in the number for it alone.
    record Target(String to, Rewrite rewriteCalled) {}
}
