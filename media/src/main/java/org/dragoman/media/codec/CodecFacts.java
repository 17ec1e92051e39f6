package org.dragoman.media.codec;

import java.util.Map;
import org.dragoman.core.media.Codec;

/// What is fixed for a codec, whoever codes it.
///
/// @param rateHz sampling rate of its sound; not always the RTP clock (G.722, RFC 3551 §4.5.2)
/// @param frameMillis duration of its shortest frame
/// @param decodeMicros processor time of decoding 20 ms, for comparing codecs
/// @param encodeMicros the same for encoding
record CodecFacts(int rateHz, int frameMillis, int decodeMicros, int encodeMicros) {
    private static final Map<String, CodecFacts> TABLE =
            Map.ofEntries(
                    row("PCMU", 8_000, 1, 1, 1),
                    row("PCMA", 8_000, 1, 1, 1),
                    row("G722", 16_000, 1, 10, 10));

    private static Map.Entry<String, CodecFacts> row(
            String name, int rateHz, int frameMillis, int decodeMicros, int encodeMicros) {
        return Map.entry(name, new CodecFacts(rateHz, frameMillis, decodeMicros, encodeMicros));
    }

    static CodecFacts of(Codec codec) {
        return TABLE.getOrDefault(codec.name(), new CodecFacts(codec.clockHz(), 20, 1, 1));
    }
}
