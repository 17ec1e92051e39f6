package org.dragoman.tests.bench.media;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/// How a run of the load went.
///
/// - {@code unsent}: packets the kernel would not take from the load.
/// - {@code delay}: nanoseconds from the sending of a packet until the kernel had it at the
///   other leg, of packets whose sending nothing held up.
/// - {@code late}: nanoseconds from when the load should have sent a packet until it did.
/// - {@code held}: the delay of packets that the load was held up in sending, that included.
record MediaRun(
        long sent, long unsent, long received, Histogram delay, Histogram late, Histogram held) {

    long lost() {
        return sent - received;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d packets, %d lost, %d unsent; delay us p50 %.0f, p99 %.0f, p99.9 %.0f, max %.0f;"
                        + " the load late us p99 %.0f, max %.0f, held up with %d packets, max %.0f",
                sent,
                lost(),
                unsent,
                micros(delay, 50),
                micros(delay, 99),
                micros(delay, 99.9),
                micros(delay, 100),
                micros(late, 99),
                micros(late, 100),
                held.getTotalCount(),
                micros(held, 100));
    }

    private static double micros(Histogram of, double percentile) {
        return of.getValueAtPercentile(percentile) / 1e3;
    }
}
