package org.dragoman.media.codec;

import java.util.Arrays;
import java.util.stream.IntStream;

/// G.711 samples: A-law, µ-law, 16-bit linear, and the direct conversion between the laws.
///
/// - Units: linear samples are signed 16-bit steps; full scale is ±32 256 (A-law), ±32 124 (µ-law).
/// - Errors: none; every byte is a sample, and linear values out of range are clipped.
/// - Source: ITU-T G.711 (11/1988) Tables 1a to 4.
public final class G711 {
    /// Codes of silence: the positive quiet value of each law.
    public static final byte QUIET_A = (byte) 0xD5;

    public static final byte QUIET_MU = (byte) 0xFF;

    private static final int SIGN = 0x80; // set for a positive sample, both laws
    private static final int EVEN_BITS = 0x55; // A-law inverts them on the line
    private static final int MU_BIAS = 33 << 2; // in 16-bit steps
    private static final int MU_CLIP = 32_635;

    // Output value numbers of the other law, by output value number counted from 0.
    private static final int[] MU_TO_A_NUMBERS = // Table 3, counted from 1
            numbers("1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9-25 27 29 31 33-44 46 48-62 64-79 80 82-128");
    private static final int[] A_TO_MU_NUMBERS = // Table 4, counted from 0
            numbers(
                    "1 3 5 7 9 11 13 15 16-32 32 33 33 34 34 35 35 36-48 48 49 49 50-64 64"
                            + " 65-80 80 81-127");

    private static final byte[] MU_TO_A = new byte[256];
    private static final byte[] A_TO_MU = new byte[256];
    private static final short[] A_TO_LINEAR = new short[256];
    private static final short[] MU_TO_LINEAR = new short[256];

    static {
        for (int code = 0; code < 256; code++) {
            int sign = code & SIGN;
            int muNumber = ~code & 0x7F;
            int aNumber = (code ^ EVEN_BITS) & 0x7F;
            MU_TO_A[code] = (byte) (sign | (MU_TO_A_NUMBERS[muNumber] - 1) ^ EVEN_BITS);
            A_TO_MU[code] = (byte) (sign | ~A_TO_MU_NUMBERS[aNumber] & 0x7F);
            A_TO_LINEAR[code] = (short) signed(sign, magnitudeOfA(aNumber));
            MU_TO_LINEAR[code] = (short) signed(sign, magnitudeOfMu(muNumber));
        }
    }

    private G711() {}

    public static byte muToA(byte code) {
        return MU_TO_A[code & 0xFF];
    }

    public static byte aToMu(byte code) {
        return A_TO_MU[code & 0xFF];
    }

    public static int expandA(byte code) {
        return A_TO_LINEAR[code & 0xFF];
    }

    public static int expandMu(byte code) {
        return MU_TO_LINEAR[code & 0xFF];
    }

    public static byte compressA(int linear) {
        int clipped = Math.clamp(linear, Short.MIN_VALUE, Short.MAX_VALUE) >> 3; // 13 bits
        int sign = clipped < 0 ? 0 : SIGN;
        int magnitude = clipped < 0 ? ~clipped : clipped;
        int segment = Math.max(0, 27 - Integer.numberOfLeadingZeros(magnitude));
        int step = magnitude >> Math.max(1, segment) & 0xF;
        return (byte) (sign | (segment << 4 | step) ^ EVEN_BITS);
    }

    public static byte compressMu(int linear) {
        int sign = linear < 0 ? 0 : SIGN;
        int magnitude = Math.min(Math.abs(linear), MU_CLIP) + MU_BIAS;
        int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
        int step = magnitude >> segment + 3 & 0xF;
        return (byte) (sign | ~(segment << 4 | step) & 0x7F);
    }

    private static int magnitudeOfA(int number) {
        int segment = number >> 4;
        int step = number & 0xF;
        return segment == 0 ? (2 * step + 1) << 3 : (2 * step + 33) << segment + 2;
    }

    private static int magnitudeOfMu(int number) {
        return (((number & 0xF) << 3) + MU_BIAS << (number >> 4)) - MU_BIAS;
    }

    private static int signed(int sign, int magnitude) {
        return sign == 0 ? -magnitude : magnitude;
    }

    private static int[] numbers(String ranges) {
        return Arrays.stream(ranges.split(" "))
                .map(range -> range.split("-"))
                .flatMapToInt(
                        ends ->
                                IntStream.rangeClosed(
                                        Integer.parseInt(ends[0]),
                                        Integer.parseInt(ends[ends.length - 1])))
                .toArray();
    }
}
