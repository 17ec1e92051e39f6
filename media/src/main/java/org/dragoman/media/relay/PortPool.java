package org.dragoman.media.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Gives out pairs of ports, an even one and the odd one above it. The pair unused longest comes
/// first, and none before it has rested; so a packet that is late for its call finds a closed port.
/// For the one that is later still, a pair remembers the stream of its last call.
///
/// - Shape: first use is in random order, so that ports are hard to guess.
/// - Threads: safe from any; time is passed in, in nanoseconds of any origin.
final class PortPool {
    private final int firstEven;
    private final long restNanos;
    private final ArrayDeque<Rested> free = new ArrayDeque<>();
    private final BitSet taken = new BitSet();

    /// A pair that may be used, and what it was last used for.
    record Pair(int rtpPort, LastStream last) {}

    private record Rested(Pair pair, long readyNanos, boolean used) {}

    PortPool(int firstPort, int lastPort, Duration rest, RandomGenerator random) {
        firstEven = firstPort + (firstPort & 1);
        restNanos = rest.toNanos();
        var order = new ArrayList<Integer>();
        for (int port = firstEven; port + 1 <= lastPort; port += 2) {
            order.add(port);
        }
        Collections.shuffle(order, Random.from(random));
        order.forEach(p -> free.add(new Rested(new Pair(p, LastStream.NONE), 0, false)));
    }

    /// Takes a pair, or nothing when all are in use or resting.
    synchronized Optional<Pair> take(long nowNanos) {
        var longest = free.peek();
        if (longest == null || longest.used && longest.readyNanos - nowNanos > 0) {
            return Optional.empty();
        }
        free.remove();
        taken.set(index(longest.pair.rtpPort));
        return Optional.of(longest.pair);
    }

    /// Gives a pair back; it rests from now on.
    ///
    /// - Errors: {@link IllegalStateException} when it is not taken.
    synchronized void giveBack(int rtpPort, LastStream last, long nowNanos) {
        int index = index(rtpPort);
        if (!taken.get(index)) {
            throw new IllegalStateException("port " + rtpPort + " is given back but not taken");
        }
        taken.clear(index);
        free.add(new Rested(new Pair(rtpPort, last), nowNanos + restNanos, true));
    }

    synchronized int takenCount() {
        return taken.cardinality();
    }

    synchronized int freeCount() {
        return free.size();
    }

    private int index(int rtpPort) {
        return (rtpPort - firstEven) / 2;
    }
}
