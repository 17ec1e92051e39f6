package org.dragoman.h323.h245;

import org.dragoman.core.media.Codec;

/// A codec with the length of a packet, as an H.245 audio capability or data type says it.
///
/// - {@code capability}: H.245's name for it ({@code g729AnnexA}); several may stand for one
///   codec.
/// - {@code packetMillis}: as a capability the longest the party takes; in a channel the length
///   used.
public record AudioFormat(String capability, Codec codec, int packetMillis) {
    public AudioFormat {
        if (packetMillis < 1 || packetMillis > 1_000) {
            throw new IllegalArgumentException("a packet is 1 to 1000 ms: " + packetMillis);
        }
    }

    public AudioFormat withPacketMillis(int other) {
        return new AudioFormat(capability, codec, other);
    }

    public boolean isSameCodec(AudioFormat other) {
        return codec.matches(other.codec);
    }

    @Override
    public String toString() {
        return capability + " " + packetMillis + " ms";
    }
}
