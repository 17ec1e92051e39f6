package org.dragoman.media.relay;

/// Which sources of RTP a port believes when the packets do not come from where the peer said.
public enum SourcePolicy {
    /// The first source that sends valid packets is the peer, until the signalled address is heard
    /// (RFC 4961, RFC 7362). Right for peers behind address translation.
    ANY,
    /// The same, but only from the signalled network: /24 of IPv4, /64 of IPv6.
    SAME_NETWORK,
    /// Only the signalled host, from any of its ports; packets always go to the signalled port.
    /// Right for gateways that send and receive on different ports.
    SIGNALLED
}
