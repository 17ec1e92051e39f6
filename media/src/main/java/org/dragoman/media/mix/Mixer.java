package org.dragoman.media.mix;

import java.util.Arrays;

/// Adds up what several say in one short moment, all at the same rate.
final class Mixer {
    private final int[] all;

    /// - {@code samples}: of a moment.
    Mixer(int samples) {
        all = new int[samples];
    }

    /// The next moment begins.
    void clear() {
        Arrays.fill(all, 0);
    }

    void add(short[] said) {
        for (int i = 0; i < all.length; i++) {
            all[i] += said[i];
        }
    }

    /// What all but one say, as loud as they say it; the sum is cut off where no sample is large
    /// enough for it.
    ///
    /// - {@code said}: by the one who listens; added before.
    void others(short[] said, short[] heard) {
        for (int i = 0; i < all.length; i++) {
            heard[i] = (short) Math.clamp(all[i] - said[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }
}
