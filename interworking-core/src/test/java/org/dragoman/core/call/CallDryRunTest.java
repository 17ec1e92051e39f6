package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.GeneratedPlans;
import org.dragoman.core.route.NationalPlans;
import org.dragoman.core.route.RouteNotes;
import org.dragoman.core.route.RouteQuery;
import org.dragoman.core.route.Router;
import org.dragoman.core.route.Routing;
import org.dragoman.core.route.TrunkGroup;
import org.dragoman.core.testing.FakeLeg;
import org.junit.jupiter.api.Test;

/// Calls are placed through plans by lot: each goes where the dry run said it would.
class CallDryRunTest {
    private static final int PLANS = 1_000;

    @Test
    void a_call_goes_where_the_dry_run_says() {
        var ends = new HashMap<Class<?>, Integer>();
        for (int seed = 0; seed < PLANS; seed++) {
            var lot = new GeneratedPlans(seed);
            var stage = new Stage();
            stage.policy("d", TrunkPolicy.DEFAULT);
            stage.plan = inOrder(lot.plan());
            var request = lot.query().request().withFrom(Party.ofNumber("100"));
            var number = request.to().digits();
            var asked =
                    RouteQuery.of(
                                    new CallRequest(
                                            request.from(),
                                            request.to(),
                                            List.of(),
                                            request.numberComplete(),
                                            Optional.of(Stage.PCMU),
                                            CallRequest.MAX_FORWARDS),
                                    "a",
                                    stage.time.instant())
                            .asIf()
                            .withProtocol("one");
            var router = new Router(stage.plan, NationalPlans.NONE, stage.loads, Map.of());
            var dry = router.route(asked, RouteNotes.full());
            var caller = stage.call(number, request.numberComplete(), Optional.of(Stage.PCMU));
            assertThat(went(stage, caller)).as("plan %d, %s", seed, number).isEqualTo(told(dry));
            ends.merge(dry.getClass(), 1, Integer::sum);
        }
        // else it would prove little
        assertThat(ends).hasSize(3).allSatisfy((_, times) -> assertThat(times).isGreaterThan(20));
    }

    /// A lot that is drawn for each call cannot be foretold.
    private static DialPlan inOrder(DialPlan plan) {
        var groups = new HashMap<String, TrunkGroup>();
        plan.groups()
                .forEach(
                        (name, g) ->
                                groups.put(
                                        name,
                                        g.order() == TrunkGroup.Order.WEIGHT
                                                ? new TrunkGroup(
                                                        name,
                                                        g.members(),
                                                        TrunkGroup.Order.LISTED,
                                                        g.floor())
                                                : g));
        return new DialPlan(plan.rules(), plan.emergency(), groups, plan.terms(), plan.targets());
    }

    private static String told(Routing dry) {
        return switch (dry) {
            case Routing.To to ->
                    to.rule()
                            + " "
                            + to.targets().getFirst().trunk()
                            + " "
                            + to.targets().getFirst().request().to().digits()
                            + " "
                            + to.targets().getFirst().request().from().digits();
            case Routing.Refused(var cause, _) -> "refused " + cause.q850();
            case Routing.NeedsDigits _ -> "more digits";
            case Routing.Asking _ -> "asks";
        };
    }

    private static String went(Stage stage, FakeLeg caller) {
        var sent = dialled(stage);
        if (sent.isPresent()) {
            var call = stage.snapshot(caller);
            var request = sent.get();
            return "%s %s %s %s"
                    .formatted(
                            call.rule(),
                            call.legs().getLast().trunk(),
                            request.to().digits(),
                            request.from().digits());
        }
        return Stage.last(caller) instanceof LegCommand.Release(var cause)
                ? "refused " + cause.q850()
                : "more digits";
    }

    private static Optional<CallRequest> dialled(Stage stage) {
        return Stream.concat(stage.one.legs().stream(), stage.other.legs().stream())
                .flatMap(l -> l.commands().stream())
                .flatMap(c -> c instanceof LegCommand.Dial(var r) ? Stream.of(r) : Stream.of())
                .findFirst();
    }
}
