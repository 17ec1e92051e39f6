package org.dragoman.core.route;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// A network that calls may come from.
///
/// - {@code prefix}: leading bits that must agree; 32 or 128 for a single address.
public record AddressRange(InetAddress network, int prefix) {
    public AddressRange {
        if (prefix < 0 || prefix > network.getAddress().length * 8) {
            throw new IllegalArgumentException("no such prefix length: " + prefix);
        }
    }

    public static AddressRange of(InetAddress single) {
        return new AddressRange(single, single.getAddress().length * 8);
    }

    /// Reads {@code 192.0.2.0/24}, {@code 192.0.2.7} or {@code 2001:db8::/32}.
    ///
    /// - Errors: IllegalArgumentException with a sentence for the operator.
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        // Only literals: a name would be looked up.
        if (!address.matches("[0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            throw new IllegalArgumentException("not an IP address or network: " + text);
        }
        try {
            var network = InetAddress.getByName(address);
            int bits = network.getAddress().length * 8;
            return new AddressRange(
                    network, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("not an IP address or network: " + text, e);
        }
    }

    /// As {@link #parse} reads it.
    public String written() {
        var address = network.getHostAddress();
        return prefix == network.getAddress().length * 8 ? address : address + "/" + prefix;
    }

    /// Whether every address of the other is in this one.
    public boolean covers(AddressRange other) {
        return prefix <= other.prefix && contains(other.network);
    }

    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
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
}
