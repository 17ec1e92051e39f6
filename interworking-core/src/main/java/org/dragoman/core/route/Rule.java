package org.dragoman.core.route;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.call.Cause;

/// One rule of a dial plan: which calls it takes, and what becomes of them.
///
/// - {@code ingress}: names of trunks the call may come from; empty for any.
/// - {@code called}, {@code calling}: numbers as they came in.
/// - {@code targets}: tried in order.
/// - {@code failover}: Q.850 causes on which the next target is tried.
/// - {@code refusal}: the cause such calls are refused with; then there are no targets.
public record Rule(
        String name,
        Set<String> ingress,
        NumberPattern called,
        NumberPattern calling,
        Rewrite rewriteCalled,
        Rewrite rewriteCalling,
        List<Target> targets,
        Set<Integer> failover,
        Optional<Cause> refusal) {

    /// Causes that say "not by this way, maybe by another": destination out of order, no circuit,
    /// network out of order, temporary failure, congestion, circuit or resource unavailable,
    /// bearer not available, timer expired.
    public static final Set<Integer> FAILOVER = Set.of(27, 34, 38, 41, 42, 44, 47, 58, 102);

    /// A trunk to dial, and what is changed in the number for it alone.
    public record Target(String trunk, Rewrite rewriteCalled) {}

    public Rule {
        ingress = Set.copyOf(ingress);
        targets = List.copyOf(targets);
        failover = Set.copyOf(failover);
        if (targets.isEmpty() == refusal.isEmpty()) {
            throw new IllegalArgumentException("a rule has targets or a refusal: " + name);
        }
    }

    /// A rule that sends these numbers, from anywhere, to the trunks in order.
    public static Rule to(String name, NumberPattern called, String... trunks) {
        return new Rule(
                name,
                Set.of(),
                called,
                NumberPattern.any(),
                Rewrite.NONE,
                Rewrite.NONE,
                Arrays.stream(trunks).map(t -> new Target(t, Rewrite.NONE)).toList(),
                FAILOVER,
                Optional.empty());
    }

    /// A rule that refuses these numbers.
    public static Rule refuse(String name, NumberPattern called, Cause cause) {
        return new Rule(
                name,
                Set.of(),
                called,
                NumberPattern.any(),
                Rewrite.NONE,
                Rewrite.NONE,
                List.of(),
                Set.of(),
                Optional.of(cause));
    }

    public Rule from(String... trunks) {
        return new Rule(
                name,
                Set.of(trunks),
                called,
                calling,
                rewriteCalled,
                rewriteCalling,
                targets,
                failover,
                refusal);
    }

    public Rule rewritingCalled(Rewrite rewrite) {
        return new Rule(
                name,
                ingress,
                called,
                calling,
                rewrite,
                rewriteCalling,
                targets,
                failover,
                refusal);
    }

    public Rule rewritingCalling(Rewrite rewrite) {
        return new Rule(
                name, ingress, called, calling, rewriteCalled, rewrite, targets, failover, refusal);
    }

    boolean takesFrom(String trunk) {
        return ingress.isEmpty() || ingress.contains(trunk);
    }
}
