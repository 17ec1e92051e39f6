package org.dragoman.media.jitter;

/// What to do with the sound of a packet so that the delay becomes the wanted one.
public enum Stretch {
    NONE,
    SHORTER,
    LONGER
}
