package org.dragoman.core.route;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.TelephoneNumber;

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

    /// Somebody outside is asked; where it says nothing, or not where to, the rules behind decide.
    record Ask(String service) implements Then {
        @Override
        public String written() {
            return "asks " + service;
        }
    }

    /// A trunk or a group of trunks, and what is changed in the number for it alone.
    record Target(String to, Rewrite rewriteCalled) {
        private static final int STRIPPED = 40; // digits; no number is longer

        /// Reads {@code carrier}, {@code carrier strip 1 prefix 9}; nothing where it is neither.
        public static Optional<Target> parse(String text) {
            var words = text.strip().split(" +");
            int strip = 0;
            var prefix = "";
            for (int i = 1; i < words.length; i += 2) {
                var value = i + 1 < words.length ? words[i + 1] : "";
                if (words[i].equals("strip") && value.matches("\\d{1,2}")) {
                    strip = Math.min(Integer.parseInt(value), STRIPPED);
                } else if (words[i].equals("prefix")
                        && !value.isEmpty()
                        && TelephoneNumber.areDigits(value)) {
                    prefix = value;
                } else {
                    return Optional.empty();
                }
            }
            return words[0].isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Target(words[0], Rewrite.NONE.withFront(strip, prefix)));
        }
    }
}
