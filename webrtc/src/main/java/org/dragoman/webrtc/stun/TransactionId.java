package org.dragoman.webrtc.stun;

import java.util.Arrays;
import java.util.HexFormat;

/// The 96 bits that belong a response to its request (RFC 8489 §5); copied in and out.
public record TransactionId(byte[] bytes) {
    static final int LENGTH = 12; // bytes

    public TransactionId {
        bytes = bytes.clone();
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a transaction id has 12 bytes");
        }
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransactionId(var otherBytes) && Arrays.equals(bytes, otherBytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
