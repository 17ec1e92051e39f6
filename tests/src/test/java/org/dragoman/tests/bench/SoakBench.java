package org.dragoman.tests.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.dragoman.gateway.load.Behaviour;
import org.dragoman.gateway.load.LoadEnds;
import org.dragoman.gateway.load.Outcome;

/// Very many calls through one gateway from its cold start on, in both directions, at one rate:
/// whether its memory stays flat, and what the first calls cost beside later ones.
public final class SoakBench {
    private static final int CALLS = 100_000;
    private static final double RATE = 240; // where the budget for memory is
    private static final int STEPS = 10;
    private static final Duration TALK = Duration.ofMillis(500);

    private final AtomicLong count = new AtomicLong();

    private SoakBench() {}

    /// - {@code arguments}: how many calls, and how many a second; both may be left out.
    public static void main(String[] arguments) throws IOException {
        int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : CALLS;
        double rate = arguments.length > 1 ? Double.parseDouble(arguments[1]) : RATE;
        boolean clean = new SoakBench().run(calls, rate, System.out);
        System.exit(clean ? 0 : 1); // the SIP stack's threads do not end by themselves
    }

    private boolean run(int calls, double rate, PrintStream out) throws IOException {
        var place = SignallingPlaces.place();
        boolean clean = true;
        try (var ends = SignallingPlaces.ends(place);
                var gateway = SignallingPlaces.gateway("dragoman", place)) {
            var before = Usage.of(gateway.pid());
            out.printf(
                    Locale.ROOT,
                    "started: %.2f CPU s, %.0f MB%n",
                    before.cpuSeconds(),
                    before.residentMegabytes());
            for (int step = 1; step <= STEPS; step++) {
                var result =
                        LoadRun.run(rate, calls / STEPS, gateway.pid(), () -> call(ends, TALK));
                clean &= result.failed() == 0;
                out.printf(Locale.ROOT, "%7d  %s%n", count.get(), result);
            }
            var whole = Usage.of(gateway.pid());
            out.printf(
                    Locale.ROOT,
                    "in all: %.2f CPU s, %.0f MB at the end%n",
                    whole.cpuSeconds(),
                    whole.residentMegabytes());
        }
        return clean;
    }

    private CompletableFuture<Outcome> call(LoadEnds ends, Duration talk) {
        return count.getAndIncrement() % 2 == 0
                ? ends.sipToH323("000", new Behaviour.Talk(talk))
                : ends.h323ToSip("000", new Behaviour.Talk(talk));
    }
}
