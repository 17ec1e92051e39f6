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
    private static final double FULL = 0.97; // of the machine: nothing is left to measure with

    /// How a run went.
    ///
    /// - {@code failed}: calls not answered, or not over in time; {@code causes} counts them.
    /// - {@code late}: the load itself could not keep the rate.
    /// - {@code postDial}: nanoseconds from dialling to ringing.
    /// - {@code cpuSeconds}: of the gateway, from the first call to the last one's end;
    ///   {@code loadCpuSeconds}: of the load ends, which are in this process.
    /// - {@code machine}: how much of the machine was in use, by whomever, while calls began.
    record Result(
            int calls,
            double rate,
            int failed,
            Map<Integer, Integer> causes,
            boolean late,
            Histogram postDial,
            double cpuSeconds,
            double loadCpuSeconds,
            double machine,
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

        /// Why a run that is not clean may not be the gateway's fault; empty when it is.
        String limit() {
            if (isClean() || !late && machine < FULL) {
                return "";
            }
            return String.format(
                    Locale.ROOT,
                    " (the machine was %.0f %% busy, the gateway with %.0f %% and the load with"
                            + " %.0f %% of what both used%s)",
                    machine * 100,
                    100 * cpuSeconds / (cpuSeconds + loadCpuSeconds),
                    100 * loadCpuSeconds / (cpuSeconds + loadCpuSeconds),
                    late ? "; the load was late" : "");
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%5.0f calls/s  %5d calls  %4d failed %s%s  CPU ms a call: gateway %.2f, load"
                            + " %.2f  ringing after %.1f ms median, %.1f ms p99, %.0f ms max  %.0f"
                            + " MB",
                    rate,
                    calls,
                    failed,
                    causes,
                    limit(),
                    cpuPerThousand(),
                    loadCpuSeconds * 1_000 / calls,
                    postDialMillis(50),
                    postDialMillis(99),
                    postDial.getMaxValue() / 1e6,
                    residentMegabytes);
        }
    }

    private LoadRun() {}

    /// Starts {@code calls} calls at {@code rate} a second and waits for their ends.
    static Result run(double rate, int calls, long pid, Supplier<CompletableFuture<Outcome>> call) {
        long load = ProcessHandle.current().pid();
        Usage before = Usage.of(pid);
        Usage loadBefore = Usage.of(load);
        var machineBefore = Usage.Machine.now();
        List<CompletableFuture<Outcome>> started = new ArrayList<>(calls);
        boolean late = start(rate, calls, call, started);
        double machine = Usage.Machine.now().shareSince(machineBefore);
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
                Usage.of(load).cpuSince(loadBefore),
                machine,
                after.residentMegabytes());
    }

    /// True when some began late.
    static boolean start(
            double rate,
            int calls,
            Supplier<CompletableFuture<Outcome>> call,
            List<CompletableFuture<Outcome>> started) {
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
        return late;
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
