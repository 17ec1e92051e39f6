package org.dragoman.media.sdp;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses as SDP gives them. A host name is legal there, but resolving it would make the call
/// wait for DNS: such a peer is heard first and answered where it sends from (symmetric RTP).
final class IpLiteral {
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]{2,39}|[0-9A-Fa-f:]+:[0-9.]+");

    private IpLiteral() {}

    static boolean isUnspecified(String address) {
        return address.equals("0.0.0.0")
                || address.indexOf(':') >= 0 && address.chars().allMatch(c -> c == '0' || c == ':');
    }

    static Optional<InetSocketAddress> socket(String address, int port) {
        boolean literal =
                address.indexOf(':') < 0 ? isIpv4(address) : IPV6.matcher(address).matches();
        if (!literal || isUnspecified(address) || port == 0) {
            return Optional.empty();
        }
        var bracketed = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        var socket = new InetSocketAddress(bracketed, port); // a literal: no look-up happens
        return socket.isUnresolved() ? Optional.empty() : Optional.of(socket);
    }

    // four numbers up to 255; with three digits none begins with 0, which some read as octal
    private static boolean isIpv4(String address) {
        int numbers = 0;
        int from = 0;
        for (int i = 0; i <= address.length(); i++) {
            if (i == address.length() || address.charAt(i) == '.') {
                if (!isOctet(address, from, i) || ++numbers > 4) {
                    return false;
                }
                from = i + 1;
            }
        }
        return numbers == 4;
    }

    private static boolean isOctet(String text, int from, int end) {
        int digits = end - from;
        if (digits < 1 || digits > 3 || digits == 3 && text.charAt(from) == '0') {
            return false;
        }
        int value = 0;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            value = value * 10 + c - '0';
        }
        return value <= 255;
    }
}
