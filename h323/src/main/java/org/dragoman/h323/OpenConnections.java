package org.dragoman.h323;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The signalling connections that an endpoint has now, so that it can end their calls when it
/// closes. Safe from any thread.
final class OpenConnections {
    private final Optional<SignallingConnection.Entrance> entrance;
    private final SharedConnections shared = new SharedConnections();
    private final Set<SignallingConnection> open = new HashSet<>();
    private boolean ending;

    /// - {@code entrance}: takes calls that come in.
    OpenConnections(SignallingConnection.Entrance entrance) {
        this.entrance = Optional.of(entrance);
    }

    Optional<SignallingConnection.Entrance> entrance() {
        return entrance;
    }

    /// Those that further calls may go by.
    SharedConnections shared() {
        return shared;
    }

    void entered(SignallingConnection connection) {
        boolean late;
        synchronized (open) {
            open.add(connection);
            late = ending;
        }
        if (late) {
            connection.end();
        }
    }

    void left(SignallingConnection connection) {
        synchronized (open) {
            open.remove(connection);
            open.notifyAll();
        }
    }

    /// Ends every call and waits until the connections are closed, or so long at the most.
    void end(Duration atMost) throws InterruptedException {
        List<SignallingConnection> now;
        synchronized (open) {
            ending = true;
            now = List.copyOf(open);
        }
        now.forEach(SignallingConnection::end);
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (open) {
            for (long left = atMost.toNanos(); !open.isEmpty() && left > 0; ) {
                TimeUnit.NANOSECONDS.timedWait(open, left);
                left = deadline - System.nanoTime();
            }
        }
    }
}
