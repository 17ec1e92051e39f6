package org.dragoman.media.bridge;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// What silence sounds like: read from a comfort noise packet, made as sound, written as a packet.
///
/// - Level: below the loudest sine a codec can carry, in dB (dBov); 127 is as good as nothing.
/// - Spectrum: white. The reflection coefficients that a packet may carry are optional for the
///   receiver (RFC 3389 §3.2), and lines of our days carry none.
/// - Source: RFC 3389 §3; G.729 Annex B §B.4.2.1 for the energy in a frame of its own kind.
final class ComfortNoise {
    static final int QUIETEST = 127;

    /// Bytes of a packet we write: the level alone.
    static final int BYTES = 1;

    private static final int G729_FRAME = 10; // bytes
    static final int G729_SILENCE = 2; // bytes of a silence insertion descriptor
    private static final double FULL_SCALE = 32_767;

    // Loudest level in dB of the descriptor: 20 lg 32 767, less the 18 dB by which the decoder
    // raises its energy to a sample's step.
    private static final int FULL_ENERGY_DB = 72;

    private int level = 70;
    private int seed = 0x2545_F491;

    /// Takes the level from the payload of an RFC 3389 packet.
    void describe(MemorySegment payload, long at, int length) {
        if (length > 0) {
            level = payload.get(JAVA_BYTE, at) & 0x7F;
        }
    }

    /// Whether a G.729 payload ends with a description of silence instead of a frame (RFC 3551
    /// §4.5.6).
    static boolean isG729Silence(int length) {
        return length % G729_FRAME == G729_SILENCE;
    }

    /// Takes the level from the descriptor at the end of a G.729 payload: 1 bit predictor, 5 and 4
    /// bits spectrum, 5 bits energy.
    void describeG729(MemorySegment payload, long at, int length) {
        long sid = at + length - G729_SILENCE;
        int bits =
                (payload.get(JAVA_BYTE, sid) & 0xFF) << 8 | payload.get(JAVA_BYTE, sid + 1) & 0xFF;
        int index = bits >> 1 & 0x1F;
        int energyDb = index == 0 ? -12 : index <= 5 ? 4 * index - 8 : 2 * index + 4;
        level = Math.clamp(FULL_ENERGY_DB - energyDb, 0, QUIETEST);
    }

    int level() {
        return level;
    }

    /// Makes noise of the level; the mean square is that of the level.
    void make(short[] pcm, int from, int count) {
        // uniform noise of peak p has a mean square of p²/3
        double peak = FULL_SCALE * Math.sqrt(3) * Math.pow(10, -level / 20.0);
        int scale = (int) Math.min(FULL_SCALE, peak);
        for (int i = from; i < from + count; i++) {
            seed ^= seed << 13;
            seed ^= seed >>> 17;
            seed ^= seed << 5;
            pcm[i] = (short) ((seed >> 16) * scale >> 15);
        }
    }

    /// Writes the payload of an RFC 3389 packet; returns its length.
    int write(MemorySegment to, long at) {
        to.set(JAVA_BYTE, at, (byte) level);
        return BYTES;
    }
}
