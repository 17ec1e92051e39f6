package org.dragoman.core.media;

/// A codec with the RTP payload type it has on one leg in one direction.
///
/// - {@code payloadType}: 0–127 (RFC 3550 §5.1).
/// - {@code packetMillis}: length of a packet in milliseconds.
public record PayloadFormat(Codec codec, int payloadType, int packetMillis) {
    public PayloadFormat {
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("an RTP payload type is 0 to 127: " + payloadType);
        }
        if (packetMillis < 1 || packetMillis > 1_000) {
            throw new IllegalArgumentException("a packet is 1 to 1000 ms: " + packetMillis);
        }
    }
}
