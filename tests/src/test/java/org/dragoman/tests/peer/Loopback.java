package org.dragoman.tests.peer;

import java.util.concurrent.atomic.AtomicInteger;

/// Addresses of 127.0.0.0/8 for the programs of one test run, so that each can use the ports of its
/// protocol and two runs on one machine do not meet.
public final class Loopback {
    private static final int PROCESS = (int) (ProcessHandle.current().pid() % (120 * 250));
    private static final String NETWORK =
            "127." + (100 + PROCESS / 250) + "." + PROCESS % 250 + ".";
    private static final int LAST = 254;
    private static final AtomicInteger NEXT = new AtomicInteger(1);

    private Loopback() {}

    /// An address that nobody else in this run has.
    public static String next() {
        int last = NEXT.getAndIncrement();
        if (last > LAST) {
            throw new IllegalStateException("a test run has " + LAST + " addresses");
        }
        return NETWORK + last;
    }

    /// All addresses of this run, as a capture filter takes a network.
    public static String network() {
        return NETWORK + "0/24";
    }
}
