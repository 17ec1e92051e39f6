package org.dragoman.h323;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.route.AddressRange;
import org.dragoman.rules.Preset;

/// An H.323 gateway or endpoint that we know: a trunk.
///
/// - {@code name}: the trunk's name.
/// - {@code address}: where it is called; absent where it only calls.
/// - {@code sources}: where it may call from; its own address where empty.
/// - {@code causes}: which cause tables hold for it.
public record H323Peer(
        String name,
        Optional<InetSocketAddress> address,
        List<AddressRange> sources,
        H323Behaviour behaviour,
        Preset causes) {
    public static final int PORT = 1720; // H.323 §7.3.1, well-known port of call signalling

    public H323Peer {
        sources = List.copyOf(sources);
        if (name.isBlank()) {
            throw new IllegalArgumentException("an H.323 peer has a name");
        }
        if (address.filter(InetSocketAddress::isUnresolved).isPresent()) {
            throw new IllegalArgumentException(name + ": no such host: " + address.get());
        }
    }

    /// A peer with the defaults, called at this address and calling from it.
    public static H323Peer of(String name, InetSocketAddress address) {
        return new H323Peer(
                name, Optional.of(address), List.of(), H323Behaviour.DEFAULT, Preset.RFC3398);
    }

    public H323Peer with(H323Behaviour other) {
        return new H323Peer(name, address, sources, other, causes);
    }

    public H323Peer withSources(List<AddressRange> others) {
        return new H323Peer(name, address, others, behaviour, causes);
    }

    /// Whether calls from this address are this peer's.
    public boolean mayCallFrom(InetAddress source) {
        return weight(source) >= 0;
    }

    /// How precisely the source is described, in bits; negative where it is not this peer's.
    int weight(InetAddress source) {
        if (sources.isEmpty()) {
            return address.filter(a -> a.getAddress().equals(source)).isPresent() ? 128 : -1;
        }
        return sources.stream()
                .filter(r -> r.contains(source))
                .mapToInt(AddressRange::prefix)
                .max()
                .orElse(-1);
    }
}
