package org.dragoman.sip.net;

import java.net.InetSocketAddress;
import org.dragoman.sip.Transport;

/// Where a request goes, and how we call ourselves towards there.
///
/// - {@code host}: our host as that peer knows it, with brackets where it is IPv6.
/// - {@code flow}: whoever is there is reached in this way and no other, whatever it calls
///   itself: it is behind a NAT, or on a connection of its own making (RFC 5626 §3.1).
public record Route(
        InetSocketAddress to, Transport transport, String host, int port, boolean flow) {
    /// Over a WebSocket.
    static Route over(InetSocketAddress to, InetSocketAddress from, Transport transport) {
        var host = Listening.bracketed(LocalAddresses.literal(from.getAddress()));
        return new Route(to, transport, host, from.getPort(), true);
    }

    /// The same, taken for a flow.
    public Route asFlow() {
        return new Route(to, transport, host, port, true);
    }

    /// Whether it leads to the same place.
    public boolean isTo(InetSocketAddress other, Transport by) {
        return transport == by && to.equals(other);
    }

    /// Our address URI on this route.
    public String contact() {
        var parameter = transport.isConnected() ? ";transport=" + transport.uriWord() : "";
        return "sip:dragoman@" + host + ":" + port + parameter;
    }
}
