package org.dragoman.tests.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What was found, as a table, and each budget beside it.
final class SignallingReport {
    static final String TO_H323 = "SIP to H.323";
    static final String TO_SIP = "H.323 to SIP";

    /// What was found of one gateway in one direction.
    ///
    /// - {@code cold}: its first calls of that direction; {@code mark}, {@code high}: warm.
    /// - {@code highest}: calls/s without a failed call; {@code limit}: what else may have been the
    ///   cause of the first step that was not clean.
    /// - {@code concurrent}: MB at 500 calls at once; {@code megabytes}: at 240 calls/s.
    record Figures(
            String gateway,
            String direction,
            LoadRun.Result cold,
            LoadRun.Result mark,
            LoadRun.Result high,
            double highest,
            String limit,
            double concurrent,
            double megabytes) {}

    private final PrintStream out;
    private final List<Figures> all = new ArrayList<>();

    SignallingReport(PrintStream out) {
        this.out = out;
    }

    void add(Figures figures) {
        all.add(figures);
    }

    void print() {
        out.println("\nOf warm processes, both gateways alike; the first calls stand in \"cold\".");
        String row = "%-9s %-13s %22s %22s %11s %13s %10s%n";
        out.printf(
                row,
                "gateway",
                "direction",
                "CPU ms cold/100/200/s",
                "ring ms 50/99/max",
                "cold failed",
                "MB 240/s, 500",
                "calls/s");
        for (Figures f : all) {
            out.printf(
                    row,
                    f.gateway(),
                    f.direction(),
                    text(
                            "%.2f/%.2f/%.2f",
                            f.cold().cpuPerThousand(),
                            f.mark().cpuPerThousand(),
                            f.high().cpuPerThousand()),
                    text(
                            "%.1f/%.1f/%.0f",
                            f.mark().postDialMillis(50),
                            f.mark().postDialMillis(99),
                            f.mark().postDialMillis(100)),
                    f.cold().failed(),
                    text("%.0f, %.0f", f.megabytes(), f.concurrent()),
                    text("%.0f%s", f.highest(), f.limit().isEmpty() ? "" : "*"));
        }
        all.stream()
                .filter(f -> !f.limit().isEmpty())
                .forEach(f -> out.println("* " + f.gateway() + ", " + f.direction() + f.limit()));
        ratio(TO_H323);
        ratio(TO_SIP);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private void ratio(String direction) {
        var asterisk = of("asterisk", direction);
        var dragoman = of("dragoman", direction);
        if (asterisk.isPresent() && dragoman.isPresent()) {
            out.println(
                    text(
                            "%s: Dragoman takes %.2f of Asterisk's CPU at 100 calls/s, %.2f at 200"
                                    + " (budget 0.25), %.1f times its clean rate (budget 3)",
                            direction,
                            dragoman.get().mark().cpuPerThousand()
                                    / asterisk.get().mark().cpuPerThousand(),
                            dragoman.get().high().cpuPerThousand()
                                    / asterisk.get().high().cpuPerThousand(),
                            dragoman.get().highest() / Math.max(1, asterisk.get().highest())));
        }
    }

    private Optional<Figures> of(String gateway, String direction) {
        return all.stream()
                .filter(f -> f.gateway().equals(gateway) && f.direction().equals(direction))
                .findFirst();
    }
}
