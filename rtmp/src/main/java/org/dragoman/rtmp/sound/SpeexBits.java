package org.dragoman.rtmp.sound;

/// Counts the frames in a payload of wideband Speex, which follow one another bit by bit: Flash
/// puts as many into a message as its program asked for.
///
/// - Source: the Speex manual 1.2, Tables 9.1 and 10.1: bits of each submode.
final class SpeexBits {
    private static final int[] NARROW = {5, 43, 119, 160, 220, 300, 364, 492, 79};
    private static final int[] LAYER = {4, 36, 112, 192, 352};
    private static final int LEAST = 4; // bits of a header

    private SpeexBits() {}

    /// At least one, so that time goes on.
    static int frames(byte[] sound) {
        int bits = sound.length * 8;
        int at = 0;
        int frames = 0;
        while (bits - at >= LEAST + 1) {
            int length = bit(sound, at) == 1 ? layer(sound, at) : narrow(sound, at, bits);
            if (length == 0 || at + length > bits) {
                break;
            }
            frames += bit(sound, at) == 0 ? 1 : 0;
            at += length;
        }
        return Math.max(1, frames);
    }

    private static int narrow(byte[] sound, int at, int bits) {
        if (bits - at < 5) {
            return 0;
        }
        int mode = number(sound, at + 1, 4);
        return mode < NARROW.length ? NARROW[mode] : 0; // 15 is the terminator
    }

    private static int layer(byte[] sound, int at) {
        int mode = number(sound, at + 1, 3);
        return mode < LAYER.length ? LAYER[mode] : 0;
    }

    private static int bit(byte[] sound, int at) {
        return sound[at >> 3] >> 7 - (at & 7) & 1;
    }

    private static int number(byte[] sound, int at, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit(sound, at + i);
        }
        return value;
    }
}
