package org.dragoman.asn1.per;

import java.util.Arrays;
import java.util.HexFormat;

/// An immutable string of octets that compares by content.
///
/// Source: ITU-T X.680 §23 (OCTET STRING); also holds the encoding in an open type.
public final class Octets {
    public static final Octets EMPTY = new Octets(new byte[0]);

    private static final int SHOWN = 64; // octets in toString; more helps nobody

    final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes the array over: the caller must not keep it.
    static Octets wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Octets(bytes);
    }

    /// The octets given, copied.
    public static Octets of(byte... bytes) {
        return wrap(bytes.clone());
    }

    /// The octets written as hexadecimal digits; white space between them is allowed.
    ///
    /// - Errors: IllegalArgumentException for anything else.
    public static Octets parseHex(String hex) {
        return wrap(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /// One octet as 0..255.
    public int at(int index) {
        return bytes[index] & 0xff;
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    public String toHex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets o && Arrays.equals(bytes, o.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Hexadecimal digits; of long strings the beginning and the length.
    @Override
    public String toString() {
        if (bytes.length <= SHOWN) {
            return toHex();
        }
        return HexFormat.of().formatHex(bytes, 0, SHOWN) + "… (" + bytes.length + " octets)";
    }
}
