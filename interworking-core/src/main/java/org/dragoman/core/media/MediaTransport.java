package org.dragoman.core.media;

/// How the packets of a port travel.
public enum MediaTransport {
    /// Plain RTP, SRTP with keys that travel in the signalling, or UDPTL, on a port of its own.
    RTP,
    /// As browsers do: ICE, DTLS-SRTP, RTCP with RTP, on the port all browsers share (RFC 8834,
    /// RFC 8835).
    BROWSER,
    /// RTP between two parts of the gateway: the port is on the loopback interface whatever the
    /// media address of its trunk. For legs whose peers have no RTP.
    INSIDE
}
