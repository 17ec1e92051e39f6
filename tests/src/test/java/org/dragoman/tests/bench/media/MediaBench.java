package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// Measures the relay, beside rtpengine where its program is named: calls carried without loss,
/// processor time per 100 calls, delay added.
///
/// Arguments: seconds, loops, gather time in microseconds, path of rtpengine or {@code -}, then
/// numbers of calls, one run each.
final class MediaBench {
    private static final int FIRST_PORT = 40_000;
    private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux port
    private static final Duration WARM_UP = Duration.ofSeconds(8); // the compiler's time

    private MediaBench() {}

    static void main(String[] arguments) throws Exception {
        var duration = Duration.ofSeconds(Long.parseLong(arguments[0]));
        int loops = Integer.parseInt(arguments[1]);
        int gather = Integer.parseInt(arguments[2]);
        for (int i = 4; i < arguments.length; i++) {
            int calls = Integer.parseInt(arguments[i]);
            System.out.println(
                    "dragoman  "
                            + measure(
                                    DragomanRelayer.start(calls, FIRST_PORT, loops, gather),
                                    calls,
                                    duration));
            if (!arguments[3].equals("-")) {
                System.out.println(
                        "rtpengine "
                                + measure(
                                        RtpengineRelayer.start(
                                                Path.of(arguments[3]), calls, FIRST_PORT, loops),
                                        calls,
                                        duration));
            }
        }
    }

    private static String measure(Relayer relayer, int calls, Duration duration) throws Exception {
        try (relayer;
                var load = new MediaLoad(FIRST_PORT, 2 * calls)) {
            load.run(relayer.targets(), WARM_UP);
            double before = cpuSeconds(relayer.pid());
            long from = System.nanoTime();
            var result = load.run(relayer.targets(), duration);
            double used = cpuSeconds(relayer.pid()) - before;
            double core = used / ((System.nanoTime() - from) / 1e9);
            return String.format(
                    Locale.ROOT,
                    "%4d calls: %5.2f %% of a core per 100 calls; %s",
                    calls,
                    100 * core * 100 / calls,
                    result);
        }
    }

    /// User and system time of a process (proc_pid_stat(5), fields 14 and 15).
    private static double cpuSeconds(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }
}
