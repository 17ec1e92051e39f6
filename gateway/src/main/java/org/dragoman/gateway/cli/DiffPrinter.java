package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dragoman.gateway.ladder.Screen;
import org.dragoman.gateway.ladder.Screen.Ink;
import org.dragoman.gateway.ladder.Wrapping;
import org.dragoman.gateway.route.RouteComparison.Change;
import org.dragoman.gateway.route.RouteComparison.Target;
import org.dragoman.gateway.route.RouteComparison.Way;

/// Calls that go another way, for people: what was, and below what would be.
final class DiffPrinter {
    private static final int BEFORE = 4; // columns

    private final PrintWriter out;
    private final Screen screen;

    DiffPrinter(PrintWriter out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    void print(int calls, List<Change> changes) {
        for (var change : changes) {
            var calling = change.calling().isEmpty() ? "" : " (" + change.calling() + ")";
            out.println("from %s%s to %s".formatted(change.from(), calling, change.to()));
            boolean failsOverOtherwise =
                    !change.before().failover().equals(change.after().failover())
                            || !change.before().patience().equals(change.after().patience());
            way("-", Ink.BAD, words(change.before(), failsOverOtherwise));
            way("+", Ink.GOOD, words(change.after(), failsOverOtherwise));
            out.println();
        }
        out.println(
                changes.isEmpty()
                        ? "All of %d calls go the same way.".formatted(calls)
                        : "%d of %d calls go another way.".formatted(changes.size(), calls));
    }

    private void way(String sign, Ink ink, List<String> all) {
        for (var words : all) {
            for (var line : Wrapping.of(words, screen.columns() - BEFORE, 2)) {
                out.println(screen.paint(ink, "  " + sign + " " + line));
            }
        }
    }

    private static List<String> words(Way way, boolean withFailover) {
        var all = new ArrayList<String>();
        switch (way.outcome()) {
            case "sent" -> all.add("by " + way.why() + (withFailover ? failover(way) : ""));
            case "refused" ->
                    all.add("refused with cause %d: %s".formatted(way.cause(), way.why()));
            case "more-digits" -> all.add("more digits are needed: " + way.why());
            default -> all.add(way.why());
        }
        int place = 0;
        for (var target : way.targets()) {
            all.add("%d. %s".formatted(++place, words(target)));
        }
        return all;
    }

    private static String failover(Way way) {
        if (way.failover().isEmpty()) {
            return "";
        }
        var causes = way.failover().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "; the next peer on causes "
                + causes
                + (way.patience().isEmpty() ? "" : " and after " + way.patience());
    }

    private static String words(Target target) {
        var calling = target.calling().isEmpty() ? "" : " from " + target.calling();
        var cost = target.cost().isEmpty() ? "" : ", " + target.cost() + " a minute";
        var why = target.why().isEmpty() ? "" : " (" + target.why() + ")";
        return "%s dials %s%s%s%s".formatted(target.peer(), target.number(), calling, cost, why);
    }
}
