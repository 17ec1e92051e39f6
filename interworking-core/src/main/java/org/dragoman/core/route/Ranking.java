package org.dragoman.core.route;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dragoman.core.route.RouteTrace.Candidate;
import org.dragoman.core.route.TrunkGroup.Member;

/// Puts the trunks that a call could go to in the order they are tried, and leaves out those that
/// may not be.
final class Ranking {
    private final DialPlan plan;
    private final TrunkStates states;
    private final RouteQuery query;
    private final String called;
    private final boolean emergency;

    /// A candidate, and what is changed in the number for it.
    record Placed(Candidate candidate, Rewrite rewrite) {}

    /// A trunk with all its place depends on.
    private record Ranked(Member member, TrunkState state, Optional<Rate> rate, boolean isGood) {
        BigDecimal price() {
            return rate.map(Rate::price).orElse(BigDecimal.valueOf(Long.MAX_VALUE));
        }
    }

    /// - {@code query}: the call as it is sent, but for what is changed for one trunk alone.
    Ranking(DialPlan plan, TrunkStates states, RouteQuery query, boolean emergency) {
        this.plan = plan;
        this.states = states;
        this.query = query;
        this.called = Dialled.of(query.request().to());
        this.emergency = emergency;
    }

    /// First those that are tried, in order; then the others.
    List<Placed> of(List<Then.Target> targets) {
        var tried = new ArrayList<Placed>();
        var others = new ArrayList<Placed>();
        var seen = new HashSet<String>();
        for (var target : targets) {
            var group = plan.group(target.to());
            var ranked =
                    group.map(this::ranked)
                            .orElseGet(() -> List.of(ranked(new Member(target.to(), 1))));
            for (var one : ranked) {
                if (seen.add(one.member().trunk())) {
                    var placed = new Placed(candidate(one, group, target), target.rewriteCalled());
                    (placed.candidate().isTried() ? tried : others).add(placed);
                }
            }
        }
        tried.addAll(others);
        return tried;
    }

    private Candidate candidate(Ranked one, Optional<TrunkGroup> group, Then.Target target) {
        var trunk = one.member().trunk();
        var bar = emergency ? Optional.<String>empty() : bar(trunk, one.state());
        return new Candidate(
                trunk,
                group.map(TrunkGroup::name).orElse(""),
                bar.isEmpty(),
                numberFor(target),
                one.rate(),
                plan.termsOf(trunk),
                one.state(),
                bar.orElseGet(() -> group.map(g -> why(g, one)).orElse("")));
    }

    private String numberFor(Then.Target target) {
        return target.rewriteCalled()
                .apply(query.request().to(), NationalPlans.NONE)
                .map(Dialled::of)
                .orElse("");
    }

    /// Why a trunk may not have the call, if so.
    private Optional<String> bar(String trunk, TrunkState state) {
        var terms = plan.termsOf(trunk);
        var blocked =
                terms.blocked().stream()
                        .filter(n -> n.match(called) == NumberPattern.Match.YES)
                        .findFirst();
        if (blocked.isPresent()) {
            return Optional.of(trunk + " is not for " + blocked.get().written());
        }
        if (terms.mostCalls().filter(most -> state.calls() >= most).isPresent()) {
            return Optional.of(trunk + " is full with " + state.calls() + " calls");
        }
        if (terms.callsPerSecond().filter(most -> state.lastSecond() >= most).isPresent()) {
            return Optional.of(trunk + " had " + state.lastSecond() + " calls within a second");
        }
        return Optional.empty();
    }

    private Ranked ranked(Member member) {
        return new Ranked(member, states.of(member.trunk()), rate(member.trunk()), true);
    }

    private Optional<Rate> rate(String trunk) {
        var day = query.at().atZone(ZoneOffset.UTC).toLocalDate();
        return plan.termsOf(trunk).rates().flatMap(r -> r.rate(called, day));
    }

    private List<Ranked> ranked(TrunkGroup group) {
        var all = new ArrayList<Ranked>();
        for (var member : byLot(group)) {
            var state = states.of(member.trunk());
            boolean isGood = group.floor().takes(state.quality());
            all.add(new Ranked(member, state, rate(member.trunk()), isGood));
        }
        var byPrice = Comparator.comparing(Ranked::price);
        var byScore =
                Comparator.<Ranked>comparingDouble(r -> r.state().quality().score()).reversed();
        var order =
                switch (group.order()) {
                    case LISTED, WEIGHT -> Comparator.<Ranked>comparingInt(_ -> 0);
                    case COST -> byPrice.thenComparing(byScore);
                    case QUALITY -> byScore.thenComparing(byPrice);
                };
        all.sort(Comparator.comparing((Ranked r) -> !r.isGood()).thenComparing(order));
        return all;
    }

    /// The members; by weight, one is drawn after the other, all with the one number of the call.
    private List<Member> byLot(TrunkGroup group) {
        if (group.order() != TrunkGroup.Order.WEIGHT) {
            return group.members();
        }
        var left = new ArrayList<>(group.members());
        var drawn = new ArrayList<Member>();
        double draw = query.draw();
        while (!left.isEmpty()) {
            double sum = left.stream().mapToInt(Member::weight).sum();
            double at = draw * sum;
            int pick = 0;
            while (pick < left.size() - 1 && at >= left.get(pick).weight()) {
                at -= left.get(pick++).weight();
            }
            var member = left.remove(pick);
            draw = Math.clamp(at / member.weight(), 0, Math.nextDown(1.0));
            drawn.add(member);
        }
        return drawn;
    }

    private static String why(TrunkGroup group, Ranked one) {
        var order =
                switch (group.order()) {
                    case LISTED -> "as listed";
                    case WEIGHT -> "by lot, weight " + one.member().weight();
                    case COST -> one.rate().map(r -> "costs " + r).orElse("no rate is known");
                    case QUALITY ->
                            one.state().quality().isKnown()
                                    ? String.format(
                                            Locale.ROOT,
                                            "score %.2f",
                                            one.state().quality().score())
                                    : "too few calls to judge it";
                };
        return one.isGood() ? order : order + "; its last calls were below what is asked";
    }
}
