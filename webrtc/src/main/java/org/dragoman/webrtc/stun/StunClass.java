package org.dragoman.webrtc.stun;

/// What a STUN message is. The order is that of the two class bits (RFC 8489 §5).
public enum StunClass {
    REQUEST,
    INDICATION,
    SUCCESS,
    ERROR
}
