package org.dragoman.media.sdp;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses as SDP gives them. A host name is legal there, but resolving it would make the call
/// wait for DNS: such a peer is heard first and answered where it sends from (symmetric RTP).
final class IpLiteral {
    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]{2,39}|[0-9A-Fa-f:]+:[0-9.]+");

    private IpLiteral() {}

    static boolean isUnspecified(String address) {
        return address.equals("0.0.0.0")
                || address.indexOf(':') >= 0 && address.chars().allMatch(c -> c == '0' || c == ':');
    }

    static Optional<InetSocketAddress> socket(String address, int port) {
        boolean literal =
                IPV4.matcher(address).matches()
                        || IPV6.matcher(address).matches() && address.indexOf(':') >= 0;
        if (!literal || isUnspecified(address) || port == 0) {
            return Optional.empty();
        }
        var bracketed = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        var socket = new InetSocketAddress(bracketed, port); // a literal: no look-up happens
        return socket.isUnresolved() ? Optional.empty() : Optional.of(socket);
    }
}
