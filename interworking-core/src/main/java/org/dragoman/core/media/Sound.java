package org.dragoman.core.media;

/// What the gateway can play to a peer.
public sealed interface Sound {
    /// A tone, until it is stopped.
    record OfTone(Tone tone) implements Sound {}

    /// A file, once: an announcement.
    ///
    /// - {@code name}: as the configuration names it.
    record OfFile(String name) implements Sound {}

    /// A file, again and again, in the pauses of the other leg's sound only: music on hold, for
    /// whom the holding side plays nothing.
    record Music(String name) implements Sound {}
}
