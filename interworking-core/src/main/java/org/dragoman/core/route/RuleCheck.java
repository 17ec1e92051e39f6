package org.dragoman.core.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dragoman.core.route.Condition.From;
import org.dragoman.core.route.TrunkGroup.Order;

/// Finds what can hardly be meant in a dial plan: rules that no call comes to, that say the same
/// twice, that send calls back where they come from, and trunks that nothing is said about.
public final class RuleCheck {
    private final DialPlan plan;
    private final RuleIndex index;
    private final List<Finding> findings = new ArrayList<>();

    /// What was found.
    ///
    /// - {@code rule}: where; absent for the plan as a whole.
    /// - {@code isMistake}: false for what may be meant after all.
    public record Finding(Optional<Rule> rule, boolean isMistake, String text) {}

    private RuleCheck(DialPlan plan) {
        this.plan = plan;
        this.index = new RuleIndex(plan.rules());
    }

    /// - {@code trunks}: all that calls may come in by.
    public static List<Finding> of(DialPlan plan, List<String> trunks) {
        var check = new RuleCheck(plan);
        check.names();
        int changer = -1; // of what stands above it nothing is known: numbers change there
        for (int i = 0; i < plan.rules().size(); i++) {
            check.rule(i, changer);
            if (!plan.rules().get(i).change().keepsNumbers()) {
                changer = i;
            }
        }
        check.groups();
        check.defaults(trunks);
        return List.copyOf(check.findings);
    }

    private void mistake(Rule rule, String text) {
        findings.add(new Finding(Optional.of(rule), true, text));
    }

    private void names() {
        var first = new HashMap<String, Rule>();
        for (var rule : plan.rules()) {
            var before = Optional.ofNullable(first.putIfAbsent(rule.name(), rule));
            before.ifPresent(
                    b -> mistake(rule, "the name " + rule.name() + " is also that of" + at(b)));
        }
    }

    private void rule(int at, int changer) {
        var rule = plan.rules().get(at);
        for (var condition : rule.when()) {
            if (condition instanceof Condition.Number(_, NumberPattern.Matching(var expression))
                    && expression.isEmpty()) {
                mistake(rule, "no number at all matches /" + expression.written() + "/");
            }
        }
        for (int i : index.rivals(rule)) {
            var before = plan.rules().get(i);
            if (i > changer && i < at && before.decides() && covers(before, rule)) {
                boolean same = covers(rule, before);
                mistake(
                        rule,
                        same
                                ? "takes the same calls as" + at(before) + ", which decides"
                                : "no call comes to it:" + at(before) + " takes them all");
                break;
            }
        }
        loops(rule);
    }

    private static String at(Rule rule) {
        return " rule " + rule.name() + rule.place().map(p -> " on line " + p.line()).orElse("");
    }

    /// Whether one takes every call that the other takes.
    private static boolean covers(Rule broad, Rule narrow) {
        return broad.when().stream()
                .allMatch(b -> narrow.when().stream().anyMatch(n -> implies(n, b)));
    }

    /// Whether every call that meets the one condition meets the other.
    private static boolean implies(Condition narrow, Condition broad) {
        return switch (broad) {
            case From(var trunks) -> narrow instanceof From(var own) && trunks.containsAll(own);
            case Condition.OfAccount(var numbers) ->
                    narrow instanceof Condition.OfAccount(var own)
                            && own.stream()
                                    .allMatch(o -> numbers.stream().anyMatch(n -> n.covers(o)));
            case Condition.Source(var networks) ->
                    narrow instanceof Condition.Source(var own)
                            && own.stream()
                                    .allMatch(o -> networks.stream().anyMatch(n -> n.covers(o)));
            case Condition.Number(var role, var pattern) ->
                    narrow instanceof Condition.Number(var ownRole, var own)
                            && role == ownRole
                            && pattern.covers(own);
            case Condition.OfType(var role, var types) ->
                    narrow instanceof Condition.OfType(var ownRole, var own)
                            && role == ownRole
                            && types.containsAll(own);
            case Condition.OfPlan(var role, var plans) ->
                    narrow instanceof Condition.OfPlan(var ownRole, var own)
                            && role == ownRole
                            && plans.containsAll(own);
            case Condition.During during -> narrow.equals(during);
            case Condition.Offers(var codecs) ->
                    narrow instanceof Condition.Offers(var own) && codecs.containsAll(own);
            case Condition.Carries wide ->
                    narrow instanceof Condition.Carries own
                            && wide.isSame(own)
                            && wide.value().covers(own.value());
            case Condition.Speaks(var protocols) ->
                    narrow instanceof Condition.Speaks(var own) && protocols.containsAll(own);
        };
    }

    /// A call that goes back unchanged comes in again, until its hops are used up.
    private void loops(Rule rule) {
        if (!(rule.then() instanceof Then.Send(var targets, _, _))
                || !rule.change().keepsNumbers()) {
            return;
        }
        var callers = new TreeSet<String>();
        rule.when().stream()
                .flatMap(c -> c instanceof From(var trunks) ? trunks.stream() : Stream.of())
                .forEach(callers::add);
        for (var target : targets) {
            if (target.rewriteCalled().keepsDigits()) {
                loops(rule, target.to(), callers);
            }
        }
    }

    private void loops(Rule rule, String target, Set<String> callers) {
        if (callers.contains(target)) {
            mistake(rule, "sends calls of " + target + " back to it as they came");
        }
        var group = Optional.ofNullable(plan.groups().get(target));
        var back =
                group.stream()
                        .flatMap(g -> g.members().stream())
                        .map(TrunkGroup.Member::trunk)
                        .filter(callers::contains)
                        .toList();
        if (back.isEmpty()) {
            return;
        }
        boolean only = back.size() == group.orElseThrow().members().size() && callers.size() == 1;
        findings.add(
                new Finding(
                        Optional.of(rule),
                        only,
                        "sends calls of %s back to it as they came, by group %s"
                                .formatted(String.join(", ", back), target)));
    }

    private void groups() {
        for (var group : plan.groups().values()) {
            if (group.order() != Order.COST) {
                continue;
            }
            var currencies = new TreeSet<String>();
            for (var member : group.members()) {
                var rates = plan.termsOf(member.trunk()).rates();
                rates.ifPresent(
                        r ->
                                r.rates()
                                        .below(
                                                "",
                                                of ->
                                                        of.forEach(
                                                                one ->
                                                                        currencies.add(
                                                                                one.currency()))));
                if (rates.isEmpty()) {
                    findings.add(
                            new Finding(
                                    Optional.empty(),
                                    false,
                                    "group %s goes by cost, and %s has no rates: it comes last"
                                            .formatted(group.name(), member.trunk())));
                }
            }
            if (currencies.size() > 1) {
                findings.add(
                        new Finding(
                                Optional.empty(),
                                true,
                                "group %s goes by cost, in %s: only one currency can be compared"
                                        .formatted(
                                                group.name(), String.join(" and ", currencies))));
            }
        }
    }

    private void defaults(List<String> trunks) {
        for (var trunk : trunks) {
            if (plan.rules().stream().noneMatch(r -> r.takesFrom(trunk))) {
                findings.add(
                        new Finding(
                                Optional.empty(),
                                false,
                                "no rule takes calls from "
                                        + trunk
                                        + ": they are refused with cause 3"));
            }
        }
    }
}
