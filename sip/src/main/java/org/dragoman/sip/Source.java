package org.dragoman.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.OptionalInt;

/// Where a peer's requests may come from: a network, and if need be one port of it.
///
/// - {@code prefix}: leading bits that must agree: 32 or 128 for a single address.
public record Source(InetAddress network, int prefix, OptionalInt port) {
    public Source {
        if (prefix < 0 || prefix > network.getAddress().length * 8) {
            throw new IllegalArgumentException("no such prefix length: " + prefix);
        }
    }

    /// Reads {@code 192.0.2.0/24}, {@code 192.0.2.7}, {@code 192.0.2.7:5070}, {@code 2001:db8::/32}
    /// or {@code [2001:db8::1]:5070}.
    ///
    /// - Errors: IllegalArgumentException with a sentence for the operator.
    public static Source parse(String text) {
        int slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        var port = OptionalInt.empty();
        int colon = address.lastIndexOf(':');
        boolean bracketed = address.startsWith("[");
        boolean hasPort =
                bracketed
                        ? address.lastIndexOf(']') == colon - 1
                        : colon >= 0 && address.indexOf(':') == colon;
        if (hasPort && colon > 0) {
            port = OptionalInt.of(number(address.substring(colon + 1), 65_535, text));
            address = address.substring(0, colon);
        }
        if (bracketed) {
            address = address.substring(1, address.length() - 1);
        }
        if (!address.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            throw new IllegalArgumentException("not an IP address or network: " + text);
        }
        try {
            var network = InetAddress.getByName(address);
            int bits = network.getAddress().length * 8;
            int prefix = slash < 0 ? bits : number(text.substring(slash + 1), bits, text);
            return new Source(network, prefix, port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address or network: " + text, e);
        }
    }

    private static int number(String digits, int most, String text) {
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > most) {
            throw new IllegalArgumentException("not an IP address or network: " + text);
        }
        return Integer.parseInt(digits);
    }

    public boolean matches(InetSocketAddress from) {
        if (port.isPresent() && port.getAsInt() != from.getPort()) {
            return false;
        }
        byte[] ours = network.getAddress();
        byte[] theirs = from.getAddress().getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /// How much this says: the source that says most wins where several match.
    int weight() {
        return prefix * 2 + (port.isPresent() ? 1 : 0) + 1;
    }
}
