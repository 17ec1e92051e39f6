package org.dragoman.tests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process has used, as the kernel counts it.
///
/// - {@code cpuSeconds}: user and system time of all its threads.
/// - {@code residentBytes}: memory it has in RAM.
record Usage(double cpuSeconds, long residentBytes) {
    private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux port

    static Usage of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // the second field is a name in brackets and may hold anything
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double ticks = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
            long kilobytes =
                    Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum();
            return new Usage(ticks / TICKS_PER_SECOND, kilobytes * 1_024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double cpuSince(Usage before) {
        return cpuSeconds - before.cpuSeconds;
    }

    double residentMegabytes() {
        return residentBytes / 1e6;
    }
}
