package org.dragoman.media.record;

/// The last seconds of both parties side by side: sound may be put where it belongs for a while,
/// in any order, and is taken in frames. Where nothing was put there is silence.
public final class StereoMix {
    /// Frames {@link #take} gives at most.
    public static final int MOST_FRAMES = 4_096;

    private final short[] samples;
    private final int window; // frames
    private long begin; // position of the first frame that was not taken

    /// - {@code window}: frames that may be put before they are taken.
    public StereoMix(int window) {
        this.window = window;
        samples = new short[2 * window];
    }

    /// Puts sound of a party in its place; what belongs where frames were taken, or too far ahead,
    /// is left out.
    ///
    /// - {@code channel}: 0 left, 1 right.
    /// - Returns: samples left out.
    public int put(int channel, long position, short[] pcm, int count) {
        int out = 0;
        for (int i = 0; i < count; i++) {
            long at = position + i;
            if (at < begin || at >= begin + window) {
                out++;
            } else {
                samples[2 * (int) (at % window) + channel] = pcm[i];
            }
        }
        return out;
    }

    /// Takes frames up to a position, left and right by turns, {@link #MOST_FRAMES} at most.
    ///
    /// - Returns: how many frames.
    public int take(long end, short[] into) {
        int count = Math.clamp(end - begin, 0, MOST_FRAMES);
        for (int i = 0; i < count; i++) {
            int at = 2 * (int) ((begin + i) % window);
            into[2 * i] = samples[at];
            into[2 * i + 1] = samples[at + 1];
            samples[at] = 0;
            samples[at + 1] = 0;
        }
        begin += count;
        return count;
    }

    /// Position of the first frame that was not taken.
    public long taken() {
        return begin;
    }
}
