package org.dragoman.core.media;

/// Sounds the gateway itself makes for a caller when neither side gives any.
public enum Tone {
    RINGBACK,
    BUSY,
    CONGESTION
}
