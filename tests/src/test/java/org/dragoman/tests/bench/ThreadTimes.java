package org.dragoman.tests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Processor time of a process's threads in nanoseconds, by what they are for: their name, digits
/// left out. Threads that ended in between are not counted.
record ThreadTimes(Map<String, Long> byName) {

    static ThreadTimes of(long pid) {
        Map<String, Long> times = new HashMap<>();
        try (var tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks.toList()) {
                add(times, task);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ThreadTimes(times);
    }

    private static void add(Map<String, Long> times, Path task) {
        try {
            var name = Files.readString(task.resolve("comm")).strip().replaceAll("[-#0-9]+", "");
            var schedule = Files.readString(task.resolve("schedstat")).split(" ");
            times.merge(name, Long.parseLong(schedule[0]), Long::sum);
        } catch (IOException ended) {
            // a thread that ended meanwhile has no times to add
        }
    }

    /// A table of milliseconds per call, most first.
    String since(ThreadTimes before, int calls) {
        return byName.entrySet().stream()
                .map(e -> Map.entry(e.getKey(), perCall(e, before, calls)))
                .filter(e -> e.getValue() >= 0.005)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .map(e -> String.format(Locale.ROOT, "%s %.3f", e.getKey(), e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static double perCall(Map.Entry<String, Long> now, ThreadTimes before, int calls) {
        return (now.getValue() - before.byName.getOrDefault(now.getKey(), 0L)) / 1e6 / calls;
    }
}
