package org.dragoman.tests.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.gateway.load.Behaviour;
import org.dragoman.gateway.load.LoadEnds;
import org.dragoman.gateway.load.Outcome;
import org.jspecify.annotations.Nullable;

/// Several gateways that differ in the options of their Java machines take the same calls at the
/// same time, by turns, each when another is over. What else the machine does meets all of them, so
/// that a difference can be told on a busy machine too; the figures themselves are those of a busy
/// machine.
public final class OptionsBench {
    private static final Duration TALK = Duration.ofMillis(20);
    private static final int AT_ONCE = 4; // for each gateway
    private static final long PATIENCE = 60; // seconds; for one place among those
    private static final int STEPS = 4; // of the warm-up
    private static final String PLAIN = "-";

    private final PrintStream out = System.out;
    private final List<One> gateways = new ArrayList<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final boolean toH323;

    private record One(String options, Gateway gateway, LoadEnds ends) {}

    private OptionsBench(boolean toH323) {
        this.toH323 = toH323;
    }

    /// - {@code arguments}: {@code to-h323} or {@code to-sip}, calls to warm each up with, calls to
    ///   measure each with, and the options of each gateway as one word; {@code -} for none.
    public static void main(String[] arguments) throws Exception {
        var bench = new OptionsBench(arguments[0].equals("to-h323"));
        try {
            int warm = Integer.parseInt(arguments[1]);
            int calls = Integer.parseInt(arguments[2]);
            for (var options : List.of(arguments).subList(3, arguments.length)) {
                bench.add(options.equals(PLAIN) ? "" : options);
            }
            for (int step = 0; step < STEPS; step++) {
                bench.run("warming up", warm / STEPS);
            }
            bench.run("measured", calls);
        } catch (Exception | AssertionError e) {
            e.printStackTrace(); // before the end that would hide it
        } finally {
            for (var one : bench.gateways) {
                one.gateway().close();
            }
            System.exit(0); // the SIP stack's threads do not end by themselves
        }
    }

    private void add(String options) throws IOException {
        var place = SignallingPlaces.place();
        var gateway = SignallingPlaces.dragoman("bench-options-" + gateways.size(), place, options);
        gateways.add(new One(options, gateway, SignallingPlaces.ends(place)));
    }

    private void run(String what, int calls) throws InterruptedException {
        if (calls == 0) {
            return;
        }
        var before = gateways.stream().map(one -> ThreadTimes.of(one.gateway().pid())).toList();
        int count = gateways.size();
        var places = new Semaphore(AT_ONCE * count);
        for (int i = 0; i < calls * count; i++) {
            take(places, 1);
            call(gateways.get(i % count).ends()).whenComplete((o, f) -> end(places, o, f));
        }
        take(places, AT_ONCE * count);
        out.printf("%s: %d calls each, %d failed%n", what, calls, failed.getAndSet(0));
        for (int i = 0; i < count; i++) {
            long pid = gateways.get(i).gateway().pid();
            out.printf(
                    Locale.ROOT,
                    "  [%s] %.0f MB; ms a call: %s%n",
                    gateways.get(i).options(),
                    Usage.of(pid).residentMegabytes(),
                    ThreadTimes.of(pid).since(before.get(i), calls));
        }
    }

    private static void take(Semaphore places, int count) throws InterruptedException {
        if (!places.tryAcquire(count, PATIENCE, TimeUnit.SECONDS)) {
            throw new IllegalStateException("calls do not end");
        }
    }

    private void end(Semaphore places, @Nullable Outcome outcome, @Nullable Throwable fault) {
        if (fault != null || outcome == null || !outcome.wasAnswered()) {
            failed.incrementAndGet();
        }
        places.release();
    }

    private CompletableFuture<Outcome> call(LoadEnds ends) {
        var talk = new Behaviour.Talk(TALK);
        return toH323 ? ends.sipToH323("000", talk) : ends.h323ToSip("000", talk);
    }
}
