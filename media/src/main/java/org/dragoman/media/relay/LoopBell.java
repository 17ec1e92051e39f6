package org.dragoman.media.relay;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dragoman.media.relay.linux.Epoll;

/// How other threads make a loop look up: for a port of which something else is wanted now, or for
/// sound that was converted. However often it rings, the loop is woken once.
final class LoopBell {
    private final Epoll epoll;
    private final ConcurrentLinkedQueue<RelayPort> calls = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean rung = new AtomicBoolean();
    private final AtomicBoolean delivering = new AtomicBoolean();
    private final Object end = new Object();
    private volatile boolean resting; // or about to: it has no port, and so no beat
    private volatile boolean ended;

    LoopBell(Epoll epoll) {
        this.epoll = epoll;
    }

    /// See {@link MediaLoop#call}.
    boolean call(RelayPort port) {
        boolean going = callSoon(port);
        look();
        return going;
    }

    /// See {@link MediaLoop#callSoon}.
    boolean callSoon(RelayPort port) {
        if (port.markCalled()) {
            calls.add(port);
        }
        if (resting) {
            look();
        }
        return !ended; // a loop that ends after this finds the port on its list
    }

    /// Has the loop look at what was changed; safe from any thread.
    void look() {
        if (rung.compareAndSet(false, true)) {
            wake();
        }
    }

    /// Has the loop send what was converted; safe from any thread.
    void deliver() {
        if (delivering.compareAndSet(false, true)) {
            wake();
        }
    }

    /// Wakes the loop, unless it has ended; safe from any thread.
    void wake() {
        synchronized (end) {
            if (!ended) {
                epoll.nudge();
            }
        }
    }

    /// The loop has heard it.
    void answer() {
        epoll.takeNudge();
        rung.set(false);
    }

    /// Whether there is converted sound to send; asked once for each time it is rung for.
    boolean takeDelivery() {
        return delivering.get() && delivering.getAndSet(false);
    }

    /// The next port to look at.
    Optional<RelayPort> next() {
        var port = Optional.ofNullable(calls.poll());
        port.ifPresent(RelayPort::unmarkCalled);
        return port;
    }

    /// Whether the loop may wait as long as it likes. It is woken for the next port then.
    ///
    /// - {@code idle}: it has no port.
    boolean mayRest(boolean idle) {
        resting = idle;
        return idle && calls.isEmpty();
    }

    /// The loop ends, and is not woken any more.
    void end() {
        synchronized (end) {
            ended = true;
            epoll.close();
        }
    }
}
