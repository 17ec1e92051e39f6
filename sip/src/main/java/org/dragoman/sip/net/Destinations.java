package org.dragoman.sip.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.dragoman.sip.Transport;
import org.dragoman.sip.message.NameAddress;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipUri;

/// Where a request of a dialog goes: to its first route, else to its Request-URI.
///
/// - {@code host}: an address, or a name that must be looked up.
/// - Source: RFC 3261 §8.1.2, §12.2.1.1. Of RFC 3263 the look-up of addresses only: peers are
///   configured with host and port.
public record Destinations(String host, int port, Transport transport) {
    /// - {@code usual}: the transport where the address names none.
    static Optional<Destinations> of(SipRequest request, Transport usual) {
        var route = request.headers().list("Route").stream().findFirst();
        var loose =
                route.map(NameAddress::parse)
                        .flatMap(r -> SipUri.parse(r.uri()))
                        .filter(u -> u.parameters().has("lr"));
        return loose.or(() -> SipUri.parse(request.uri())).map(u -> of(u, usual));
    }

    private static Destinations of(SipUri uri, Transport usual) {
        var named = uri.parameters().value("transport").flatMap(Transport::named);
        var transport = // RFC 3261 §26.2.2: sips is TLS, whatever else it says
                uri.scheme().equals("sips") ? Transport.TLS : named.orElse(usual);
        var host = uri.parameters().value("maddr").orElse(uri.host());
        int port = uri.port() == 0 ? transport.usualPort() : uri.port();
        return new Destinations(host, port, transport);
    }

    /// The address of a host. A name makes the caller wait for DNS: the JDK keeps what it learned
    /// for 30 s.
    public static Optional<InetAddress> address(String host) {
        if (host.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
