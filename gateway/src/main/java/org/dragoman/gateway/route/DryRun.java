package org.dragoman.gateway.route;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Party;
import org.dragoman.core.route.Dialled;
import org.dragoman.core.route.RouteNotes;
import org.dragoman.core.route.RouteQuery;
import org.dragoman.core.route.RouteTrace;
import org.dragoman.core.route.Routes;
import org.dragoman.core.route.Routing;
import org.dragoman.gateway.rest.RouteQuestion;
import org.dragoman.gateway.rest.RouteView;

/// Routes calls that nobody makes, and says how that went.
///
/// - {@code protocols}: what is spoken with each trunk, by its name.
/// - {@code judge}: what becomes of a new call about which the dial plan decided so.
public record DryRun(
        Accounts accounts,
        Routes routes,
        Map<String, String> protocols,
        UnaryOperator<Routing> judge) {

    public DryRun {
        protocols = Map.copyOf(protocols);
    }

    /// - Returns: nothing where there is neither such a trunk nor such an account.
    public Optional<RouteView> run(RouteQuestion question, Instant now) {
        var account = accounts.find(question.from());
        if (account.isEmpty() && !protocols.containsKey(question.from())) {
            return Optional.empty();
        }
        var ingress = account.map(_ -> Account.TRUNK).orElse(question.from());
        var from =
                account.map(Account::party)
                        .orElse(question.calling().map(Numbers::party).orElse(Party.UNKNOWN));
        var request = CallRequest.of(from, Numbers.party(question.to()), Optional.empty());
        var query =
                RouteQuery.of(request, ingress, question.at().orElse(now))
                        .asIf()
                        .withProtocol(protocols.getOrDefault(ingress, ""));
        var notes = RouteNotes.full();
        return Optional.of(view(query, judge.apply(routes.route(query, notes)), notes.trace()));
    }

    private RouteView view(RouteQuery query, Routing routing, RouteTrace trace) {
        var sent =
                Optional.of(routing)
                        .filter(Routing.To.class::isInstance)
                        .map(Routing.To.class::cast);
        return new RouteView(
                Dialled.of(query.request().from()),
                Dialled.of(query.request().to()),
                query.ingress(),
                query.at().toString(),
                routes.isEmergency(Dialled.of(query.request().to())),
                trace.steps().stream().map(DryRun::step).toList(),
                candidates(trace, sent),
                outcome(routing),
                why(routing),
                routing instanceof Routing.Refused(var cause, _) ? cause.q850() : 0,
                sent.map(t -> List.copyOf(new TreeSet<>(t.failover()))).orElse(List.of()),
                sent.flatMap(Routing.To::patience).map(d -> d.toSeconds() + "s").orElse(""));
    }

    private static String outcome(Routing routing) {
        return switch (routing) {
            case Routing.To _ -> "sent";
            case Routing.Refused _ -> "refused";
            case Routing.NeedsDigits _ -> "more-digits";
            case Routing.Asking _ -> throw new IllegalStateException("a dry run asks nobody");
        };
    }

    private static String why(Routing routing) {
        return switch (routing) {
            case Routing.To to -> to.rule();
            case Routing.Refused refused -> refused.why();
            case Routing.NeedsDigits needs -> needs.why();
            case Routing.Asking _ -> throw new IllegalStateException("a dry run asks nobody");
        };
    }

    private static RouteView.Step step(RouteTrace.Step step) {
        return new RouteView.Step(
                step.rule(),
                step.place().map(Object::toString).orElse(""),
                Numbers.word(step.match()),
                step.checks().stream()
                        .map(
                                c ->
                                        new RouteView.Check(
                                                c.wanted(), c.found(), Numbers.word(c.match())))
                        .toList(),
                step.changes().stream()
                        .map(c -> new RouteView.Change(c.what(), c.before(), c.after()))
                        .toList(),
                step.then());
    }

    /// Where no rule decided but an account, the targets are all there is to say.
    private static List<RouteView.Candidate> candidates(
            RouteTrace trace, Optional<Routing.To> sent) {
        var calling =
                sent.flatMap(t -> t.targets().stream().findFirst())
                        .map(t -> Dialled.of(t.request().from()))
                        .orElse("");
        if (trace.candidates().isEmpty()) {
            return sent.map(Routing.To::targets).orElse(List.of()).stream()
                    .map(t -> plain(t, calling))
                    .toList();
        }
        return trace.candidates().stream().map(c -> candidate(c, calling)).toList();
    }

    private static RouteView.Candidate plain(Routing.Target target, String calling) {
        var number = Dialled.of(target.request().to());
        return candidate(RouteTrace.Candidate.of(target.trunk(), number), calling);
    }

    private static RouteView.Candidate candidate(RouteTrace.Candidate c, String calling) {
        var quality = c.state().quality();
        return new RouteView.Candidate(
                c.trunk(),
                c.group(),
                c.isTried(),
                c.number(),
                calling,
                c.rate().map(Object::toString).orElse(""),
                c.rate().map(r -> r.place().toString()).orElse(""),
                c.state().calls(),
                c.terms().mostCalls().orElse(0),
                c.state().lastSecond(),
                c.terms().callsPerSecond().orElse(0),
                quality.calls(),
                quality.answeredPercent(),
                quality.delay().map(Duration::toMillis).orElse(-1L),
                quality.mos().orElse(0),
                c.why());
    }
}
