package org.dragoman.asn1.per;

import java.util.Arrays;

/// An immutable string of bits that compares by content.
///
/// Source: ITU-T X.680 §22 (BIT STRING); bit 0 is the first one on the wire.
public final class BitString {
    public static final BitString EMPTY = new BitString(new byte[0], 0);

    final byte[] bytes;
    private final int length;

    private BitString(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /// Takes the array over; its bits after the last one must be zero.
    static BitString wrap(byte[] bytes, int length) {
        return length == 0 ? EMPTY : new BitString(bytes, length);
    }

    /// The first {@code length} bits of these octets, copied.
    ///
    /// - Errors: IllegalArgumentException if there are not that many.
    public static BitString of(Octets octets, int length) {
        if (length < 0 || length > octets.length() * 8) {
            throw new IllegalArgumentException(length + " bits of " + octets.length() + " octets");
        }
        byte[] copy = Arrays.copyOf(octets.bytes, (length + 7) / 8);
        if (length % 8 != 0) {
            copy[copy.length - 1] &= (byte) (0xff << 8 - length % 8);
        }
        return wrap(copy, length);
    }

    /// The bits written as 0 and 1, first bit first.
    ///
    /// - Errors: IllegalArgumentException for any other character.
    public static BitString parse(String bits) {
        byte[] bytes = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            switch (bits.charAt(i)) {
                case '0' -> {}
                case '1' -> bytes[i / 8] |= (byte) (0x80 >> i % 8);
                default -> throw new IllegalArgumentException("not bits: " + bits);
            }
        }
        return wrap(bytes, bits.length());
    }

    /// How many bits.
    public int length() {
        return length;
    }

    public boolean bit(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("bit " + index + " of " + length);
        }
        return (bytes[index >> 3] & 0x80 >> (index & 7)) != 0;
    }

    /// The bits packed into octets, the last one filled up with zeros.
    public Octets octets() {
        return Octets.wrap(bytes.clone());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BitString b && length == b.length && Arrays.equals(bytes, b.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + length;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int i = 0; i < Math.min(length, 128); i++) {
            text.append(bit(i) ? '1' : '0');
        }
        return length > 128 ? text + "… (" + length + " bits)" : text.toString();
    }
}
