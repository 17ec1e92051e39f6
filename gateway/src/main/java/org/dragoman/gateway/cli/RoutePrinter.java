package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dragoman.gateway.ladder.Screen;
import org.dragoman.gateway.ladder.Screen.Ink;
import org.dragoman.gateway.ladder.Wrapping;
import org.dragoman.gateway.rest.RouteView;

/// A dry run for people: the rules as they were looked at, then the peers in order.
final class RoutePrinter {
    private static final int INDENT = 8; // of what goes on below

    private final PrintWriter out;
    private final Screen screen;

    RoutePrinter(PrintWriter out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    private void put(Ink ink, String form, Object... words) {
        Wrapping.of(form.formatted(words), screen.columns(), INDENT)
                .forEach(line -> out.println(screen.paint(ink, line)));
    }

    void print(RouteView view) {
        put(
                Ink.NAME,
                "Call from %s%s to %s at %s%s",
                view.from(),
                view.calling().isEmpty() ? "" : " (" + view.calling() + ")",
                view.called(),
                view.at(),
                view.emergency() ? ", an emergency: it passes every limit" : "");
        out.println();
        view.steps().forEach(this::step);
        if (!view.candidates().isEmpty()) {
            out.println();
            int place = 0;
            for (var candidate : view.candidates()) {
                candidate(candidate, candidate.tried() ? ++place + "." : "-");
            }
        }
        out.println();
        put(view.outcome().equals("sent") ? Ink.GOOD : Ink.BAD, "%s", end(view));
    }

    private void step(RouteView.Step step) {
        boolean takes = step.match().equals("yes");
        var sign =
                switch (step.match()) {
                    case "yes" -> "*";
                    case "no" -> " ";
                    default -> "?";
                };
        put(
                takes ? Ink.NAME : Ink.QUIET,
                "%s %s%s",
                sign,
                step.rule(),
                step.place().isEmpty() ? "" : "  (" + step.place() + ")");
        for (var check : step.checks()) {
            put(
                    Ink.QUIET,
                    "      %s %s: %s",
                    check.match().equals("no") ? "not" : "   ",
                    check.wanted(),
                    check.found());
        }
        for (var change : step.changes()) {
            put(
                    Ink.RIGHTWARDS,
                    "      %s %s becomes %s",
                    change.what(),
                    change.before(),
                    change.after());
        }
        if (!step.then().isEmpty()) {
            put(Ink.PLAIN, "      %s", step.then());
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
        put(
                c.tried() ? Ink.PLAIN : Ink.QUIET,
                "%3s %s%s: %s",
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
