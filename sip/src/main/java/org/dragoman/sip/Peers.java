package org.dragoman.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.dragoman.sip.net.Destinations;
import org.dragoman.sip.net.Neighbours;

/// The peers that are configured: by name, and by where a request comes from.
final class Peers implements Neighbours {
    private final List<SipPeer> all;
    private final BooleanSupplier strangers;
    private final Map<String, InetAddress> addresses = new ConcurrentHashMap<>(); // by peer name

    // what was found for a source before: looked at with every message
    private final Map<InetSocketAddress, Optional<SipPeer>> known = new ConcurrentHashMap<>();

    private static final int KNOWN = 10_000; // sources; then all are looked up anew

    private record Match(SipPeer peer, int weight) {}

    /// - {@code strangers}: whether connections are taken from anybody: who it is shows later.
    Peers(List<SipPeer> all, BooleanSupplier strangers) {
        this.all = all;
        this.strangers = strangers;
    }

    /// Looks the peers' hosts up, once.
    void resolve() throws IOException {
        for (var peer : all) {
            var address =
                    Destinations.address(peer.host())
                            .orElseThrow(
                                    () ->
                                            new IOException(
                                                    "SIP peer "
                                                            + peer.name()
                                                            + ": no address is known for its host "
                                                            + peer.host()));
            addresses.put(peer.name(), address);
        }
    }

    SipPeer named(String name) {
        return all.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no SIP trunk is named " + name));
    }

    InetSocketAddress address(SipPeer peer) {
        var address = addresses.get(peer.name());
        if (address == null) {
            throw new IllegalStateException("the endpoint was not started");
        }
        return new InetSocketAddress(address, peer.port());
    }

    /// Whose request this is. A port in a peer's sources means the port it sends from, on TCP the
    /// one it says it listens on; of several matches the narrowest wins.
    Optional<SipPeer> at(InetSocketAddress source, Transport transport, int viaPort) {
        var from =
                transport.isConnected()
                        ? new InetSocketAddress(source.getAddress(), viaPort)
                        : source;
        if (known.size() >= KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(from, this::lookUp);
    }

    private Optional<SipPeer> lookUp(InetSocketAddress from) {
        return all.stream()
                .flatMap(
                        p ->
                                sources(p).stream()
                                        .filter(s -> s.matches(from))
                                        .map(s -> new Match(p, s.weight())))
                .max(Comparator.comparingInt(Match::weight))
                .map(Match::peer);
    }

    /// The peer that is configured to be there, else the one whose requests may come from there.
    @Override
    public Optional<SipPeer> behind(InetSocketAddress address) {
        return all.stream()
                .filter(p -> address(p).equals(address))
                .findFirst()
                .or(() -> lookUp(address));
    }

    @Override
    public boolean isPeer(InetAddress address) {
        return strangers.getAsBoolean()
                || all.stream()
                        .flatMap(p -> sources(p).stream())
                        .anyMatch(
                                s -> s.matches(new InetSocketAddress(address, s.port().orElse(0))));
    }

    private List<Source> sources(SipPeer peer) {
        if (!peer.sources().isEmpty()) {
            return peer.sources();
        }
        var address = addresses.get(peer.name());
        return address == null
                ? List.of()
                : List.of(
                        new Source(address, address.getAddress().length * 8, OptionalInt.empty()));
    }
}
