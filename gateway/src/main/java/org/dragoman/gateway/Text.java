package org.dragoman.gateway;

import java.net.InetSocketAddress;

/// Addresses as people read them.
final class Text {
    private Text() {}

    static String of(InetSocketAddress address) {
        return of(address.getAddress().getHostAddress(), address.getPort());
    }

    static String of(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
