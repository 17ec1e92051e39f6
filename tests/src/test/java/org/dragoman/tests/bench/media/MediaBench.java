package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Measures the relay beside rtpengine: calls carried without loss, processor time per 100 calls,
/// delay added. The two take turns, and who goes first changes from round to round, so that a
/// machine that grows busier is unfair to neither.
///
/// Arguments: seconds, rounds, loops, gather time in microseconds, path of rtpengine or {@code -},
/// then numbers of calls.
final class MediaBench {
    private static final int FIRST_PORT = 34_000;
    private static final Duration WARM_UP = Duration.ofSeconds(6); // the compiler's time

    private final Duration duration;
    private final int loops;
    private final int gather;
    private final String rtpengine;

    /// One that is measured: how it is started.
    private record Contender(String name, Start start) {
        interface Start {
            Relayer with(int calls) throws IOException;
        }
    }

    private MediaBench(String[] arguments) {
        duration = Duration.ofSeconds(Long.parseLong(arguments[0]));
        loops = Integer.parseInt(arguments[2]);
        gather = Integer.parseInt(arguments[3]);
        rtpengine = arguments[4];
    }

    static void main(String[] arguments) throws Exception {
        var bench = new MediaBench(arguments);
        int rounds = Integer.parseInt(arguments[1]);
        for (var calls : Arrays.copyOfRange(arguments, 5, arguments.length)) {
            bench.compare(Integer.parseInt(calls), rounds);
        }
    }

    private void compare(int calls, int rounds) throws Exception {
        var order = new ArrayList<>(contenders());
        for (int round = 0; round < rounds; round++) {
            for (var contender : order) {
                System.out.printf(
                        Locale.ROOT,
                        "%-9s %4d calls: %s%n",
                        contender.name(),
                        calls,
                        measure(contender.start().with(calls), calls));
            }
            Collections.reverse(order);
        }
    }

    private List<Contender> contenders() {
        var ours =
                new Contender(
                        "dragoman",
                        calls -> DragomanRelayer.start(calls, FIRST_PORT, loops, gather));
        var theirs =
                new Contender(
                        "rtpengine",
                        calls ->
                                RtpengineRelayer.start(
                                        Path.of(rtpengine), calls, FIRST_PORT, loops));
        return rtpengine.equals("-") ? List.of(ours) : List.of(ours, theirs);
    }

    private String measure(Relayer relayer, int calls) throws Exception {
        try (relayer;
                var load = new MediaLoad(FIRST_PORT, 2 * calls)) {
            load.run(relayer.targets(), WARM_UP);
            var before = Scheduled.of(relayer.pid());
            long from = System.nanoTime();
            var run = load.run(relayer.targets(), duration);
            var used = Scheduled.of(relayer.pid()).since(before);
            double nanos = System.nanoTime() - from;
            return String.format(
                    Locale.ROOT,
                    "%5.2f %% of a core per 100 calls, kept waiting for one %.2f %%; %s",
                    100 * used.ran() / nanos * 100 / calls,
                    100 * used.waited() / nanos * 100 / calls,
                    run);
        }
    }
}
