package org.dragoman.gateway.explain;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.gateway.capture.Heard;
import org.dragoman.gateway.capture.Heard.Carrier;

/// Sorts octets of RTMP by their connections.
final class RtmpSessions {
    private static final int MOST = 1_000; // connections of one capture
    private static final int PORT = 1935;

    private final Map<Integer, RtmpSession> byConnection = new LinkedHashMap<>();

    /// Takes octets of RTMP, or a gap; false for a gap in a connection of another kind.
    boolean take(Heard heard) {
        var known = Optional.ofNullable(byConnection.get(heard.connection()));
        if (known.isEmpty() && heard.carrier() == Carrier.RTMP && byConnection.size() < MOST) {
            known = Optional.of(begin(heard.from(), heard.to()));
            byConnection.put(heard.connection(), known.get());
        }
        known.ifPresent(session -> session.take(heard));
        return known.isPresent() || heard.carrier() == Carrier.RTMP;
    }

    /// Clients speak first (RTMP 1.0 §5.2.1); a capture may have begun later.
    private static RtmpSession begin(InetSocketAddress from, InetSocketAddress to) {
        return from.getPort() == PORT ? new RtmpSession(to, from) : new RtmpSession(from, to);
    }

    List<RtmpSession> all() {
        return byConnection.values().stream().filter(s -> !s.said().isEmpty()).toList();
    }
}
