package org.dragoman.media.record;

import java.io.IOException;

/// A file of two channels that grows.
///
/// - Errors: {@link IOException} of the disk; what was settled before can be played.
interface StereoFile extends AutoCloseable {
    /// Adds frames: left and right by turns.
    ///
    /// - {@code count}: frames, {@link StereoMix#MOST_FRAMES} at most.
    /// - Returns: false when such a file cannot grow any more.
    boolean append(short[] samples, int count) throws IOException;

    /// Makes the file one that can be played up to here, should nothing follow.
    void settle() throws IOException;

    /// Sound taken, in frames.
    long frames();

    /// Ends the file and closes it.
    @Override
    void close() throws IOException;
}
