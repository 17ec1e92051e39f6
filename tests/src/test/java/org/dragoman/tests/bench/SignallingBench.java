package org.dragoman.tests.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.dragoman.gateway.load.Behaviour;
import org.dragoman.gateway.load.LoadEnds;
import org.dragoman.gateway.load.Outcome;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.H323Trunk;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;

/// Calls through Dragoman and through Asterisk, one after the other in the same run, between the
/// same two load ends: highest rate without a failed call, CPU time, memory, post-dial delay.
public final class SignallingBench {
    private static final Duration TALK = Duration.ofMillis(500);
    private static final int WARM_CALLS = 1_000;
    private static final double WARM_RATE = 50;
    private static final int MARK_CALLS = 1_500;
    private static final double MARK_RATE = 100; // where CPU and delay are compared
    private static final int CONCURRENT = 500;
    private static final Duration CONCURRENT_TALK = Duration.ofSeconds(12);
    private static final int[] RATES = {150, 200, 250, 300, 400, 500, 600, 800, 1_000, 1_200};
    private static final int STEP_SECONDS = 8;

    /// What was found of one gateway in one direction.
    private record Figures(
            String gateway,
            String direction,
            LoadRun.Result cold,
            LoadRun.Result mark,
            double highest,
            double megabytes) {}

    /// Makes one call that is answered and lasts that long.
    private interface Calls {
        CompletableFuture<Outcome> call(Duration talk);
    }

    private final PrintStream out;

    private SignallingBench(PrintStream out) {
        this.out = out;
    }

    /// - {@code arguments}: {@code asterisk} or {@code dragoman} for that one alone.
    public static void main(String[] arguments) throws Exception {
        new SignallingBench(System.out).run(List.of(arguments));
        System.exit(0); // the SIP stack's threads do not end by themselves
    }

    private void run(List<String> only) throws Exception {
        List<Figures> figures = new ArrayList<>();
        String sip = Loopback.next();
        String h323 = Loopback.next();
        for (String name : List.of("asterisk", "dragoman")) {
            if (!only.isEmpty() && !only.contains(name)) {
                continue;
            }
            var place = new LoadEnds.Place(sip, h323, Loopback.next(), "7", "1");
            try (Gateway gateway = name.equals("asterisk") ? asterisk(place) : dragoman(place);
                    LoadEnds ends = LoadEnds.open(place, _ -> new Behaviour.Answer(true))) {
                Calls toH323 = talk -> ends.sipToH323("000", new Behaviour.Talk(talk));
                Calls toSip = talk -> ends.h323ToSip("000", new Behaviour.Talk(talk));
                figures.add(measure(gateway, "SIP to H.323", toH323));
                figures.add(measure(gateway, "H.323 to SIP", toSip));
            }
        }
        report(figures);
    }

    private Figures measure(Gateway gateway, String direction, Calls calls) {
        out.println("\n" + gateway.name() + ", " + direction);
        Supplier<CompletableFuture<Outcome>> talk = () -> calls.call(TALK);
        var cold = LoadRun.run(WARM_RATE, WARM_CALLS, gateway.pid(), talk);
        out.println("  first calls  " + cold);
        var mark = LoadRun.run(MARK_RATE, MARK_CALLS, gateway.pid(), talk);
        out.println("  at the mark  " + mark);
        double megabytes = concurrent(gateway, calls);
        out.printf(Locale.ROOT, "  %d calls at once: %.0f MB%n", CONCURRENT, megabytes);
        double highest = mark.isClean() ? MARK_RATE : 0;
        for (int rate : RATES) {
            var step = LoadRun.run(rate, rate * STEP_SECONDS, gateway.pid(), talk);
            out.println("  step         " + step);
            if (!step.isClean()) {
                break;
            }
            highest = rate;
        }
        return new Figures(gateway.name(), direction, cold, mark, highest, megabytes);
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

    private void report(List<Figures> figures) {
        String heading = "%n%-10s %-14s %14s %15s %10s %26s %14s%n";
        out.printf(
                heading,
                "gateway",
                "direction",
                "clean calls/s",
                "CPU s per 1000",
                "MB at 500",
                "post-dial ms 50/99/max",
                "cold failures");
        for (Figures f : figures) {
            String delays =
                    String.format(
                            Locale.ROOT,
                            "%.1f / %.1f / %.0f",
                            f.mark().postDialMillis(50),
                            f.mark().postDialMillis(99),
                            f.mark().postDialMillis(100));
            out.printf(
                    Locale.ROOT,
                    "%-10s %-14s %14.0f %15.2f %10.0f %26s %14d%n",
                    f.gateway(),
                    f.direction(),
                    f.highest(),
                    f.mark().cpuPerThousand(),
                    f.megabytes(),
                    delays,
                    f.cold().failed());
        }
        ratio(figures, "SIP to H.323");
        ratio(figures, "H.323 to SIP");
    }

    private void ratio(List<Figures> figures, String direction) {
        var asterisk = of(figures, "asterisk", direction);
        var dragoman = of(figures, "dragoman", direction);
        if (asterisk.isPresent() && dragoman.isPresent()) {
            out.printf(
                    Locale.ROOT,
                    "%s: Dragoman takes %.2f of Asterisk's CPU (budget 0.25), %.1f times its clean"
                            + " rate (budget 3)%n",
                    direction,
                    dragoman.get().mark().cpuPerThousand() / asterisk.get().mark().cpuPerThousand(),
                    dragoman.get().highest() / Math.max(1, asterisk.get().highest()));
        }
    }

    private static Optional<Figures> of(List<Figures> figures, String gateway, String direction) {
        return figures.stream()
                .filter(f -> f.gateway().equals(gateway) && f.direction().equals(direction))
                .findFirst();
    }

    private static Gateway asterisk(LoadEnds.Place place) {
        var peer =
                AsteriskPeer.start(
                        AsteriskSettings.of("bench-asterisk", place.gateway(), place.h323())
                                .withSipPeer(place.sip() + ":5060"));
        return new Gateway("asterisk", peer.pid(), peer::close);
    }

    private static Gateway dragoman(LoadEnds.Place place) {
        var gateway =
                Dragoman.start(
                        new DragomanSettings(
                                "bench-dragoman",
                                place.gateway(),
                                List.of(new H323Trunk("far", place.h323(), true, true, "auto")),
                                List.of(new SipTrunk("near", place.sip(), 5_060, "early")),
                                List.of(new Route("7", 0, "near"), new Route("1", 0, "far"))));
        return new Gateway("dragoman", gateway.pid(), gateway::close);
    }
}
