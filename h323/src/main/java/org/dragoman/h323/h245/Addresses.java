package org.dragoman.h323.h245;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.dragoman.asn1.per.Octets;
import org.dragoman.asn1.per.UnknownExtensions;
import org.dragoman.h323.asn1.h245.TransportAddress;
import org.dragoman.h323.asn1.h245.UnicastAddress;

/// H.245 transport addresses as socket addresses. Source: H.245 §B.3.1.
final class Addresses {
    private Addresses() {}

    static TransportAddress encode(InetSocketAddress address) {
        var octets = Octets.of(address.getAddress().getAddress());
        var unicast =
                address.getAddress() instanceof Inet4Address
                        ? new UnicastAddress.IPAddress(
                                octets, address.getPort(), UnknownExtensions.NONE)
                        : new UnicastAddress.IP6Address(
                                octets, address.getPort(), UnknownExtensions.NONE);
        return new TransportAddress.UnicastAddress(unicast);
    }

    /// Nothing for what is no IP address, and for the address 0.0.0.0 or port 0, which say that
    /// there is none yet.
    static Optional<InetSocketAddress> decode(TransportAddress address) {
        if (!(address instanceof TransportAddress.UnicastAddress(var unicast))) {
            return Optional.empty();
        }
        return switch (unicast) {
            case UnicastAddress.IPAddress(var network, int port, _) -> socket(network, port);
            case UnicastAddress.IP6Address(var network, int port, _) -> socket(network, port);
            case UnicastAddress.IPSourceRouteAddress(_, var network, int port, _, _) ->
                    socket(network, port);
            case UnicastAddress.IPXAddress _,
                    UnicastAddress.NetBios _,
                    UnicastAddress.Nsap _,
                    UnicastAddress.NonStandardAddress _,
                    UnicastAddress.Unknown _ ->
                    Optional.empty();
        };
    }

    private static Optional<InetSocketAddress> socket(Octets network, int port) {
        try {
            var address = InetAddress.getByAddress(network.toByteArray());
            return port == 0 || address.isAnyLocalAddress() || address.isMulticastAddress()
                    ? Optional.empty()
                    : Optional.of(new InetSocketAddress(address, port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the schema bounds it to 4 or 16 octets", e);
        }
    }
}
