package org.dragoman.media.bridge;

/// What is known of a packet that was just made, beside its payload on the bench.
public interface MadePacket {
    int length();

    /// Payload type.
    int type();

    int sequence();

    int timestamp();

    boolean marker();
}
