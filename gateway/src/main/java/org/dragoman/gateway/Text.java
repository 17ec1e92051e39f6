package org.dragoman.gateway;

import java.net.InetSocketAddress;

/// Addresses as people read them.
public final class Text {
    private Text() {}

    public static String of(InetSocketAddress address) {
        return of(address.getAddress().getHostAddress(), address.getPort());
    }

    public static String of(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
