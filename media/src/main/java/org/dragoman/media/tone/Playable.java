package org.dragoman.media.tone;

/// What can be played, each time from its beginning. Immutable, shared by all calls.
@FunctionalInterface
public interface Playable {
    /// Is over before it begins.
    Playable NOTHING = Silence::new;

    /// - {@code rateHz}: the rate that suits best; a recording has its own.
    SoundSource sound(int rateHz);

    /// Nothing to be heard.
    ///
    /// - {@code rateHz}: as asked for.
    record Silence(int rateHz) implements SoundSource {
        @Override
        public int read(short[] pcm, int from, int samples) {
            return 0;
        }
    }
}
