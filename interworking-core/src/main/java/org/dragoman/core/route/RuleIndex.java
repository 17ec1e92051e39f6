package org.dragoman.core.route;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Which rules of a plan a called number can match at all, without looking at each: those that
/// want a number or the beginning of one stand in a {@link PrefixTable}.
final class RuleIndex {
    private final PrefixTable<List<Integer>> byPrefix = new PrefixTable<>();
    private final int[] others;
    private final int size;

    RuleIndex(List<Rule> rules) {
        size = rules.size();
        var rest = new ArrayList<Integer>();
        for (int i = 0; i < size; i++) {
            var beginning = beginning(rules.get(i));
            if (beginning.isEmpty()) {
                rest.add(i);
            } else {
                enter(beginning.getFirst(), i);
            }
        }
        others = rest.stream().mapToInt(Integer::intValue).toArray();
    }

    private void enter(String prefix, int rule) {
        var there = new ArrayList<>(byPrefix.get(prefix).orElse(List.of()));
        there.add(rule);
        byPrefix.put(prefix, List.copyOf(there));
    }

    /// The beginning that every number has which the rule takes.
    private static List<String> beginning(Rule rule) {
        for (var condition : rule.when()) {
            if (condition instanceof Condition.Number(var role, var pattern)
                    && role == NumberRole.CALLED) {
                switch (pattern) {
                    case NumberPattern.Exactly(var number) -> {
                        return List.of(number);
                    }
                    case NumberPattern.Prefix(var digits) -> {
                        return List.of(digits);
                    }
                    case NumberPattern.Any _, NumberPattern.Matching _ -> {}
                }
            }
        }
        return List.of();
    }

    /// The rules from that place on which may take this complete number, in order.
    int[] candidates(String number, int from) {
        var along = new ArrayList<Integer>();
        byPrefix.along(number, along::addAll);
        var all =
                IntStream.concat(along.stream().mapToInt(Integer::intValue), IntStream.of(others));
        return all.filter(i -> i >= from).sorted().toArray();
    }

    /// The rules that may take all the calls which this one takes, in order.
    int[] rivals(Rule rule) {
        var beginning = beginning(rule);
        return beginning.isEmpty() ? others : candidates(beginning.getFirst(), 0);
    }

    /// Every rule from that place on.
    int[] all(int from) {
        return IntStream.range(from, size).toArray();
    }
}
