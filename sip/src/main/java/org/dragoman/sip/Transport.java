package org.dragoman.sip;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What carries the messages.
public enum Transport {
    UDP(5060),
    TCP(5060),
    TLS(5061),
    /// WebSocket, in the clear and over TLS (RFC 7118): always opened by the other side.
    WS(80),
    WSS(443);

    private static final List<Transport> ALL = List.of(values());

    private final int usualPort;
    private final String word = name().toLowerCase(Locale.ROOT);

    Transport(int usualPort) {
        this.usualPort = usualPort;
    }

    /// The port where none is named: RFC 3261 §19.1.2.
    public int usualPort() {
        return usualPort;
    }

    /// Whether messages travel on connections.
    public boolean isConnected() {
        return this != UDP;
    }

    /// Whether nobody on the way reads them.
    public boolean isSecure() {
        return this == TLS || this == WSS;
    }

    /// Whether messages come by WebSocket.
    public boolean isWebSocket() {
        return this == WS || this == WSS;
    }

    /// The word for it in a URI: both kinds of WebSocket have the same (RFC 7118 §5.4).
    public String uriWord() {
        return isWebSocket() ? "ws" : word();
    }

    /// The word for it in configurations.
    public String word() {
        return word;
    }

    /// The transport of this name, in whatever case.
    public static Optional<Transport> named(String word) {
        for (var transport : ALL) {
            if (transport.name().equalsIgnoreCase(word)) {
                return Optional.of(transport);
            }
        }
        return Optional.empty();
    }
}
