package org.dragoman.gateway.route;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.gateway.rest.RouteQuestion;
import org.dragoman.gateway.rest.RouteView;

/// What becomes of calls under one configuration, and under another.
public record RouteComparison(DryRun before, DryRun after) {
    /// One that is tried.
    ///
    /// - {@code number}, {@code calling}: as it is sent there.
    /// - {@code cost}: of a minute, with the currency; empty if unknown.
    /// - {@code why}: it stands where it stands.
    public record Target(String peer, String number, String calling, String cost, String why) {}

    /// What becomes of a call.
    ///
    /// - {@code outcome}: sent, refused, more-digits, or unknown where there is no such caller.
    /// - {@code why}: the rule that decided, or why none did.
    /// - {@code cause}: of a refusal, else 0.
    public record Way(
            String outcome,
            String why,
            int cause,
            List<Target> targets,
            List<Integer> failover,
            String patience) {
        private static final Way NONE =
                new Way("unknown", "no such peer or account", 0, List.of(), List.of(), "");

        private static Way of(RouteView view) {
            var targets =
                    view.candidates().stream()
                            .filter(RouteView.Candidate::tried)
                            .map(Way::target)
                            .toList();
            return new Way(
                    view.outcome(),
                    view.why(),
                    view.cause(),
                    targets,
                    view.failover(),
                    view.patience());
        }

        private static Target target(RouteView.Candidate c) {
            return new Target(c.trunk(), c.number(), c.calling(), c.cost(), c.why());
        }
    }

    /// A call that goes another way.
    ///
    /// - {@code calling}: empty where nothing is said.
    public record Change(String from, String to, String calling, Way before, Way after) {}

    /// Those of the calls that go another way, in the order they were given.
    ///
    /// - {@code now}: when calls come that do not say.
    public List<Change> changes(List<RouteQuestion> calls, Instant now) {
        var changes = new ArrayList<Change>();
        for (var call : calls) {
            var was = way(before.run(call, now));
            var is = way(after.run(call, now));
            if (!was.equals(is)) {
                changes.add(new Change(call.from(), call.to(), call.calling().orElse(""), was, is));
            }
        }
        return changes;
    }

    private static Way way(Optional<RouteView> view) {
        return view.map(Way::of).orElse(Way.NONE);
    }
}
