package org.dragoman.media.relay;

import java.util.ArrayList;

/// The ports of a loop that time alone sets going: those that play a tone, send a digit, or wait
/// for the end of one. Ports due within the same millisecond share a sweep.
final class DueList {
    private static final long TICK_NANOS = 1_000_000;

    private final ArrayList<RelayPort> ports = new ArrayList<>();
    private final Ticker ticker;
    private long earliest = OwnSound.NEVER;

    /// Does what is due.
    interface Ticker {
        /// When to come again, or {@link OwnSound#NEVER}. Must not change the list.
        long tick(RelayPort port, long nanos);
    }

    DueList(Ticker ticker) {
        this.ticker = ticker;
    }

    /// When {@link #sweep} has something to do, or {@link OwnSound#NEVER}.
    long earliest() {
        return earliest;
    }

    /// Puts a port on the list, once.
    void add(RelayPort port, long due) {
        if (!port.live().timed) {
            port.live().timed = true;
            ports.add(port);
            earliest = Math.min(earliest, due);
        }
    }

    void remove(RelayPort port) {
        if (port.live().timed) {
            port.live().timed = false;
            ports.remove(port);
        }
    }

    void sweep(long nanos) {
        long next = OwnSound.NEVER;
        for (int i = ports.size() - 1; i >= 0; i--) {
            var port = ports.get(i);
            long due = ticker.tick(port, nanos);
            if (due == OwnSound.NEVER) {
                port.live().timed = false;
                ports.set(i, ports.getLast());
                ports.removeLast();
            } else {
                next = Math.min(next, due);
            }
        }
        earliest = ports.isEmpty() ? OwnSound.NEVER : Math.max(next, nanos + TICK_NANOS);
    }
}
