package org.dragoman.gateway.capture;

import java.util.Arrays;

/// Octets that wait for the rest of their message.
final class Gathered {
    private byte[] octets = {};

    void add(byte[] more) {
        int length = octets.length;
        octets = Arrays.copyOf(octets, length + more.length);
        System.arraycopy(more, 0, octets, length, more.length);
    }

    byte[] all() {
        return octets;
    }

    int length() {
        return octets.length;
    }

    /// Takes away the first ones.
    byte[] take(int count) {
        var taken = Arrays.copyOf(octets, count);
        octets = Arrays.copyOfRange(octets, count, octets.length);
        return taken;
    }
}
