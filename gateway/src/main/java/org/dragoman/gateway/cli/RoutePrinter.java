package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dragoman.gateway.rest.RouteView;

/// A dry run for people: the rules as they were looked at, then the peers in order.
final class RoutePrinter {
    private final PrintWriter out;

    RoutePrinter(PrintWriter out) {
        this.out = out;
    }

    void print(RouteView view) {
        out.printf(
                "Call from %s%s to %s at %s%s%n%n",
                view.from(),
                view.calling().isEmpty() ? "" : " (" + view.calling() + ")",
                view.called(),
                view.at(),
                view.emergency() ? ", an emergency: it passes every limit" : "");
        view.steps().forEach(this::step);
        if (!view.candidates().isEmpty()) {
            out.println();
            int place = 0;
            for (var candidate : view.candidates()) {
                candidate(candidate, candidate.tried() ? ++place + "." : "-");
            }
        }
        out.println();
        out.println(end(view));
    }

    private void step(RouteView.Step step) {
        var sign =
                switch (step.match()) {
                    case "yes" -> "*";
                    case "no" -> " ";
                    default -> "?";
                };
        out.printf(
                "%s %s%s%n",
                sign, step.rule(), step.place().isEmpty() ? "" : "  (" + step.place() + ")");
        for (var check : step.checks()) {
            out.printf(
                    "      %s %s: %s%n",
                    check.match().equals("no") ? "not" : "   ", check.wanted(), check.found());
        }
        for (var change : step.changes()) {
            out.printf("      %s %s becomes %s%n", change.what(), change.before(), change.after());
        }
        if (!step.then().isEmpty()) {
            out.println("      " + step.then());
        }
    }

    private void candidate(RouteView.Candidate c, String place) {
        var facts = new ArrayList<String>();
        if (!c.number().isEmpty()) {
            facts.add("dials " + c.number());
        }
        if (!c.cost().isEmpty()) {
            facts.add(c.cost() + " a minute (" + c.rate() + ")");
        }
        if (c.mostCalls() > 0) {
            facts.add(c.calls() + " of " + c.mostCalls() + " calls");
        }
        if (c.callsPerSecond() > 0) {
            facts.add(c.lastSecond() + " of " + c.callsPerSecond() + " calls/s");
        }
        if (c.remembered() > 0) {
            facts.add(c.answeredPercent() + " % of " + c.remembered() + " answered");
        }
        if (c.delayMillis() >= 0) {
            facts.add(String.format(Locale.ROOT, "%.1f s", c.delayMillis() / 1e3));
        }
        if (c.mos() > 0) {
            facts.add(String.format(Locale.ROOT, "MOS %.1f", c.mos()));
        }
        if (!c.why().isEmpty()) {
            facts.add(c.why());
        }
        out.printf(
                "%3s %s%s: %s%n",
                place,
                c.trunk(),
                c.group().isEmpty() ? "" : " of " + c.group(),
                String.join("; ", facts));
    }

    private static String end(RouteView view) {
        return switch (view.outcome()) {
            case "sent" -> "Sent by " + view.why() + failover(view) + ".";
            case "refused" -> "Refused with cause " + view.cause() + ": " + view.why() + ".";
            default -> "More digits are needed: " + view.why() + ".";
        };
    }

    private static String failover(RouteView view) {
        if (view.failover().isEmpty()) {
            return "";
        }
        var causes =
                view.failover().stream().map(String::valueOf).collect(Collectors.joining(", "));
        var after = view.patience().isEmpty() ? "" : ", and after " + view.patience();
        return "; the next peer is tried on causes " + causes + after;
    }
}
