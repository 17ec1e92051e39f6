package org.dragoman.tests.bench.per;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Measures {@link SetupBenchmark} and prints time and memory of each operation. Takes a minute:
///
/// `./mvnw -q -Pper-bench -pl tests -am process-test-classes`
public final class PerBench {
    private static final double BUDGET_NANOS = 10_000; // an operation

    private PerBench() {}

    /// Exit code 1 when an operation is over the budget.
    public static void main(String[] arguments) throws RunnerException {
        Options options =
                new OptionsBuilder()
                        .include(SetupBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .forks(1)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgsAppend("-Xmx256m")
                        .verbosity(VerboseMode.SILENT)
                        .build();
        Collection<RunResult> results = new Runner(options).run();
        System.out.printf("%-8s %-9s %10s %10s %12s%n", "", "sender", "ns/op", "+/-", "octets/op");
        boolean within = true;
        for (RunResult result : results) {
            double nanos = result.getPrimaryResult().getScore();
            within &= nanos <= BUDGET_NANOS;
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %-9s %10.0f %10.0f %12.0f%n",
                    result.getPrimaryResult().getLabel(),
                    result.getParams().getParam("sender"),
                    nanos,
                    result.getPrimaryResult().getScoreError(),
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
        }
        System.out.printf(
                "Budget: %.0f ns an operation: %s%n", BUDGET_NANOS, within ? "kept" : "missed");
        System.exit(within ? 0 : 1);
    }
}
