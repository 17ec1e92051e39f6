package org.dragoman.media.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;

/// The port that all browsers share.
///
/// - {@code listen}: addresses of this machine it is opened on.
/// - {@code candidates}: what browsers are told, the preferred one first.
/// - {@code agent}: makes what speaks ICE and DTLS there.
public record BrowserPort(
        List<InetSocketAddress> listen,
        List<InetSocketAddress> candidates,
        Function<BrowserAgent.Outlet, BrowserAgent> agent) {
    public BrowserPort {
        listen = List.copyOf(listen);
        candidates = List.copyOf(candidates);
        if (listen.isEmpty() || candidates.isEmpty()) {
            throw new IllegalArgumentException("browsers need an address to listen on and to know");
        }
    }
}
