package org.dragoman.core.log;

import java.net.InetSocketAddress;

/// A message as it was on the wire, without encryption. Written out only when somebody asks, so
/// that calls nobody looks at pay nothing for it.
public interface WireContent {
    /// What the octets are.
    enum Protocol {
        /// Q.931 with H.225.0 in it, without the TPKT around it.
        Q931,
        /// An H.245 message that travelled on a connection of its own, without its TPKT.
        H245,
        /// SIP as text.
        SIP
    }

    Protocol protocol();

    /// Ours.
    InetSocketAddress local();

    InetSocketAddress remote();

    /// Whether it travelled in datagrams.
    boolean datagram();

    /// Safe from any thread.
    byte[] octets();
}
