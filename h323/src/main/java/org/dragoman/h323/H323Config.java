package org.dragoman.h323;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dragoman.h323.h225.CallTimers;
import org.dragoman.h323.net.Limits;
import org.dragoman.h323.net.PortRange;

/// The H.323 side of the gateway.
///
/// - {@code listen}: address and port of call signalling; port 0 lets the system choose.
/// - {@code h245Ports}: TCP ports for H.245 on a connection of its own.
/// - {@code threads}: of connections; in the gateway all calls have their turns on them (ADR 0021).
/// - {@code silence}: how long a connection may be open without any call on it.
public record H323Config(
        InetSocketAddress listen,
        PortRange h245Ports,
        int threads,
        Duration silence,
        Limits limits,
        CallTimers timers,
        List<H323Peer> peers) {

    public H323Config {
        peers = List.copyOf(peers);
        if (peers.stream().map(H323Peer::name).distinct().count() != peers.size()) {
            throw new IllegalArgumentException("two H.323 peers have the same name");
        }
    }

    /// The defaults, with these peers.
    public static H323Config of(InetSocketAddress listen, List<H323Peer> peers) {
        return new H323Config(
                listen,
                PortRange.ANY,
                Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 64),
                Duration.ofSeconds(15),
                Limits.DEFAULT,
                CallTimers.DEFAULT,
                peers);
    }

    public H323Config withPeers(List<H323Peer> others) {
        return new H323Config(listen, h245Ports, threads, silence, limits, timers, others);
    }

    public Optional<H323Peer> peer(String name) {
        return peers.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /// The peer that calls from this address: the one that describes it most precisely.
    public Optional<H323Peer> peerAt(InetAddress source) {
        return peers.stream()
                .filter(p -> p.mayCallFrom(source))
                .max(Comparator.comparingInt(p -> p.weight(source)));
    }
}
