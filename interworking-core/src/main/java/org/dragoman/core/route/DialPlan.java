package org.dragoman.core.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where calls go. Rules come in order: each that takes a call changes it, and the first that
/// says what becomes of it decides.
///
/// - {@code emergency}: numbers as dialled whose calls pass every limit.
/// - {@code groups}: by name.
/// - {@code terms}: by name of trunk; {@link TrunkTerms#NONE} for those without.
/// - {@code targets}: names of all trunks that calls can be sent to; somebody outside who names
///   another one is not understood.
public record DialPlan(
        List<Rule> rules,
        List<NumberPattern> emergency,
        Map<String, TrunkGroup> groups,
        Map<String, TrunkTerms> terms,
        Set<String> targets) {
    public DialPlan {
        rules = List.copyOf(rules);
        emergency = List.copyOf(emergency);
        groups = Map.copyOf(groups);
        terms = Map.copyOf(terms);
        targets = Set.copyOf(targets);
    }

    public static DialPlan of(Rule... rules) {
        return new DialPlan(List.of(rules), List.of(), Map.of(), Map.of(), Set.of());
    }

    public DialPlan withRules(List<Rule> others) {
        return new DialPlan(others, emergency, groups, terms, targets);
    }

    public TrunkTerms termsOf(String trunk) {
        return terms.getOrDefault(trunk, TrunkTerms.NONE);
    }

    /// Whether calls can be sent there.
    boolean knows(String target) {
        return groups.containsKey(target) || targets.contains(target);
    }

    Optional<TrunkGroup> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    /// Whether calls to this number, as dialled, pass every limit.
    public boolean isEmergency(String dialled) {
        return emergency.stream().anyMatch(n -> n.match(dialled) == NumberPattern.Match.YES);
    }
}
