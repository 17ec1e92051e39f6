package org.dragoman.tests.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.dragoman.gateway.load.Behaviour;
import org.dragoman.gateway.load.LoadEnds;
import org.dragoman.gateway.load.Outcome;

/// Calls through Dragoman and through Asterisk, one after the other in the same run, between the
/// same kind of load ends: highest rate without a failed call, CPU time, memory, post-dial delay.
///
/// Each gateway is called cold first, which is a figure of its own; then both are warmed up by
/// the same calls and measured warm, as a gateway is for all but the first minutes of its life.
/// The load ends are warmed up before any gateway, by calls among themselves, so that whichever
/// gateway comes first meets the same load as the other.
public final class SignallingBench {
    private static final String QUICK = "quick";
    private static final Duration TALK = Duration.ofMillis(500);
    private static final int COLD_CALLS = 1_000;
    private static final double COLD_RATE = 50;
    private static final int WARM_CALLS = 10_000;
    private static final double WARM_RATE = 150; // both bear it
    private static final double MARK_RATE = 100; // where CPU and delay are compared
    private static final double HIGH_MARK_RATE = 200; // both bear it still
    private static final int MARK_SECONDS = 25;
    private static final int CONCURRENT = 500;
    private static final Duration CONCURRENT_TALK = Duration.ofSeconds(12);
    private static final int MEMORY_RATE = 240; // where DESIGN.md bounds the memory
    private static final int[] RATES = {
        MEMORY_RATE, 300, 400, 500, 600, 700, 800, 900, 1_000, 1_200, 1_500
    };
    private static final int STEP_SECONDS = 8;

    /// Makes one call that is answered and lasts that long.
    private interface Calls {
        CompletableFuture<Outcome> call(Duration talk);
    }

    private final PrintStream out;
    private final int share;

    /// - {@code share}: the part of all calls that is made; 1 for all.
    private SignallingBench(PrintStream out, int share) {
        this.out = out;
        this.share = share;
    }

    /// - {@code arguments}: {@code asterisk}, {@code dragoman}: the gateways, in the order in which
    ///   they are measured; both, where none is named. {@code quick} makes a twentieth of the
    ///   calls, to see whether the bench works; its figures say nothing.
    public static void main(String[] arguments) throws Exception {
        var gateways = new ArrayList<>(List.of(arguments));
        int share = gateways.remove(QUICK) ? 20 : 1;
        try {
            new SignallingBench(System.out, share)
                    .run(gateways.isEmpty() ? List.of("asterisk", "dragoman") : gateways);
        } finally {
            System.exit(0); // the SIP stack's threads do not end by themselves
        }
    }

    private void run(List<String> gateways) throws IOException {
        warmLoad();
        var report = new SignallingReport(out);
        for (String name : gateways) {
            for (String direction : List.of(SignallingReport.TO_H323, SignallingReport.TO_SIP)) {
                report.add(measure(name, direction));
            }
        }
        report.print();
    }

    /// Calls of the load ends among themselves: they get warm, and we learn what they cost.
    private void warmLoad() throws IOException {
        var place = SignallingPlaces.place();
        var here = new LoadEnds.Place(place.sip(), place.sip(), place.h323(), "7", "1");
        var there = new LoadEnds.Place(place.h323(), place.h323(), place.sip(), "7", "1");
        long self = ProcessHandle.current().pid();
        var talk = new Behaviour.Talk(TALK);
        try (LoadEnds caller = SignallingPlaces.ends(here);
                LoadEnds called = SignallingPlaces.ends(there)) {
            out.println("load ends alone, calling one another without a gateway");
            for (double rate : new double[] {WARM_RATE, MARK_RATE}) {
                int calls = (rate == WARM_RATE ? WARM_CALLS : (int) rate * STEP_SECONDS) / share;
                var bySip = LoadRun.run(rate, calls, self, () -> caller.sipToH323("0", talk));
                out.println("  SIP          " + bySip);
                var byH323 = LoadRun.run(rate, calls, self, () -> caller.h323ToSip("0", talk));
                out.println("  H.323        " + byH323);
            }
            if (called.calls() > 0) {
                out.println("  left over: " + called.calls() + " calls");
            }
        }
    }

    /// Each direction has a gateway of its own: the steps of one end in an overload, and the next
    /// would begin in its wake.
    private SignallingReport.Figures measure(String name, String direction) throws IOException {
        var place = SignallingPlaces.place();
        try (Gateway gateway = SignallingPlaces.gateway(name, place);
                LoadEnds ends = SignallingPlaces.ends(place)) {
            boolean toH323 = direction.equals(SignallingReport.TO_H323);
            return measure(
                    gateway,
                    direction,
                    talk ->
                            toH323
                                    ? ends.sipToH323("000", new Behaviour.Talk(talk))
                                    : ends.h323ToSip("000", new Behaviour.Talk(talk)));
        }
    }

    private SignallingReport.Figures measure(Gateway gateway, String direction, Calls calls) {
        out.println("\n" + gateway.name() + ", " + direction);
        Supplier<CompletableFuture<Outcome>> talk = () -> calls.call(TALK);
        long pid = gateway.pid();
        var cold = step("cold", COLD_RATE, COLD_CALLS, pid, talk);
        step("warming up", WARM_RATE, WARM_CALLS, pid, talk);
        var threads = ThreadTimes.of(pid);
        var mark = step("warm", MARK_RATE, (int) (MARK_RATE * MARK_SECONDS), pid, talk);
        out.println("  by threads   " + ThreadTimes.of(pid).since(threads, mark.calls()));
        var high = step("warm", HIGH_MARK_RATE, (int) (HIGH_MARK_RATE * MARK_SECONDS), pid, talk);
        double concurrent = concurrent(gateway, calls);
        out.printf(Locale.ROOT, "  %d calls at once: %.0f MB%n", CONCURRENT, concurrent);
        double highest = high.isClean() ? HIGH_MARK_RATE : mark.isClean() ? MARK_RATE : 0;
        double megabytes = 0;
        String limit = "";
        for (int rate : RATES) {
            var step = step("step", rate, rate * STEP_SECONDS, pid, talk);
            megabytes = rate == MEMORY_RATE ? step.residentMegabytes() : megabytes;
            if (!step.isClean()) {
                limit = step.limit();
                break;
            }
            highest = rate;
        }
        return new SignallingReport.Figures(
                gateway.name(), direction, cold, mark, high, highest, limit, concurrent, megabytes);
    }

    private LoadRun.Result step(
            String name, double rate, int calls, long pid, Supplier<CompletableFuture<Outcome>> c) {
        var result = LoadRun.run(rate, calls / share, pid, c);
        out.printf("  %-12s %s%n", name, result);
        return result;
    }

    /// Memory while that many calls are up: all begin within ten seconds and last twelve.
    private static double concurrent(Gateway gateway, Calls calls) {
        double[] megabytes = {0};
        int[] begun = {0};
        LoadRun.run(
                CONCURRENT / 10.0,
                CONCURRENT,
                gateway.pid(),
                () -> {
                    if (++begun[0] == CONCURRENT) {
                        megabytes[0] = Usage.of(gateway.pid()).residentMegabytes();
                    }
                    return calls.call(CONCURRENT_TALK);
                });
        return megabytes[0];
    }
}
