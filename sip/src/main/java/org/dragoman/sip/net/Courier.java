package org.dragoman.sip.net;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dragoman.sip.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends, and lets no call wait for a connection. What goes by TCP or TLS may have to wait for one,
/// for a handshake, for a peer that does not read: so it goes on a thread of its destination, in
/// the order in which it was given. What goes by UDP goes at once.
///
/// Bounded: so many messages wait for a destination, and none longer than a connection may take to
/// come about; the rest fails at once.
final class Courier {
    static final int WAITING = 1_000; // messages for one destination
    static final Duration PATIENCE = Duration.ofSeconds(8); // to connect, and for a handshake
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final InstantSource time;
    private final Map<Destination, Deque<Errand>> waiting = new HashMap<>(); // each has its thread

    private record Destination(InetSocketAddress address, Transport transport) {}

    private record Errand(Runnable send, Runnable fail, Instant given) {}

    Courier(InstantSource time) {
        this.time = time;
    }

    /// - {@code fail}: done instead of {@code send} where it cannot be sent in time.
    void carry(InetSocketAddress to, Transport by, Runnable send, Runnable fail) {
        if (!by.isConnected() || by.isWebSocket()) { // neither is dialled here
            send.run();
            return;
        }
        var destination = new Destination(to, by);
        var errand = new Errand(send, fail, time.instant());
        switch (enter(destination, errand)) {
            case FIRST ->
                    Thread.ofVirtual().name("sip-to-" + to).start(() -> work(destination, errand));
            case LATER -> {}
            case NO_ROOM -> fail.run();
        }
    }

    private enum Place {
        FIRST,
        LATER,
        NO_ROOM
    }

    private synchronized Place enter(Destination destination, Errand errand) {
        var queue = waiting.get(destination);
        if (queue == null) {
            waiting.put(destination, new ArrayDeque<>());
            return Place.FIRST;
        }
        if (queue.size() >= WAITING) {
            return Place.NO_ROOM;
        }
        queue.add(errand);
        return Place.LATER;
    }

    private void work(Destination destination, Errand first) {
        for (var next = Optional.of(first); next.isPresent(); next = next(destination)) {
            try {
                run(next.get());
            } catch (RuntimeException bug) {
                LOG.error("a SIP message could not be handled: {}", Kind.of(bug));
            }
        }
    }

    private void run(Errand errand) {
        if (errand.given().plus(PATIENCE).isBefore(time.instant())) {
            errand.fail().run();
        } else {
            errand.send().run();
        }
    }

    private synchronized Optional<Errand> next(Destination destination) {
        var queue = waiting.get(destination);
        var next = queue == null ? Optional.<Errand>empty() : Optional.ofNullable(queue.poll());
        if (next.isEmpty()) {
            waiting.remove(destination);
        }
        return next;
    }
}
