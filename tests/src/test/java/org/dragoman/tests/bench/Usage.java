package org.dragoman.tests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process has used, as the kernel counts it.
///
/// - {@code cpuSeconds}: user and system time of all its threads.
/// - {@code residentBytes}: memory it has in RAM.
public record Usage(double cpuSeconds, long residentBytes) {
    private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux port

    public static Usage of(long pid) {
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

    public double cpuSince(Usage before) {
        return cpuSeconds - before.cpuSeconds;
    }

    public double residentMegabytes() {
        return residentBytes / 1e6;
    }

    /// What all processors of the machine did since it started.
    ///
    /// - {@code busy}: seconds, of all processes together; {@code all}: with those they were idle.
    record Machine(double busy, double all) {
        static Machine now() {
            try (var lines = Files.lines(Path.of("/proc/stat"))) {
                // cpu user nice system idle iowait irq softirq steal; guest is part of user
                String[] fields = lines.findFirst().orElseThrow().trim().split(" +");
                double all = 0;
                for (int i = 1; i <= 8; i++) {
                    all += Double.parseDouble(fields[i]);
                }
                double idle = Double.parseDouble(fields[4]) + Double.parseDouble(fields[5]);
                return new Machine((all - idle) / TICKS_PER_SECOND, all / TICKS_PER_SECOND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// How much of the machine was in use, from 0 to 1.
        double shareSince(Machine before) {
            return (busy - before.busy) / Math.max(1e-9, all - before.all);
        }
    }
}
