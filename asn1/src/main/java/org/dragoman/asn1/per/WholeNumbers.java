package org.dragoman.asn1.per;

/// Reads and writes whole numbers.
///
/// Source: ITU-T X.691 §11.5 to §11.8.
final class WholeNumbers {
    private WholeNumbers() {}

    static long constrained(PerReader in, long lower, long upper) throws MalformedPdu {
        long range = upper - lower; // unsigned: all 64 bits may be used
        long offset;
        if (range >= 0 && range < 255) {
            offset = in.bits(64 - Long.numberOfLeadingZeros(range)); // §11.5.7.1
        } else if (range == 255) {
            in.align();
            offset = in.octet(); // §11.5.7.2
        } else if (range > 0 && range < 65_536) {
            in.align();
            offset = in.bits(16); // §11.5.7.3
        } else {
            offset = withLength(in, range); // §11.5.7.4
        }
        if (Long.compareUnsigned(offset, range) > 0) {
            throw in.fault(
                    "X.691 §11.5: "
                            + Long.toUnsignedString(offset)
                            + " above the lower bound "
                            + lower
                            + " is more than the upper bound "
                            + upper);
        }
        return lower + offset;
    }

    private static long withLength(PerReader in, long range) throws MalformedPdu {
        int most = unsignedOctets(range);
        int length = 1 + (int) in.bits(32 - Integer.numberOfLeadingZeros(most - 1));
        if (length > most) {
            throw in.fault("X.691 §11.5.7.4: " + length + " octets where at most " + most + " fit");
        }
        in.align();
        return in.bits(length << 3);
    }

    static void constrained(PerWriter out, long value, long lower, long upper) {
        Check.range(value, lower, upper);
        long range = upper - lower;
        long offset = value - lower;
        if (range >= 0 && range < 255) {
            out.bits(offset, 64 - Long.numberOfLeadingZeros(range));
        } else if (range == 255) {
            out.align();
            out.bits(offset, 8);
        } else if (range > 0 && range < 65_536) {
            out.align();
            out.bits(offset, 16);
        } else {
            int length = unsignedOctets(offset);
            int most = unsignedOctets(range);
            out.bits(length - 1L, 32 - Integer.numberOfLeadingZeros(most - 1));
            out.align();
            out.bits(offset, length << 3);
        }
    }

    private static int unsignedOctets(long value) {
        return Math.max(1, 71 - Long.numberOfLeadingZeros(value) >>> 3);
    }

    static long atLeast(PerReader in, long lower) throws MalformedPdu {
        int octets = length(in);
        long offset = in.bits(octets << 3);
        if (offset < 0 || lower + offset < lower) {
            throw in.fault("limit of this decoder: an INTEGER of more than 64 bits");
        }
        return lower + offset;
    }

    static void atLeast(PerWriter out, long value, long lower) {
        Check.range(value, lower, Long.MAX_VALUE);
        int length = unsignedOctets(value - lower);
        out.length(length);
        out.bits(value - lower, length << 3);
    }

    static long unconstrained(PerReader in) throws MalformedPdu {
        int bits = length(in) << 3;
        return in.bits(bits) << 64 - bits >> 64 - bits;
    }

    static void unconstrained(PerWriter out, long value) {
        int significant = 65 - Long.numberOfLeadingZeros(value < 0 ? ~value : value);
        int length = significant + 7 >>> 3;
        out.length(length);
        out.bits(value, length << 3);
    }

    private static int length(PerReader in) throws MalformedPdu {
        int octets = in.length();
        if (octets == 0) {
            throw in.fault("X.691 §11.7, §11.8: an INTEGER of no octets");
        }
        if (octets > 8) {
            throw in.fault("limit of this decoder: an INTEGER of more than 64 bits");
        }
        return octets;
    }

    static int small(PerReader in) throws MalformedPdu {
        if (!in.bit()) {
            return (int) in.bits(6);
        }
        long value = atLeast(in, 0);
        if (value > 0xffff) {
            throw in.fault("limit of this decoder: an extension index of " + value);
        }
        return (int) value;
    }

    /// Like a constrained whole number from 0, but the caller says what is wrong above the bound.
    static int index(PerReader in, int count) throws MalformedPdu {
        if (count > 256) {
            return (int) constrained(in, 0, count - 1L);
        }
        if (count == 256) {
            in.align();
        }
        return (int) in.bits(32 - Integer.numberOfLeadingZeros(count - 1));
    }
}
