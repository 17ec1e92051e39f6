package org.dragoman.core.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.core.route.NumberPattern.Match;

/// Applies a dial plan. A number that may still grow is never declared complete here: as long as
/// further digits could bring another rule in, the caller is asked for them.
public final class Router implements Routes {
    private static final Cause TOO_MANY_HOPS = Cause.gateway(25); // RFC 3398 §8.2.6.1, SIP 483

    private final DialPlan plan;
    private final NationalPlans national;
    private final TrunkStates states;
    private final Map<String, RouteService> services;
    private final RuleIndex index;

    public Router(DialPlan plan) {
        this(plan, NationalPlans.NONE, TrunkStates.IDLE, Map.of());
    }

    /// - {@code services}: whom rules may ask, by name; one that is not there says nothing.
    public Router(
            DialPlan plan,
            NationalPlans national,
            TrunkStates states,
            Map<String, RouteService> services) {
        this.plan = plan;
        this.national = national;
        this.states = states;
        this.services = Map.copyOf(services);
        this.index = new RuleIndex(plan.rules());
    }

    @Override
    public Routing route(RouteQuery query, RouteNotes notes) {
        var request = query.request();
        if (request.maxForwards() < 1) {
            return new Routing.Refused(TOO_MANY_HOPS, "no hops left: the call went in a circle");
        }
        var called = Dialled.of(request.to());
        if (!request.numberComplete() && called.isEmpty()) {
            return new Routing.NeedsDigits("no digit dialled yet");
        }
        boolean emergency = plan.isEmergency(called);
        var most = plan.termsOf(query.ingress()).mostCalls();
        if (!emergency && most.isPresent()) {
            int now = statesFor(query).of(query.ingress()).calls();
            if (now > most.get()) {
                return new Routing.Refused(
                        Cause.NO_CIRCUIT,
                        "%s has %d calls, more than its %d"
                                .formatted(query.ingress(), now, most.get()));
            }
        }
        return new Walk(query, notes, emergency).from(0);
    }

    /// As they are while the call is there.
    private TrunkStates statesFor(RouteQuery query) {
        return query.isThere()
                ? states
                : trunk ->
                        trunk.equals(query.ingress())
                                ? states.of(trunk).withOneMore()
                                : states.of(trunk);
    }

    @Override
    public boolean isEmergency(String dialled) {
        return plan.isEmergency(dialled);
    }

    @Override
    public boolean hasEmergency() {
        return !plan.emergency().isEmpty();
    }

    @Override
    public boolean knows(String target) {
        return plan.knows(target);
    }

    @Override
    public TrunkTerms termsOf(String trunk) {
        return plan.termsOf(trunk);
    }

    /// One call's way through the rules.
    private final class Walk {
        private final RouteNotes notes;
        private final boolean emergency;
        private RouteQuery query;
        private List<RouteTrace.Check> seen = List.of();
        private Optional<Duration> longest = Optional.empty();

        Walk(RouteQuery query, RouteNotes notes, boolean emergency) {
            this.query = query;
            this.notes = notes;
            this.emergency = emergency;
        }

        Routing from(int first) {
            int next = first;
            while (true) {
                var found = firstFrom(next);
                if (found.isEmpty()) {
                    return nobody();
                }
                int at = found.get();
                var rule = plan.rules().get(at);
                if (rule.match(query) == Match.WITH_MORE_DIGITS) {
                    note(rule, Match.WITH_MORE_DIGITS, List.of(), "more digits are needed");
                    return new Routing.NeedsDigits("rule " + rule.name() + " needs more digits");
                }
                var decided = take(rule, at + 1);
                if (decided.isPresent()) {
                    return decided.get();
                }
                next = at + 1;
            }
        }

        /// The first rule from there on that takes the call, or may with more digits.
        private Optional<Integer> firstFrom(int first) {
            boolean complete = query.request().numberComplete();
            boolean all = notes.isFull() || !complete;
            var called = Dialled.of(query.request().to());
            for (int i : all ? index.all(first) : index.candidates(called, first)) {
                var rule = plan.rules().get(i);
                var match = rule.match(query);
                if (match == Match.YES || match == Match.WITH_MORE_DIGITS && !complete) {
                    return Optional.of(i);
                }
                if (notes.isFull()) {
                    note(rule, Match.NO, List.of(), "");
                }
            }
            return Optional.empty();
        }

        private Optional<Routing> take(Rule rule, int next) {
            seen = checks(rule); // by the numbers that the rule saw
            var before = query.request();
            var after = rule.change().apply(before, national);
            if (after.isEmpty()) {
                var then = "makes something of a number that is none";
                note(rule, Match.YES, List.of(), then);
                return Optional.of(
                        new Routing.Refused(
                                Cause.INCOMPLETE_NUMBER, "rule " + rule.name() + " " + then));
            }
            query = query.withRequest(after.get());
            var made =
                    rule.change().isNone()
                            ? List.<Change.Made>of()
                            : Change.made(before, after.get());
            return switch (rule.then()) {
                case Then.GoOn goOn -> {
                    note(rule, Match.YES, made, goOn.written());
                    yield Optional.empty();
                }
                case Then.Refuse refuse -> {
                    note(rule, Match.YES, made, refuse.written());
                    yield Optional.of(refused(rule.name(), refuse));
                }
                case Then.Send send -> {
                    note(rule, Match.YES, made, send.written());
                    yield Optional.of(send(rule.name(), send));
                }
                case Then.LookUp(var table) -> lookUp(rule, table, made);
                case Then.Ask ask -> ask(rule, ask, made, next);
            };
        }

        private Optional<Routing> ask(Rule rule, Then.Ask ask, List<Change.Made> made, int next) {
            var service = Optional.ofNullable(services.get(ask.service()));
            if (service.isEmpty() || notes.isFull()) {
                var not = notes.isFull() ? "; not in a dry run" : ", which is not there";
                note(rule, Match.YES, made, ask.written() + not + ": the rules behind decide");
                return Optional.empty();
            }
            note(rule, Match.YES, made, ask.written());
            return Optional.of(
                    new Routing.Asking(service.get(), query, reply -> told(rule, reply, next)));
        }

        private Routing told(Rule rule, ServiceReply reply, int next) {
            return switch (reply) {
                case ServiceReply.Silent _ -> from(next);
                case ServiceReply.Advised(var advice, _) -> advised(rule, advice, next);
            };
        }

        private Routing advised(Rule rule, Advice advice, int next) {
            var stranger =
                    advice.to().stream()
                            .map(Then.Target::to)
                            .filter(t -> !plan.knows(t))
                            .findFirst();
            if (stranger.isPresent()) {
                note(
                        rule,
                        Match.YES,
                        List.of(),
                        "it names " + stranger.get() + ", which is no peer");
                return from(next);
            }
            if (advice.refuse().isPresent()) {
                var cause = Cause.gateway(advice.refuse().get());
                return new Routing.Refused(cause, "rule " + rule.name() + ": it says so");
            }
            var before = query.request();
            var after = advice.change().apply(before, national).orElse(before);
            query = query.withRequest(after);
            longest = advice.longest().or(() -> longest);
            var made = Change.made(before, after);
            if (advice.to().isEmpty()) {
                note(rule, Match.YES, made, "it leaves the rest to the rules behind");
                return from(next);
            }
            var send = new Then.Send(advice.to(), advice.failover(), advice.patience());
            note(rule, Match.YES, made, send.written());
            return send(rule.name(), send);
        }

        private Optional<Routing> lookUp(Rule rule, RouteTable table, List<Change.Made> made) {
            var called = Dialled.of(query.request().to());
            if (!query.request().numberComplete() && table.rows().goesOnFrom(called)) {
                note(rule, Match.WITH_MORE_DIGITS, made, "more digits are needed");
                return Optional.of(
                        new Routing.NeedsDigits("rule " + rule.name() + " needs more digits"));
            }
            var row = table.rows().longest(called);
            if (row.isEmpty()) {
                note(rule, Match.YES, made, table.file() + " has no row for it; goes on");
                return Optional.empty();
            }
            var line = table.file() + ":" + row.get().line() + ": " + row.get().prefix();
            note(rule, Match.YES, made, line + " " + row.get().then().written());
            return Optional.of(
                    row.get().then() instanceof Then.Send send
                            ? send(rule.name(), send)
                            : refused(rule.name(), (Then.Refuse) row.get().then()));
        }

        private static Routing refused(String rule, Then.Refuse refuse) {
            return new Routing.Refused(refuse.cause(), "rule " + rule);
        }

        private Routing send(String rule, Then.Send send) {
            var sent = query.request().withMaxForwards(query.request().maxForwards() - 1);
            var ranking = new Ranking(plan, statesFor(query), query.withRequest(sent), emergency);
            var candidates = ranking.of(send.targets());
            notes.candidates(candidates.stream().map(Ranking.Placed::candidate).toList());
            var targets = new ArrayList<Routing.Target>();
            for (var placed : candidates) {
                if (placed.candidate().isTried()) {
                    var to = placed.rewrite().apply(sent.to(), national);
                    if (to.isEmpty()) {
                        return new Routing.Refused(
                                Cause.INCOMPLETE_NUMBER,
                                "rule " + rule + " makes something of the number that is none");
                    }
                    targets.add(
                            new Routing.Target(placed.candidate().trunk(), sent.withTo(to.get())));
                }
            }
            if (targets.isEmpty()) {
                return new Routing.Refused(
                        Cause.NO_CIRCUIT,
                        "rule " + rule + ": " + candidates.getFirst().candidate().why());
            }
            var limit = emergency ? Optional.<Duration>empty() : longest;
            return new Routing.To(
                    rule, targets, send.failover(), send.patience(), limit, emergency);
        }

        private Routing nobody() {
            boolean fromHere = plan.rules().stream().anyMatch(r -> r.takesFrom(query.ingress()));
            return fromHere
                    ? new Routing.Refused(Cause.UNALLOCATED, "no rule takes this number")
                    : new Routing.Refused(
                            Cause.NO_ROUTE, "no rule takes calls from " + query.ingress());
        }

        private void note(Rule rule, Match match, List<Change.Made> made, String then) {
            var checks = match == Match.YES ? seen : checks(rule);
            notes.step(new RouteTrace.Step(rule.name(), rule.place(), match, checks, made, then));
        }

        private List<RouteTrace.Check> checks(Rule rule) {
            if (!notes.isFull()) {
                return List.of();
            }
            var checks = new ArrayList<RouteTrace.Check>();
            for (var condition : rule.when()) {
                var match = condition.match(query);
                checks.add(new RouteTrace.Check(condition.wanted(), condition.found(query), match));
                if (match == Match.NO) {
                    break;
                }
            }
            return checks;
        }
    }
}
