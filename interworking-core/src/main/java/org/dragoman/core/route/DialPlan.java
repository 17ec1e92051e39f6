package org.dragoman.core.route;

import java.util.List;

/// Rules in order; the first that takes a call decides.
public record DialPlan(List<Rule> rules) {
    public DialPlan {
        rules = List.copyOf(rules);
    }

    public static DialPlan of(Rule... rules) {
        return new DialPlan(List.of(rules));
    }
}
