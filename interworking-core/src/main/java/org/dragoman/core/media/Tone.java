package org.dragoman.core.media;

/// Sounds the gateway itself makes for a caller when neither side gives any.
public enum Tone {
    RINGBACK,
    BUSY,
    CONGESTION,
    /// Three rising tones: what follows is said by a machine (ITU-T E.180 §8).
    SPECIAL_INFORMATION
}
