package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What the threads of a process have had of the processors, as the scheduler counts it, in
/// nanoseconds ({@code /proc/PID/task/TID/schedstat}). A thread that has just ended has no part.
///
/// - {@code threads}: by thread.
record Scheduled(Map<String, Times> threads) {
    /// - {@code ran}: time on a processor.
    /// - {@code waited}: time ready to run, while something else had the processor.
    record Times(long ran, long waited) {}

    static Scheduled of(long pid) throws IOException {
        var threads = new TreeMap<String, Times>();
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (var task : tasks) {
                try {
                    String[] counts = Files.readString(task.resolve("schedstat")).split(" ");
                    var times = new Times(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
                    threads.put(task.getFileName().toString(), times);
                } catch (NoSuchFileException e) {
                    threads.remove(task.getFileName().toString());
                }
            }
        }
        return new Scheduled(threads);
    }

    /// Of all threads together, since then.
    Times since(Scheduled before) {
        long ran = 0;
        long waited = 0;
        for (var thread : threads.entrySet()) {
            var then = before.threads.getOrDefault(thread.getKey(), new Times(0, 0));
            ran += thread.getValue().ran() - then.ran();
            waited += thread.getValue().waited() - then.waited();
        }
        return new Times(ran, waited);
    }
}
