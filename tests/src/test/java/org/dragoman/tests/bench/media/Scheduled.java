package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What the threads of a process have had of the processors, as the scheduler counts it, in
/// nanoseconds ({@code /proc/PID/task/TID/schedstat}). A thread that has just ended has no part.
///
/// - {@code threads}: by what they are for, which is their name without digits.
record Scheduled(Map<String, Times> threads) {
    private static final int TOLD = 3; // threads that had most

    /// - {@code ran}: time on a processor.
    /// - {@code waited}: time ready to run, while something else had the processor.
    record Times(long ran, long waited) {
        static final Times NONE = new Times(0, 0);

        Times plus(Times other) {
            return new Times(ran + other.ran, waited + other.waited);
        }

        Times minus(Times other) {
            return new Times(ran - other.ran, waited - other.waited);
        }
    }

    static Scheduled of(long pid) throws IOException {
        var threads = new HashMap<String, Times>();
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (var task : tasks) {
                try {
                    String name = Files.readString(task.resolve("comm")).strip();
                    String[] counts = Files.readString(task.resolve("schedstat")).split(" ");
                    var times = new Times(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
                    threads.merge(name.replaceAll("[-#0-9]+", ""), times, Times::plus);
                } catch (NoSuchFileException e) {
                    continue; // it ended while we looked
                }
            }
        }
        return new Scheduled(threads);
    }

    /// What each had since then.
    Scheduled since(Scheduled before) {
        return new Scheduled(
                threads.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        e -> e.getValue().minus(before.named(e.getKey())))));
    }

    /// Of all threads together.
    Times all() {
        return threads.values().stream().reduce(Times.NONE, Times::plus);
    }

    /// Of the threads that had most, and how long they waited, in hundredths of so many
    /// nanoseconds.
    String most(double nanos) {
        return threads.entrySet().stream()
                .sorted(Comparator.comparingLong(e -> -e.getValue().ran()))
                .limit(TOLD)
                .map(e -> share(e.getKey(), e.getValue(), nanos))
                .collect(Collectors.joining(", "));
    }

    private static String share(String name, Times times, double nanos) {
        double ran = 100 * times.ran() / nanos;
        return String.format(
                Locale.ROOT, "%s %.1f %% (waited %.1f)", name, ran, 100 * times.waited() / nanos);
    }

    private Times named(String name) {
        return threads.getOrDefault(name, Times.NONE);
    }
}
