package org.dragoman.tests.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.dragoman.gateway.load.Outcome;

/// Calls started at an even rate, whatever became of those before: a gateway that is late is not
/// spared the calls that wait behind.
final class LoadRun {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long LATENESS = Duration.ofMillis(200).toNanos();

    /// How a run went.
    ///
    /// - {@code failed}: calls not answered, or not over in time; {@code causes} counts them.
    /// - {@code late}: the load itself could not keep the rate.
    /// - {@code postDial}: nanoseconds from dialling to ringing.
    /// - {@code cpuSeconds}: of the gateway, from the first call to the last one's end.
    record Result(
            int calls,
            double rate,
            int failed,
            Map<Integer, Integer> causes,
            boolean late,
            Histogram postDial,
            double cpuSeconds,
            double residentMegabytes) {

        boolean isClean() {
            return failed == 0 && !late;
        }

        double cpuPerThousand() {
            return cpuSeconds * 1_000 / calls;
        }

        double postDialMillis(double percentile) {
            return postDial.getValueAtPercentile(percentile) / 1e6;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%5.0f calls/s  %5d calls  %4d failed %s%s  %.2f CPU s per 1000  ringing after"
                            + " %.1f ms median, %.1f ms p99, %.0f ms max  %.0f MB",
                    rate,
                    calls,
                    failed,
                    causes,
                    late ? " (the load was late)" : "",
                    cpuPerThousand(),
                    postDialMillis(50),
                    postDialMillis(99),
                    postDial.getMaxValue() / 1e6,
                    residentMegabytes);
        }
    }

    private LoadRun() {}

    /// Starts {@code calls} calls at {@code rate} a second and waits for their ends.
    static Result run(double rate, int calls, long pid, Supplier<CompletableFuture<Outcome>> call) {
        Usage before = Usage.of(pid);
        List<CompletableFuture<Outcome>> started = new ArrayList<>(calls);
        long begin = System.nanoTime();
        boolean late = false;
        for (int i = 0; i < calls; i++) {
            long due = begin + (long) (i * 1e9 / rate);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            late |= System.nanoTime() - due > LATENESS;
            started.add(call.get());
        }
        Histogram postDial = new Histogram(3);
        Map<Integer, Integer> causes = new TreeMap<>();
        int failed = 0;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var future : started) {
            int cause = outcome(future, deadline, postDial);
            if (cause != 0) {
                failed++;
                causes.merge(cause, 1, Integer::sum);
            }
        }
        Usage after = Usage.of(pid);
        return new Result(
                calls,
                rate,
                failed,
                causes,
                late,
                postDial,
                after.cpuSince(before),
                after.residentMegabytes());
    }

    /// 0 for a good call, else its cause; -1 for one that never ended.
    private static int outcome(
            CompletableFuture<Outcome> future, long deadline, Histogram postDial) {
        try {
            Outcome outcome =
                    future.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (!outcome.wasAnswered()) {
                return outcome.cause().q850();
            }
            postDial.recordValue(outcome.ringing());
            return 0;
        } catch (TimeoutException e) {
            return -1;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
