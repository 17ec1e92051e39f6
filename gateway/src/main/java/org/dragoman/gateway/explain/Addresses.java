package org.dragoman.gateway.explain;

import java.net.InetSocketAddress;

/// Addresses as people write them.
final class Addresses {
    private Addresses() {}

    static String text(InetSocketAddress address) {
        var host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
