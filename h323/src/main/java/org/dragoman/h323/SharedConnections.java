package org.dragoman.h323;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The connections we made that further calls to the same peer may go by: the peer said that it
/// takes several calls on one. Safe from any thread. Source: H.323 §7.3; H.225.0 §7.3,
/// multipleCalls.
final class SharedConnections {
    /// Whom a connection leads to.
    record Way(String peer, InetSocketAddress address) {}

    private final Map<Way, SignallingConnection> open = new ConcurrentHashMap<>();

    /// The one that came first is kept, so that few stay open.
    void share(Way way, SignallingConnection connection) {
        open.putIfAbsent(way, connection);
    }

    void forget(Way way, SignallingConnection connection) {
        open.remove(way, connection);
    }

    Optional<SignallingConnection> to(Way way) {
        return Optional.ofNullable(open.get(way));
    }
}
