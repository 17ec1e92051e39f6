package org.dragoman.core.route;

import java.util.ArrayList;
import java.util.List;

/// Collects a {@link RouteTrace} while a call is routed. Whether it wants all makes no difference
/// to where the call goes.
public final class RouteNotes {
    private final boolean full;
    private final List<RouteTrace.Step> steps = new ArrayList<>();
    private List<RouteTrace.Candidate> candidates = List.of();

    private RouteNotes(boolean full) {
        this.full = full;
    }

    /// For calls: what took the call.
    public static RouteNotes brief() {
        return new RouteNotes(false);
    }

    /// For dry runs: also what did not, and why.
    public static RouteNotes full() {
        return new RouteNotes(true);
    }

    boolean isFull() {
        return full;
    }

    void step(RouteTrace.Step step) {
        steps.add(step);
    }

    /// Notes what was decided beside the rules of the plan.
    public void decided(String by, String then) {
        steps.add(RouteTrace.Step.decided(by, then));
    }

    void candidates(List<RouteTrace.Candidate> all) {
        candidates = List.copyOf(all);
    }

    public RouteTrace trace() {
        return new RouteTrace(steps, candidates);
    }
}
