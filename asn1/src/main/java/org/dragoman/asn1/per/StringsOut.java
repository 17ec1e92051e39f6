package org.dragoman.asn1.per;

/// Writes BIT STRING and OCTET STRING, fragments included.
///
/// Source: ITU-T X.691 §16, §17, §11.9.
final class StringsOut {
    private StringsOut() {}

    static void octets(PerWriter out, Octets value, int lower, int upper) {
        int length = value.length();
        Check.size(length, lower, upper);
        if (upper >= PerReader.CONSTRAINED_LENGTH) {
            unboundedOctets(out, value.bytes);
            return;
        }
        if (lower != upper) {
            out.constrained(length, lower, upper);
        } else if (length <= 2) {
            for (byte octet : value.bytes) {
                out.bits(octet & 0xff, 8);
            }
            return;
        }
        if (length > 0) {
            out.align();
            out.octets(value.bytes, 0, length);
        }
    }

    static void unboundedOctets(PerWriter out, byte[] bytes) {
        int done = 0;
        for (int n = PerWriter.fragmentsBefore(bytes.length);
                n > 0;
                n = PerWriter.fragmentsBefore(bytes.length - done)) {
            out.fragments(n);
            out.octets(bytes, done, n * PerReader.FRAGMENT);
            done += n * PerReader.FRAGMENT;
        }
        out.length(bytes.length - done);
        out.octets(bytes, done, bytes.length - done);
    }

    static void bits(PerWriter out, BitString value, int lower, int upper) {
        int length = value.length();
        Check.size(length, lower, upper);
        if (upper >= PerReader.CONSTRAINED_LENGTH) {
            unboundedBits(out, value);
            return;
        }
        if (lower != upper) {
            out.constrained(length, lower, upper);
        }
        if (length > 0) {
            if (lower != upper || upper > 16) {
                out.align();
            }
            append(out, value.bytes, 0, length);
        }
    }

    private static void unboundedBits(PerWriter out, BitString value) {
        int done = 0;
        for (int n = PerWriter.fragmentsBefore(value.length());
                n > 0;
                n = PerWriter.fragmentsBefore(value.length() - done)) {
            out.fragments(n);
            append(out, value.bytes, done, n * PerReader.FRAGMENT);
            done += n * PerReader.FRAGMENT;
        }
        out.length(value.length() - done);
        append(out, value.bytes, done, value.length() - done);
    }

    private static void append(PerWriter out, byte[] bytes, int fromBit, int count) {
        int i = fromBit >>> 3;
        int left = count;
        for (; left >= 8; left -= 8) {
            out.bits(bytes[i++] & 0xff, 8);
        }
        if (left > 0) {
            out.bits((bytes[i] & 0xff) >>> 8 - left, left);
        }
    }
}
