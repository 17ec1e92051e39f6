package org.dragoman.webrtc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dragoman.media.relay.BrowserPort;
import org.dragoman.webrtc.net.BrowserEdge;
import org.dragoman.webrtc.signal.ServerMessage.IceServer;

/// How browsers reach the gateway's media.
///
/// - {@code port}: the one UDP port of all browsers.
/// - {@code listen}: addresses of this machine it is opened on, the preferred one first; none where
///   no browser is expected.
/// - {@code advertise}: what browsers are told instead, where the gateway stands behind address
///   translation; all of {@code listen} where it is empty.
/// - {@code servers}: STUN and TURN servers that pages are told to use. The gateway uses none: it
///   is reachable itself (RFC 8445 §2.5).
/// - {@code asked}: the operator wants this port and no start without it.
public record WebRtcConfig(
        int port,
        List<InetAddress> listen,
        List<InetAddress> advertise,
        List<IceServer> servers,
        boolean asked) {
    /// Next to the ports of STUN and TURN.
    public static final int PORT = 3_480;

    /// No browsers.
    public static final WebRtcConfig OFF =
            new WebRtcConfig(PORT, List.of(), List.of(), List.of(), false);

    // RFC 7064, RFC 7065
    private static final Pattern URL =
            Pattern.compile(
                    "(stuns?|turns?):(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?"
                            + "(\\?transport=(udp|tcp))?");

    public WebRtcConfig {
        listen = List.copyOf(listen);
        advertise = List.copyOf(advertise);
        servers = List.copyOf(servers);
    }

    /// Whether the text can be the URL of a STUN or TURN server.
    public static boolean isServerUrl(String text) {
        return URL.matcher(text).matches();
    }

    /// Where the port is opened.
    public List<InetSocketAddress> sockets() {
        return at(listen);
    }

    /// What the relay opens; nothing where no browser is expected.
    public Optional<BrowserPort> browserPort(InstantSource time) {
        if (listen.isEmpty()) {
            return Optional.empty();
        }
        var told = at(advertise.isEmpty() ? listen : advertise);
        return Optional.of(
                new BrowserPort(at(listen), told, outlet -> new BrowserEdge(outlet, time)));
    }

    private List<InetSocketAddress> at(List<InetAddress> addresses) {
        return addresses.stream().map(a -> new InetSocketAddress(a, port)).toList();
    }
}
