package org.dragoman.tests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a process's threads used, by what they are for: their name, digits left out. Threads that
/// ended in between are not counted.
record ThreadTimes(Map<String, Used> byName) {
    private static final double NANOS_PER_TICK = 1e7;

    /// - {@code nanos}: processor time; {@code systemTicks}: how much of it in the kernel, in
    ///   hundredths of a second.
    /// - {@code waits}: how often it went to sleep, and so had to be woken.
    record Used(long nanos, long systemTicks, long waits) {
        static final Used NOTHING = new Used(0, 0, 0);

        Used plus(Used other) {
            return new Used(
                    nanos + other.nanos, systemTicks + other.systemTicks, waits + other.waits);
        }

        Used minus(Used other) {
            return new Used(
                    nanos - other.nanos, systemTicks - other.systemTicks, waits - other.waits);
        }

        /// In milliseconds for each of so many calls.
        double millis(int calls) {
            return nanos / 1e6 / calls;
        }

        String perCall(String name, int calls) {
            return String.format(
                    Locale.ROOT,
                    "%s %.3f (%.0f %% kernel, %.1f waits)",
                    name,
                    millis(calls),
                    nanos == 0 ? 0 : Math.min(100, 100 * systemTicks * NANOS_PER_TICK / nanos),
                    (double) waits / calls);
        }
    }

    static ThreadTimes of(long pid) {
        Map<String, Used> times = new HashMap<>();
        try (var tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks.toList()) {
                add(times, task);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ThreadTimes(times);
    }

    private static void add(Map<String, Used> times, Path task) {
        try {
            var name = Files.readString(task.resolve("comm")).strip().replaceAll("[-#0-9]+", "");
            var schedule = Files.readString(task.resolve("schedstat")).split(" ");
            var stat = Files.readString(task.resolve("stat"));
            // the second field is a name in brackets and may hold anything
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var used =
                    new Used(
                            Long.parseLong(schedule[0]),
                            Long.parseLong(fields[12]),
                            waits(Files.readAllLines(task.resolve("status"))));
            times.merge(name, used, Used::plus);
        } catch (IOException ended) {
            // a thread that ended meanwhile has no times to add
        }
    }

    private static long waits(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /// Milliseconds, share of the kernel and waits per call: all threads together, then each kind,
    /// most first.
    String since(ThreadTimes before, int calls) {
        var all = byName.values().stream().reduce(Used.NOTHING, Used::plus);
        var allBefore = before.byName.values().stream().reduce(Used.NOTHING, Used::plus);
        return byName.entrySet().stream()
                .map(e -> Map.entry(e.getKey(), used(e, before)))
                .filter(e -> e.getValue().millis(calls) >= 0.005)
                .sorted(Comparator.comparingLong(e -> -e.getValue().nanos()))
                .map(e -> e.getValue().perCall(e.getKey(), calls))
                .collect(
                        Collectors.joining(
                                ", ", all.minus(allBefore).perCall("all", calls) + ": ", ""));
    }

    private static Used used(Map.Entry<String, Used> now, ThreadTimes before) {
        return now.getValue().minus(before.byName.getOrDefault(now.getKey(), Used.NOTHING));
    }
}
