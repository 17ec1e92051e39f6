package org.dragoman.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dragoman.core.call.Cause;
import org.dragoman.core.route.Rule;
import org.dragoman.core.route.Then;

/// Reads one rule of the dial plan: whose calls it takes, what it changes, and what then.
final class RuleReader {
    private final Names names;
    private final ConditionReader conditions;
    private final ChangeReader changes;
    private final RouteTableReader tables;

    /// What rules may name.
    ///
    /// - {@code callers}: trunks and groups that calls come in by; {@code targets}: that they may
    ///   be sent to; {@code services}: who may be asked.
    record Names(List<String> callers, List<String> targets, List<String> services) {
        Names {
            services = List.copyOf(services);
            callers = List.copyOf(callers);
            targets = List.copyOf(targets);
        }
    }

    RuleReader(
            Names names,
            ConditionReader conditions,
            ChangeReader changes,
            RouteTableReader tables) {
        this.changes = changes;
        this.names = names;
        this.conditions = conditions;
        this.tables = tables;
    }

    Optional<Rule> read(Section s, String otherwise) {
        var name = s.text("name", otherwise, "a name", "What decisions and logs call the rule.");
        var when = conditions.read(s, names.callers());
        var change = changes.read(s);
        var targets =
                s.list(
                        "to",
                        List.<Then.Target>of(),
                        "nowhere",
                        allowedTargets(s)
                                + ", and where its number differs: strip COUNT, prefix DIGITS",
                        "The peers, or groups of them, that the call is sent to, tried in order.",
                        this::target);
        var failover =
                s.list(
                        "failover-on",
                        List.copyOf(new TreeSet<>(Rule.FAILOVER)),
                        new TreeSet<>(Rule.FAILOVER)
                                .stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        "a Q.850 cause from 1 to 127",
                        "The causes on which the next peer is tried.",
                        RuleReader::cause);
        var patience =
                s.optional(
                        "failover-after",
                        "the peer's `setup-timeout`",
                        "a time from 1s to 5m",
                        "How long each peer has for its first sign of the called party; then the"
                                + " next one is tried.",
                        text ->
                                Values.duration(text)
                                        .filter(d -> d.toSeconds() >= 1 && d.toSeconds() <= 300));
        var refusal =
                s.optional(
                        "refuse",
                        "the call is sent on",
                        "a Q.850 cause from 1 to 127",
                        "The cause such calls are refused with, instead of being sent anywhere.",
                        RuleReader::cause);
        var table = tables.read(s, this::target);
        var asked =
                s.optional(
                        "ask",
                        "nobody",
                        names.services().isEmpty()
                                ? "the name of a route service"
                                : Section.oneOf(names.services()),
                        "Who is asked where the call goes, and what its numbers are; where it says"
                                + " nothing in time, the rules behind decide.",
                        text -> Optional.of(text).filter(names.services()::contains));
        if (s.isDocumenting()) {
            return Optional.empty();
        }
        var thens = new ArrayList<Then>();
        if (!targets.isEmpty()) {
            thens.add(new Then.Send(targets, new TreeSet<>(failover), patience));
        }
        refusal.ifPresent(c -> thens.add(new Then.Refuse(Cause.gateway(c))));
        table.ifPresent(t -> thens.add(new Then.LookUp(t)));
        asked.ifPresent(a -> thens.add(new Then.Ask(a)));
        if (thens.size() > 1) {
            s.problem("to", "a rule has one of \"to\", \"refuse\", \"table\" and \"ask\"");
            return Optional.empty();
        }
        boolean broken =
                s.has("to") && targets.isEmpty()
                        || s.has("headers") && change.extras().isEmpty()
                        || s.has("elements") && change.elements().isEmpty()
                        || s.has("table") && table.isEmpty()
                        || s.has("ask") && asked.isEmpty();
        if (thens.isEmpty() && change.isNone() && !broken) {
            s.problem(
                    "to",
                    "a rule that changes nothing has one of \"to\", \"refuse\", \"table\" and \"ask\"");
        }
        var then = thens.isEmpty() ? new Then.GoOn() : thens.getFirst();
        return Optional.of(new Rule(name, Optional.of(s.place()), when, change, then))
                .filter(_ -> !broken);
    }

    Optional<Then.Target> target(String text) {
        return Then.Target.parse(text).filter(t -> names.targets().contains(t.to()));
    }

    static Optional<Integer> cause(String text) {
        return Values.integer(text).stream().filter(c -> c >= 1 && c <= 127).boxed().findFirst();
    }

    private String allowedTargets(Section s) {
        if (s.isDocumenting()) {
            return "the name of a peer or group, or " + String.join(", ", names.targets());
        }
        return names.targets().isEmpty()
                ? "the name of a peer or group"
                : Section.oneOf(names.targets());
    }
}
