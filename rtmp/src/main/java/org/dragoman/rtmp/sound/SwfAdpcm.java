package org.dragoman.rtmp.sound;

import java.util.Arrays;

/// ADPCM as Flash has it: IMA's steps, with two to five bits a sample, in blocks of 4 096 samples
/// that begin with a sample as it is.
///
/// - Source: SWF File Format Specification 19, "ADPCM compression"; the table of steps is that
///   of the IMA Digital Audio Focus and Technical Working Groups (1992).
final class SwfAdpcm {
    private static final int BLOCK = 4_096; // samples of a channel
    private static final int MOST = 1 << 16; // samples of a message, of all channels

    private static final int[] STEPS = {
        7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66,
        73, 80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408,
        449, 494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066,
        2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630,
        9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794,
        32767
    };

    /// By bits a sample, from two on; by the code without its sign.
    private static final int[][] CHANGES = {
        {-1, 2},
        {-1, -1, 2, 4},
        {-1, -1, -1, -1, 2, 4, 6, 8},
        {-1, -1, -1, -1, -1, -1, -1, -1, 1, 2, 4, 6, 8, 10, 13, 16}
    };

    private final byte[] bytes;
    private int at; // in bits

    private SwfAdpcm(byte[] bytes) {
        this.bytes = bytes;
    }

    /// All samples there are, of two channels by turns.
    static short[] decode(byte[] bytes, int channels) {
        return new SwfAdpcm(bytes).all(channels);
    }

    private short[] all(int channels) {
        int size = number(2) + 2;
        short[] samples = new short[MOST];
        int made = 0;
        while (left() >= 22 * channels && made + BLOCK * channels <= MOST) {
            made = block(size, channels, samples, made);
        }
        return Arrays.copyOf(samples, made);
    }

    private int block(int size, int channels, short[] samples, int from) {
        int[] value = new int[channels];
        int[] index = new int[channels];
        int made = from;
        for (int c = 0; c < channels; c++) {
            value[c] = (short) number(16);
            index[c] = Math.min(number(6), STEPS.length - 1);
            samples[made++] = (short) value[c];
        }
        for (int i = 1; i < BLOCK && left() >= size * channels; i++) {
            for (int c = 0; c < channels; c++) {
                int code = number(size);
                int amount = code & (1 << size - 1) - 1;
                int change = change(amount, size, STEPS[index[c]]);
                boolean negative = code >> size - 1 == 1;
                value[c] = Math.clamp(value[c] + (negative ? -change : change), -32_768, 32_767);
                int next = index[c] + CHANGES[size - 2][amount];
                index[c] = Math.clamp(next, 0, STEPS.length - 1);
                samples[made++] = (short) value[c];
            }
        }
        return made;
    }

    /// Each bit stands for half as much as the one before it; half of the last comes always.
    private static int change(int amount, int size, int step) {
        int change = 0;
        int part = step;
        for (int bit = size - 2; bit >= 0; bit--) {
            change += (amount >> bit & 1) * part;
            part >>= 1;
        }
        return change + part;
    }

    private int left() {
        return 8 * bytes.length - at;
    }

    private int number(int bits) {
        int value = 0;
        for (int i = 0; i < bits; i++, at++) {
            int bit = at < 8 * bytes.length ? bytes[at >> 3] >> 7 - (at & 7) & 1 : 0;
            value = value << 1 | bit;
        }
        return value;
    }
}
