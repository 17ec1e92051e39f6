package org.dragoman.core.media;

/// How the packets of a port travel.
public enum MediaTransport {
    /// Plain RTP, SRTP with keys that travel in the signalling, or UDPTL, on a port of its own.
    RTP,
    /// As browsers do: ICE, DTLS-SRTP, RTCP with RTP, on the port all browsers share (RFC 8834,
    /// RFC 8835).
    BROWSER
}
