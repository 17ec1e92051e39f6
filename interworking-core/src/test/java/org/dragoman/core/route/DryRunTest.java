package org.dragoman.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;
import org.dragoman.core.route.NumberPattern.Match;
import org.junit.jupiter.api.Test;

/// A dry run looks at every rule, a call at those alone that its number can match: both must end
/// the same.
class DryRunTest {
    private static final int PLANS = 1_000;
    private static final int CALLS = 10; // of each plan

    @Test
    void a_dry_run_and_a_call_go_the_same_way() {
        var ends = new HashMap<Class<?>, Integer>();
        for (int seed = 0; seed < PLANS; seed++) {
            var lot = new GeneratedPlans(seed);
            var router = new Router(lot.plan(), NationalPlans.NONE, lot.states(), Map.of());
            for (int i = 0; i < CALLS; i++) {
                var query = lot.query();
                var full = RouteNotes.full();
                var brief = RouteNotes.brief();
                var dry = router.route(query, full);
                var real = router.route(query, brief);
                assertThat(dry).as("plan %d, call %d", seed, i).isEqualTo(real);
                assertThat(taken(full)).isEqualTo(taken(brief));
                assertThat(full.trace().candidates()).isEqualTo(brief.trace().candidates());
                if (real instanceof Routing.To to) {
                    assertThat(tried(full))
                            .isEqualTo(to.targets().stream().map(Routing.Target::trunk).toList());
                }
                ends.merge(real.getClass(), 1, Integer::sum);
            }
        }
        // else it would prove little
        assertThat(ends).hasSize(3).allSatisfy((_, times) -> assertThat(times).isGreaterThan(300));
    }

    private static List<String> taken(RouteNotes notes) {
        return notes.trace().steps().stream()
                .filter(s -> s.match() != Match.NO)
                .map(RouteTrace.Step::line)
                .toList();
    }

    private static List<String> tried(RouteNotes notes) {
        return notes.trace().candidates().stream()
                .filter(RouteTrace.Candidate::isTried)
                .map(RouteTrace.Candidate::trunk)
                .toList();
    }

    @Test
    void a_dry_run_says_of_every_rule_why_it_does_not_take_the_call() {
        var plan =
                DialPlan.of(
                        Rule.refuse("no", NumberPattern.prefix("9"), Cause.NO_ROUTE)
                                .at(new Place("d.yaml", 3)),
                        Rule.change(
                                "cut",
                                NumberPattern.prefix("8"),
                                Change.NONE.withCalled(Rewrite.strip(1))),
                        Rule.to("out", NumberPattern.prefix("7"), "carrier").from("pbx"));
        var notes = RouteNotes.full();
        var query =
                RouteQuery.of(
                        CallRequest.of(
                                Party.ofNumber("100"), Party.ofNumber("87495"), Optional.empty()),
                        "pbx",
                        Instant.EPOCH);
        new Router(plan).route(query, notes);
        assertThat(notes.trace().steps().stream().map(DryRunTest::told).toList())
                .containsExactly(
                        "no NO [number 9*: 87495 NO] ",
                        "cut YES [number 8*: 87495 YES] goes on",
                        "out YES [number 7*: 7495 YES, from pbx: pbx YES] to carrier");
        assertThat(notes.trace().steps().get(1).line())
                .isEqualTo("rule cut: number 87495 becomes 7495; goes on");
        assertThat(notes.trace().steps().getFirst().place()).contains(new Place("d.yaml", 3));
    }

    private static String told(RouteTrace.Step step) {
        return "%s %s %s %s"
                .formatted(
                        step.rule(),
                        step.match(),
                        step.checks().stream()
                                .map(c -> c.wanted() + ": " + c.found() + " " + c.match())
                                .toList(),
                        step.then());
    }
}
