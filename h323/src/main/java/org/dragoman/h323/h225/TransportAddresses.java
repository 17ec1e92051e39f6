package org.dragoman.h323.h225;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.dragoman.asn1.per.Octets;
import org.dragoman.asn1.per.UnknownExtensions;
import org.dragoman.h323.asn1.h225.TransportAddress;

/// H.225.0 transport addresses as socket addresses. Source: H.225.0 §7.6.
final class TransportAddresses {
    private TransportAddresses() {}

    static TransportAddress encode(InetSocketAddress address) {
        var octets = Octets.of(address.getAddress().getAddress());
        return address.getAddress() instanceof Inet4Address
                ? new TransportAddress.IpAddress(octets, address.getPort())
                : new TransportAddress.Ip6Address(
                        octets, address.getPort(), UnknownExtensions.NONE);
    }

    /// Nothing for what is no IP address, and for the address 0.0.0.0 or port 0.
    static Optional<InetSocketAddress> decode(TransportAddress address) {
        return switch (address) {
            case TransportAddress.IpAddress(var ip, int port) -> socket(ip, port);
            case TransportAddress.Ip6Address(var ip, int port, _) -> socket(ip, port);
            case TransportAddress.IpSourceRoute(var ip, int port, _, _, _) -> socket(ip, port);
            case TransportAddress.IpxAddress _,
                    TransportAddress.NetBios _,
                    TransportAddress.Nsap _,
                    TransportAddress.NonStandardAddress _,
                    TransportAddress.Unknown _ ->
                    Optional.empty();
        };
    }

    private static Optional<InetSocketAddress> socket(Octets ip, int port) {
        try {
            var address = InetAddress.getByAddress(ip.toByteArray());
            return port == 0 || address.isAnyLocalAddress() || address.isMulticastAddress()
                    ? Optional.empty()
                    : Optional.of(new InetSocketAddress(address, port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the schema bounds it to 4 or 16 octets", e);
        }
    }
}
