package org.dragoman.asn1.per;

import java.util.Arrays;

/// Reads BIT STRING and OCTET STRING, fragments included.
///
/// Source: ITU-T X.691 §16, §17, §11.9.
final class StringsIn {
    private StringsIn() {}

    static Octets octets(PerReader in, int lower, int upper) throws MalformedPdu {
        if (lower == upper && upper < PerReader.CONSTRAINED_LENGTH) {
            return fixedOctets(in, upper);
        }
        boolean bounded = upper < PerReader.CONSTRAINED_LENGTH;
        int length = bounded ? (int) in.constrained(lower, upper) : in.lengthOrFragments();
        if (length < 0) {
            byte[] all = fragmentedOctets(in, length);
            in.requireSize(all.length, lower, upper);
            return Octets.wrap(all);
        }
        if (!bounded) {
            in.requireSize(length, lower, upper);
        }
        if (length == 0) {
            return Octets.EMPTY; // no padding before a field of no bits, X.691 §11.9.3.3
        }
        in.align();
        return take(in, length);
    }

    private static Octets fixedOctets(PerReader in, int length) throws MalformedPdu {
        if (length > 2) {
            in.align(); // X.691 §17.7; up to two octets are not aligned, §17.6
            return take(in, length);
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) in.bits(8);
        }
        in.take(32);
        return Octets.wrap(bytes);
    }

    private static Octets take(PerReader in, int length) throws MalformedPdu {
        in.requireOctets(length);
        in.take(32 + length);
        byte[] bytes = new byte[length];
        in.octets(bytes, 0, length);
        return Octets.wrap(bytes);
    }

    /// Puts fragments together; the first length determinant has been read (X.691 §11.9.3.8).
    static byte[] fragmentedOctets(PerReader in, int firstFragments) throws MalformedPdu {
        byte[] all = new byte[0];
        for (int n = firstFragments; ; n = in.lengthOrFragments()) {
            int count = n < 0 ? -n * PerReader.FRAGMENT : n;
            in.requireOctets(count);
            in.take(32 + all.length + count);
            int size = all.length;
            all = Arrays.copyOf(all, size + count);
            in.octets(all, size, count);
            if (n >= 0) {
                return all;
            }
        }
    }

    static BitString bits(PerReader in, int lower, int upper) throws MalformedPdu {
        boolean bounded = upper < PerReader.CONSTRAINED_LENGTH;
        if (bounded && lower == upper) {
            if (upper > 16) {
                in.align(); // X.691 §16.10; up to 16 bits are not aligned, §16.9
            }
            return takeBits(in, upper);
        }
        int length = bounded ? (int) in.constrained(lower, upper) : in.lengthOrFragments();
        if (length < 0) {
            return fragmentedBits(in, length, lower, upper);
        }
        if (!bounded) {
            in.requireSize(length, lower, upper);
        }
        if (length == 0) {
            return BitString.EMPTY;
        }
        in.align();
        return takeBits(in, length);
    }

    private static BitString takeBits(PerReader in, int length) throws MalformedPdu {
        requireBits(in, length);
        in.take(40 + length / 8);
        byte[] bytes = new byte[length + 7 >>> 3];
        fill(in, bytes, 0, length);
        return BitString.wrap(bytes, length);
    }

    private static BitString fragmentedBits(PerReader in, int first, int lower, int upper)
            throws MalformedPdu {
        byte[] all = new byte[0];
        int length = 0;
        for (int n = first; ; n = in.lengthOrFragments()) {
            int count = n < 0 ? -n * PerReader.FRAGMENT : n;
            requireBits(in, count);
            in.take(40 + all.length + count / 8);
            all = Arrays.copyOf(all, length + count + 7 >>> 3);
            fill(in, all, length >>> 3, count); // whole fragments end on an octet
            length += count;
            if (n >= 0) {
                in.requireSize(length, lower, upper);
                return BitString.wrap(all, length);
            }
        }
    }

    private static void fill(PerReader in, byte[] bytes, int from, int count) throws MalformedPdu {
        int i = from;
        int left = count;
        for (; left >= 8; left -= 8) {
            bytes[i++] = (byte) in.bits(8);
        }
        if (left > 0) {
            bytes[i] = (byte) (in.bits(left) << 8 - left);
        }
    }

    private static void requireBits(PerReader in, int count) throws MalformedPdu {
        if (count > in.remaining()) {
            throw in.truncated(count);
        }
    }
}
