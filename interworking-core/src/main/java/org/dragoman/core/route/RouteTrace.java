package org.dragoman.core.route;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dragoman.core.route.NumberPattern.Match;

/// How a call was routed, or would be: what was looked at, in order, and which trunks came of it.
///
/// - {@code steps}: of a real call only those that took it; of a dry run all up to the one that
///   decides.
/// - {@code candidates}: the trunks of the rule that decided, in the order they are tried; those
///   that are not tried stand at the end.
public record RouteTrace(List<Step> steps, List<Candidate> candidates) {
    public RouteTrace {
        steps = List.copyOf(steps);
        candidates = List.copyOf(candidates);
    }

    /// A rule that was looked at.
    ///
    /// - {@code place}: file and line it is written in, if any.
    /// - {@code match}: whether it took the call.
    /// - {@code checks}: its conditions, up to the first that does not hold.
    /// - {@code changes}: what it made of the numbers.
    /// - {@code then}: what becomes of the call, in words; empty where it does not take it.
    public record Step(
            String rule,
            Optional<Place> place,
            Match match,
            List<Check> checks,
            List<Change.Made> changes,
            String then) {
        public Step {
            checks = List.copyOf(checks);
            changes = List.copyOf(changes);
        }

        /// A step that has no conditions to show.
        static Step decided(String rule, String then) {
            return new Step(rule, Optional.empty(), Match.YES, List.of(), List.of(), then);
        }

        /// One line for the decisions of a call.
        public String line() {
            var made =
                    changes.stream()
                            .map(c -> c.what() + " " + c.before() + " becomes " + c.after())
                            .collect(Collectors.joining(", "));
            return "rule "
                    + rule
                    + place.map(p -> " (" + p + ")").orElse("")
                    + ": "
                    + (made.isEmpty() ? "" : made + "; ")
                    + then;
        }
    }

    /// A condition: what it wants, and what the call has.
    public record Check(String wanted, String found, Match match) {}

    /// A trunk that the call could go to.
    ///
    /// - {@code group}: the group it is tried as a member of, or empty.
    /// - {@code number}: the called number as it is sent there.
    /// - {@code rate}: what a minute costs, where that is known.
    /// - {@code why}: its place in the order in words, or why it is not tried.
    public record Candidate(
            String trunk,
            String group,
            boolean isTried,
            String number,
            Optional<Rate> rate,
            TrunkTerms terms,
            TrunkState state,
            String why) {
        /// One of which no more is to say.
        public static Candidate of(String trunk, String number) {
            return new Candidate(
                    trunk,
                    "",
                    true,
                    number,
                    Optional.empty(),
                    TrunkTerms.NONE,
                    TrunkState.IDLE,
                    "");
        }
    }
}
