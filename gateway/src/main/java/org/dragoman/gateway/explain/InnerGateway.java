package org.dragoman.gateway.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.Calls;
import org.dragoman.core.call.Endpoint;
import org.dragoman.core.call.LoopRunner;
import org.dragoman.core.call.TrunkPolicy;
import org.dragoman.core.call.Trunks;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.route.Routing;

/// One of the two gateways between which a captured call is played: its calls go from one peer to
/// the other, whatever the number.
final class InnerGateway {
    private static final int CALLS = 16; // a played call may bring others, by a transfer

    private final Map<String, Endpoint> endpoints = new HashMap<>();
    private final Map<CallId, Integer> told = new HashMap<>(); // rows of the ladder
    private final Calls calls;

    /// A row of the ladder of a call.
    record News(CallSnapshot call, CallSnapshot.Row row) {}

    /// - {@code target}: where all calls go.
    InnerGateway(String target, ReplayTime time, LoopRunner thread) {
        this(_ -> target, time, thread);
    }

    /// - {@code targets}: where calls go, by where they come from.
    InnerGateway(UnaryOperator<String> targets, ReplayTime time, LoopRunner thread) {
        calls =
                new Calls(
                        new Calls.Limits(CALLS, CALLS, 0),
                        name ->
                                java.util.Optional.ofNullable(endpoints.get(name))
                                        .map(e -> new Trunks.Trunk(name, e, TrunkPolicy.DEFAULT)),
                        (query, _) ->
                                new Routing.To(
                                        "explain",
                                        List.of(
                                                new Routing.Target(
                                                        targets.apply(query.ingress()),
                                                        query.request())),
                                        Set.of()),
                        new PaperMedia(),
                        time,
                        thread,
                        _ -> {});
    }

    Calls calls() {
        return calls;
    }

    void add(String trunk, Endpoint endpoint) {
        endpoints.put(trunk, endpoint);
    }

    List<CallSnapshot> all() {
        var all = new ArrayList<>(calls.history().reversed());
        all.addAll(calls.list());
        return all;
    }

    /// Rows that were drawn since this was asked last.
    List<CallSnapshot.Row> news() {
        return newsOfCalls().stream().map(News::row).toList();
    }

    /// The same, with the calls they belong to.
    List<News> newsOfCalls() {
        var fresh = new ArrayList<News>();
        for (var call : all()) {
            int known = told.getOrDefault(call.id(), 0);
            var rows = call.ladder();
            rows.subList(Math.min(known, rows.size()), rows.size())
                    .forEach(row -> fresh.add(new News(call, row)));
            told.put(call.id(), rows.size());
        }
        return fresh;
    }
}
