package org.dragoman.sip;

import java.time.Duration;
import java.util.List;

/// How the gateway speaks SIP.
///
/// - {@code replyTimeout}: how long a peer may leave an INVITE without any reply before the attempt
///   fails; at most 32 s (RFC 3261 §17.1.1.2, timer B).
/// - {@code ringTimeout}: how long an INVITE may stay without a final response; the core's own
///   timer usually comes first (RFC 3261 §16.6, timer C).
/// - {@code product}: named in Server and User-Agent.
/// - {@code limits}: when new calls are turned away.
/// - {@code tls}: the certificate, where a listener speaks TLS.
public record SipConfig(
        List<SipListener> listeners,
        List<SipPeer> peers,
        Duration replyTimeout,
        Duration ringTimeout,
        String product,
        Limits limits,
        TlsConfig tls) {

    /// When the gateway counts as behind, and new calls get a 503.
    ///
    /// - {@code overloadWait}: the longest an INVITE may have waited for us. A machine that stood
    ///   still for a second is not overloaded, so it is less than the 4 s of T303 after which an
    ///   H.323 caller gives up (Q.931 §9.1), and more than a program takes to warm up.
    /// - {@code callsBeingSetUp}: the most INVITEs without a final response.
    public record Limits(Duration overloadWait, int callsBeingSetUp) {
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(3), 5_000);
    }

    public static final Duration TIMER_B = Duration.ofSeconds(32);

    public SipConfig {
        listeners = List.copyOf(listeners);
        peers = List.copyOf(peers);
        if (replyTimeout.isNegative() || replyTimeout.isZero()) {
            throw new IllegalArgumentException("reply-timeout is longer than nothing");
        }
        if (peers.stream().map(SipPeer::name).distinct().count() != peers.size()) {
            throw new IllegalArgumentException("two SIP peers have the same name");
        }
    }

    /// Listens on every address, UDP and TCP, port 5060; knows no peer.
    public static SipConfig standard() {
        return new SipConfig(
                List.of(
                        SipListener.udp("0.0.0.0", SipListener.DEFAULT_PORT),
                        SipListener.tcp("0.0.0.0", SipListener.DEFAULT_PORT)),
                List.of(),
                TIMER_B,
                Duration.ofMinutes(5),
                "Dragoman",
                Limits.DEFAULT,
                TlsConfig.in(TlsConfig.usualFolder()));
    }

    public SipConfig withListeners(SipListener... others) {
        return new SipConfig(
                List.of(others), peers, replyTimeout, ringTimeout, product, limits, tls);
    }

    public SipConfig withPeers(SipPeer... others) {
        return new SipConfig(
                listeners, List.of(others), replyTimeout, ringTimeout, product, limits, tls);
    }

    public SipConfig withReplyTimeout(Duration other) {
        return new SipConfig(listeners, peers, other, ringTimeout, product, limits, tls);
    }

    public SipConfig withLimits(Limits other) {
        return new SipConfig(listeners, peers, replyTimeout, ringTimeout, product, other, tls);
    }

    public SipConfig withTls(TlsConfig other) {
        return new SipConfig(listeners, peers, replyTimeout, ringTimeout, product, limits, other);
    }
}
