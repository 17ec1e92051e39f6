package org.dragoman.media.tone;

/// Sound to be played, from its beginning to its end, once. Read by one thread; reading allocates
/// nothing.
///
/// - Shape: mono, signed 16-bit samples, {@link #rateHz()} of them a second.
public interface SoundSource {
    int rateHz();

    /// Writes the next samples at {@code from}; returns how many there were. Fewer than asked for
    /// means that the sound is over.
    int read(short[] pcm, int from, int samples);
}
