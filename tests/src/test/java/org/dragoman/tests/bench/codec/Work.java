package org.dragoman.tests.bench.codec;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// One packet's work, and the processor time of it.
interface Work {
    ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    void packet() throws Exception;

    /// Microseconds of so many packets, each.
    static double micros(Work work, int packets) throws Exception {
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < packets; i++) {
            work.packet();
        }
        return (THREADS.getCurrentThreadCpuTime() - before) / 1e3 / packets;
    }
}
