package org.dragoman.core.media;

/// What a receiver of video may say to its sender by RTCP, where both agreed to it.
public enum RtcpFeedback {
    /// Packets are missing (RFC 4585 §6.2.1).
    NACK,
    /// A picture is lost (RFC 4585 §6.3.1): please send a key frame.
    PLI,
    /// Please send a key frame (RFC 5104 §3.5.1).
    FIR,
    /// So many bits a second can be received (draft-alvestrand-rmcat-remb).
    REMB,
    /// Please send no more bits a second (RFC 5104 §3.5.4).
    TMMBR
}
