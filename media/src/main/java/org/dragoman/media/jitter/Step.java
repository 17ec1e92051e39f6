package org.dragoman.media.jitter;

/// What to play next, as {@link Playout} has it.
public enum Step {
    /// Nothing was ever sent, or not for a while.
    IDLE,
    /// Decode {@link Playout#copy}.
    SOUND,
    /// From here on there is the noise that {@link Playout#copy} describes.
    NOISE,
    /// The noise goes on.
    PAUSE,
    /// Conceal {@link Playout#units} of a packet that is lost.
    LOST,
    /// Conceal {@link Playout#units}; the packet may still come.
    LATE
}
