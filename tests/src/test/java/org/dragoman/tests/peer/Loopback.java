package org.dragoman.tests.peer;

import java.util.concurrent.atomic.AtomicInteger;

/// Addresses of 127.0.0.0/8 for the programs of one test run, so that each can use the ports of its
/// protocol and two runs on one machine do not meet.
public final class Loopback {
    private static final int FIRST = 100; // of the second octet; two networks for each run
    private static final int RUNS = 60;
    private static final int PROCESS = (int) (ProcessHandle.current().pid() % (RUNS * 250));
    private static final int NETWORKS = 2;
    private static final int ADDRESSES = 254; // of a network
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Loopback() {}

    /// An address that nobody else in this run has.
    public static String next() {
        int number = NEXT.getAndIncrement();
        if (number >= NETWORKS * ADDRESSES) {
            throw new IllegalStateException(
                    "a test run has " + NETWORKS * ADDRESSES + " addresses");
        }
        return network(number / ADDRESSES) + (1 + number % ADDRESSES);
    }

    private static String network(int number) {
        return "127." + (FIRST + number * RUNS + PROCESS / 250) + "." + PROCESS % 250 + ".";
    }

    /// All addresses of this run, as a capture filter names them.
    public static String network() {
        return "(net " + network(0) + "0/24 or net " + network(1) + "0/24)";
    }
}
