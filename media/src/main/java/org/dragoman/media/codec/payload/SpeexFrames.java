package org.dragoman.media.codec.payload;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.CodecFailed;

/// Finds the frames in a payload of Speex, which follow one another bit by bit, and judges their
/// sizes before a library sees them: libspeex would write what it thinks of them to the terminal.
///
/// Source: RFC 5574 §3.1 and §3.3; the sizes of the Speex manual 1.2, Tables 9.1 and 10.1.
public final class SpeexFrames {
    private static final int MOST_FRAME_BYTES = 160; // 492 bits and two layers of 352
    private static final int[] NARROW = {5, 43, 119, 160, 220, 300, 364, 492, 79}; // by submode
    private static final int[] LAYER = {4, 36, 112, 192, 352}; // of the upper bands, by submode
    private static final int USER = 13; // submodes that are no sound
    private static final int IN_BAND = 14;
    private static final int TERMINATOR = 15;

    private static final int[] HIGHEST_LAYER = {4, 1}; // submodes of wideband, ultra-wideband

    private final int layers;
    private final byte[] frame = new byte[MOST_FRAME_BYTES];
    private final MemorySegment frameMemory = MemorySegment.ofArray(frame);
    private MemorySegment packet = frameMemory;
    private long at;
    private int end; // in bits
    private int from; // of the frame at hand
    private int kept; // where what the decoder wants of it ends
    private int to;

    /// @param layers above the narrow band that the decoder has; libspeex stumbles over others
    public SpeexFrames(int layers) {
        this.layers = layers;
    }

    /// Takes up another payload.
    public void begin(MemorySegment packet, long at, int length) {
        this.packet = packet;
        this.at = at;
        this.end = length * 8;
        this.from = 0;
        this.to = 0;
    }

    /// Goes on to the next frame; false: there is none.
    public boolean next() throws CodecFailed {
        int bit = afterNotices(to);
        if (end - bit < 5 || bits(bit + 1, 4) == TERMINATOR) {
            return false;
        }
        from = bit;
        int submode = bits(bit + 1, 4);
        if (bits(bit, 1) == 1 || submode >= NARROW.length) {
            throw CodecFailed.packet("Speex: submode " + submode);
        }
        bit += NARROW[submode];
        kept = bit;
        for (int above = 0; bit < end && bits(bit, 1) == 1; above++) {
            int layer = end - bit < 4 ? LAYER.length : bits(bit + 1, 3);
            if (above == HIGHEST_LAYER.length || layer > HIGHEST_LAYER[above]) {
                throw CodecFailed.packet("Speex: upper layer " + above + ", submode " + layer);
            }
            bit += LAYER[layer];
            kept = above < layers ? bit : kept;
        }
        if (bit > end) {
            throw CodecFailed.packet("Speex: a frame is cut off");
        }
        to = bit;
        return true;
    }

    /// Where {@link #move} puts a frame.
    public MemorySegment frame() {
        return frameMemory;
    }

    /// Moves the frame at hand to a byte's beginning, with a terminator; answers its bytes.
    public int move() {
        int length = 0;
        for (int bit = from; bit < kept; bit += 8) {
            int part = Math.min(8, kept - bit);
            // what is missing of a byte is the terminator's 0 and ones
            frame[length++] = (byte) (bits(bit, part) << 8 - part | 0x7F >> part);
        }
        int odd = (kept - from) % 8;
        if (odd == 0 || odd > 3) {
            frame[length++] = (byte) (odd == 0 ? 0x7F : 0xFF); // the rest of the terminator
        }
        return length;
    }

    /// Past in-band signals and user's data (Speex manual §5.5), which are no sound.
    private int afterNotices(int from) throws CodecFailed {
        int bit = from;
        while (end - bit >= 9 && bits(bit, 1) == 0) {
            int submode = bits(bit + 1, 4);
            if (submode == USER) {
                bit += 14 + 8 * bits(bit + 5, 4); // as libspeex 1.2 counts
            } else if (submode == IN_BAND) {
                bit += 9 + argument(bits(bit + 5, 4));
            } else {
                return bit;
            }
            if (bit > end) {
                throw CodecFailed.packet("Speex: a notice is cut off");
            }
        }
        return bit;
    }

    private static int argument(int signal) {
        if (signal < 2) {
            return 1;
        }
        if (signal < 8) {
            return 4;
        }
        return 1 << 3 + (signal - 8) / 2; // 8, 16, 32, 64 bits, two signals each
    }

    private int bits(int first, int count) {
        int value = 0;
        for (int i = first; i < first + count; i++) {
            value = value << 1 | packet.get(JAVA_BYTE, at + i / 8) >> 7 - i % 8 & 1;
        }
        return value;
    }
}
