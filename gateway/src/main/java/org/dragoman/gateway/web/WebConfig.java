package org.dragoman.gateway.web;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dragoman.webrtc.GuestPolicy;

/// Where and how the gateway serves browsers.
///
/// - {@code listeners}: none where there is no web server.
/// - {@code certificate}, {@code key}: PEM files; where they are absent, the certificate that SIP
///   shows by TLS.
/// - {@code guests}: who may call without an account.
/// - {@code origins}: pages from elsewhere that may use it, beside its own; {@code *} for all.
public record WebConfig(
        List<Listener> listeners,
        Optional<Path> certificate,
        Optional<Path> key,
        List<String> origins,
        Limits limits,
        GuestPolicy guests) {

    /// - {@code secure}: https; else http, on loopback alone.
    public record Listener(InetSocketAddress address, boolean secure) {
        public Listener {
            if (!secure && !address.getAddress().isLoopbackAddress()) {
                throw new IllegalArgumentException("http is for loopback alone");
            }
        }
    }

    /// - {@code connections}: TCP connections at a time, of all.
    /// - {@code socketsPerAddress}: WebSockets at a time of one address (of IPv6, one /64).
    /// - {@code requestsPerSecond}: of one address, WebSockets opened included; ten times as many
    ///   may come at once.
    public record Limits(int connections, int socketsPerAddress, int requestsPerSecond) {
        public static final Limits STANDARD = new Limits(4_000, 100, 50);
    }

    /// No web server.
    public static final WebConfig OFF =
            new WebConfig(
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Limits.STANDARD,
                    GuestPolicy.NONE);

    public WebConfig {
        listeners = List.copyOf(listeners);
        origins = List.copyOf(origins);
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("a certificate and its key come together");
        }
    }

    /// A web server without guests.
    public WebConfig(
            List<Listener> listeners,
            Optional<Path> certificate,
            Optional<Path> key,
            List<String> origins,
            Limits limits) {
        this(listeners, certificate, key, origins, limits, GuestPolicy.NONE);
    }

    public boolean isOn() {
        return !listeners.isEmpty();
    }

    public boolean isSecure() {
        return listeners.stream().anyMatch(Listener::secure);
    }
}
