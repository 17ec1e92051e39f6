package org.dragoman.sip;

import java.util.Optional;

/// An address the gateway takes SIP on.
///
/// - {@code address}: IP literal; {@code 0.0.0.0} or {@code ::} for every one of the machine.
/// - {@code advertised}: host or address that peers are told instead (behind NAT); where it is
///   absent, the address itself, or for "every one" that of the route to the peer.
public record SipListener(
        String address, int port, Transport transport, Optional<String> advertised) {
    public static final int DEFAULT_PORT = 5060; // RFC 3261 §19.1.2
    public static final int UDP_BUFFER = 8 << 20; // bytes; a burst of 8,000 messages

    public SipListener {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535: " + port);
        }
    }

    public static SipListener udp(String address, int port) {
        return new SipListener(address, port, Transport.UDP, Optional.empty());
    }

    public static SipListener tcp(String address, int port) {
        return new SipListener(address, port, Transport.TCP, Optional.empty());
    }

    public static SipListener tls(String address, int port) {
        return new SipListener(address, port, Transport.TLS, Optional.empty());
    }

    public boolean isWildcard() {
        return address.equals("0.0.0.0") || address.equals("::");
    }

    public boolean isIpv6() {
        return address.indexOf(':') >= 0;
    }
}
