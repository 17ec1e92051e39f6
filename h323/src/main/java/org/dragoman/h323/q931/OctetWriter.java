package org.dragoman.h323.q931;

import java.util.Arrays;
import org.dragoman.asn1.per.Octets;

/// Octets being put in a row.
final class OctetWriter {
    private static final int START = 256; // octets; most messages fit

    private byte[] buffer = new byte[START];
    private int length;

    void octet(int value) {
        room(1);
        buffer[length++] = (byte) value;
    }

    void twoOctets(int value) {
        octet(value >> 8);
        octet(value);
    }

    void octets(Octets source) {
        byte[] bytes = source.toByteArray();
        octets(bytes, 0, bytes.length);
    }

    void octets(byte[] source, int from, int count) {
        room(count);
        System.arraycopy(source, from, buffer, length, count);
        length += count;
    }

    int length() {
        return length;
    }

    /// Replaces an octet written before.
    void patch(int at, int value) {
        buffer[at] = (byte) value;
    }

    byte[] toArray() {
        return Arrays.copyOf(buffer, length);
    }

    private void room(int count) {
        if (length + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + count));
        }
    }
}
