package org.dragoman.media.codec;

import java.util.Map;
import org.dragoman.core.media.Codec;

/// What is fixed for a codec, whoever codes it.
///
/// @param rateHz sampling rate of its sound; not always the RTP clock (G.722, RFC 3551 §4.5.2)
/// @param decodeMicros processor time of decoding 20 ms, as `tests/bench codec` measured (ADR 0016)
/// @param encodeMicros the same for encoding
record CodecFacts(int rateHz, int decodeMicros, int encodeMicros) {
    private static final Map<String, CodecFacts> TABLE =
            Map.ofEntries(
                    Map.entry("PCMU", new CodecFacts(8_000, 1, 1)),
                    Map.entry("PCMA", new CodecFacts(8_000, 1, 1)),
                    Map.entry("L16/8000", new CodecFacts(8_000, 1, 1)),
                    Map.entry("L16/16000", new CodecFacts(16_000, 1, 1)),
                    Map.entry("G722", new CodecFacts(16_000, 11, 12)),
                    Map.entry("G723", new CodecFacts(8_000, 9, 192)),
                    Map.entry("G729", new CodecFacts(8_000, 10, 100)),
                    Map.entry("GSM", new CodecFacts(8_000, 4, 10)),
                    Map.entry("SPEEX/8000", new CodecFacts(8_000, 7, 47)),
                    Map.entry("SPEEX/16000", new CodecFacts(16_000, 11, 105)),
                    Map.entry("SPEEX/32000", new CodecFacts(32_000, 20, 120)),
                    Map.entry("OPUS", new CodecFacts(48_000, 13, 55)), // at 8 kHz
                    Map.entry("AMR", new CodecFacts(8_000, 46, 214)));

    private static final int USUAL_MICROS = 10; // G.726, Nellymoser

    static CodecFacts of(Codec codec) {
        var facts = TABLE.get(codec.name());
        if (facts == null) {
            facts = TABLE.get(codec.toString());
        }
        return facts == null ? new CodecFacts(codec.clockHz(), USUAL_MICROS, USUAL_MICROS) : facts;
    }
}
