package org.dragoman.core.media;

/// A codec with the RTP payload type it has on one leg in one direction.
///
/// - {@code payloadType}: 0–127 (RFC 3550 §5.1).
/// - {@code packetMillis}: length of a packet in milliseconds.
/// - {@code leastMillis}, {@code mostMillis}: packets of these lengths are as good; others are to
///   be made {@code packetMillis} long.
public record PayloadFormat(
        Codec codec, int payloadType, int packetMillis, int leastMillis, int mostMillis) {
    private static final int SHORTEST = 1; // milliseconds
    private static final int LONGEST = 1_000; // milliseconds

    public PayloadFormat {
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("an RTP payload type is 0 to 127: " + payloadType);
        }
        if (packetMillis < SHORTEST || packetMillis > LONGEST) {
            throw new IllegalArgumentException("a packet is 1 to 1000 ms: " + packetMillis);
        }
        if (leastMillis < SHORTEST || leastMillis > packetMillis || mostMillis < packetMillis) {
            throw new IllegalArgumentException("the usual length is one of those that are good");
        }
    }

    /// Packets of any length will do.
    public PayloadFormat(Codec codec, int payloadType, int packetMillis) {
        this(codec, payloadType, packetMillis, SHORTEST, LONGEST);
    }

    /// Packets have to be that long, but no longer than they may.
    public PayloadFormat asked(int millis) {
        int length = Math.min(millis, mostMillis);
        return new PayloadFormat(codec, payloadType, length, length, length);
    }

    /// Packets may be that long at most.
    public PayloadFormat atMost(int millis) {
        return new PayloadFormat(
                codec,
                payloadType,
                Math.min(packetMillis, millis),
                Math.min(leastMillis, millis),
                Math.min(mostMillis, millis));
    }

    /// Packets of any length will do, as they come.
    public PayloadFormat ofAnyLength() {
        return new PayloadFormat(codec, payloadType, packetMillis);
    }

    public boolean takesAnyLength() {
        return leastMillis == SHORTEST && mostMillis == LONGEST;
    }

    /// Whether whoever takes them said how long packets have to be.
    public boolean isAsked() {
        return leastMillis == mostMillis;
    }
}
