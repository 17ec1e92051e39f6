package org.dragoman.core.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.call.Cause;
import org.dragoman.core.route.NumberPattern.Match;

/// One rule of a dial plan: which calls it takes, what it changes in them, and what then.
///
/// - {@code place}: where it is written, if anywhere.
/// - {@code when}: all must hold; none for any call.
public record Rule(
        String name, Optional<Place> place, List<Condition> when, Change change, Then then) {

    /// Causes that say "not by this way, maybe by another": destination out of order, no circuit,
    /// network out of order, temporary failure, congestion, circuit or resource unavailable,
    /// bearer not available, timer expired.
    public static final Set<Integer> FAILOVER = Set.of(27, 34, 38, 41, 42, 44, 47, 58, 102);

    public Rule {
        when = List.copyOf(when);
    }

    /// A rule that sends these numbers, from anywhere, to the trunks in order.
    public static Rule to(String name, NumberPattern called, String... trunks) {
        return new Rule(
                name,
                Optional.empty(),
                called(called),
                Change.NONE,
                new Then.Send(
                        Arrays.stream(trunks).map(t -> new Then.Target(t, Rewrite.NONE)).toList(),
                        FAILOVER,
                        Optional.empty()));
    }

    /// A rule that refuses these numbers.
    public static Rule refuse(String name, NumberPattern called, Cause cause) {
        return new Rule(
                name, Optional.empty(), called(called), Change.NONE, new Then.Refuse(cause));
    }

    /// A rule that changes calls with these numbers, and lets the rules behind it decide.
    public static Rule change(String name, NumberPattern called, Change change) {
        return new Rule(name, Optional.empty(), called(called), change, new Then.GoOn());
    }

    private static List<Condition> called(NumberPattern pattern) {
        return pattern instanceof NumberPattern.Any
                ? List.of()
                : List.of(new Condition.Number(NumberRole.CALLED, pattern));
    }

    public Rule from(String... trunks) {
        return and(new Condition.From(Set.of(trunks)));
    }

    public Rule and(Condition more) {
        var all = new ArrayList<>(when);
        all.add(more);
        return new Rule(name, place, all, change, then);
    }

    public Rule rewritingCalled(Rewrite rewrite) {
        return new Rule(name, place, when, change.withCalled(rewrite), then);
    }

    public Rule rewritingCalling(Rewrite rewrite) {
        return new Rule(name, place, when, change.withCalling(rewrite), then);
    }

    public Rule at(Place other) {
        return new Rule(name, Optional.of(other), when, change, then);
    }

    /// Whether no rule behind it sees the calls it takes.
    boolean decides() {
        return then instanceof Then.Send || then instanceof Then.Refuse;
    }

    /// How a call stands to all its conditions together.
    Match match(RouteQuery query) {
        var all = Match.YES;
        for (var condition : when) {
            switch (condition.match(query)) {
                case NO -> {
                    return Match.NO;
                }
                case WITH_MORE_DIGITS -> all = Match.WITH_MORE_DIGITS;
                case YES -> {}
            }
        }
        return all;
    }

    /// Whether the rule may come from this trunk at all.
    boolean takesFrom(String trunk) {
        return when.stream()
                .noneMatch(c -> c instanceof Condition.From(var own) && !own.contains(trunk));
    }
}
