package org.dragoman.gateway.capture;

import java.net.InetSocketAddress;
import java.time.Instant;

/// A piece of signalling that somebody sent.
///
/// - {@code connection}: of TCP, counted from 1; 0 for datagrams.
/// - {@code octets}: one whole message, without TPKT; of RTMP whatever came at once, and nothing
///   where the sender closes the connection; of what is encrypted nothing.
public record Heard(
        Instant at,
        InetSocketAddress from,
        InetSocketAddress to,
        Carrier carrier,
        int connection,
        byte[] octets) {

    /// What the octets are.
    public enum Carrier {
        Q931,
        H245,
        RAS,
        SIP,
        RTMP,
        /// A TLS connection begins, and nothing in it can be read.
        TLS,
        /// Octets of a connection were not captured, or make no sense; what follows is read on.
        GAP
    }
}
