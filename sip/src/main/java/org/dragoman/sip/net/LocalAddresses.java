package org.dragoman.sip.net;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which of the machine's addresses faces a peer: for listeners on every address.
final class LocalAddresses {
    private static final int KNOWN = 1_000; // peers; then all are looked up anew
    private static final int ANY_PORT = 9; // discard: nothing is sent, only the route is asked for

    private final Map<InetAddress, String> known = new ConcurrentHashMap<>();

    String towards(InetAddress peer) {
        if (known.size() >= KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(peer, LocalAddresses::lookUp);
    }

    private static String lookUp(InetAddress peer) {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(peer, ANY_PORT));
            return literal(socket.getLocalAddress());
        } catch (IOException | java.io.UncheckedIOException unreachable) {
            return literal(InetAddress.getLoopbackAddress());
        }
    }

    static String literal(InetAddress address) {
        var text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
