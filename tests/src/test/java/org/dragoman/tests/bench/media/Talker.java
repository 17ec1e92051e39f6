package org.dragoman.tests.bench.media;

import java.io.IOException;

/// One side of a call: says bursts, and may listen for the beginning of the other side's.
interface Talker {
    /// Whether a burst begins with the next packet.
    boolean begins();

    /// Says the next packet; answers whether a burst began with it.
    boolean say() throws IOException;

    /// Whether what it hears is measured.
    boolean listens();

    Onset onset();
}
