package org.dragoman.media.sdp;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.Codec;

/// Payload types that need no {@code a=rtpmap}. Source: RFC 3551 Table 4.
final class StaticPayloadTypes {
    static final int FIRST_DYNAMIC = 96; // RFC 3551 §3
    static final int LAST_DYNAMIC = 127;

    private static final Map<Integer, Codec> TABLE =
            Map.ofEntries(
                    Map.entry(0, Codec.PCMU),
                    Map.entry(3, Codec.GSM),
                    Map.entry(4, Codec.G723),
                    Map.entry(5, Codec.of("DVI4", 8_000)),
                    Map.entry(6, Codec.of("DVI4", 16_000)),
                    Map.entry(7, Codec.of("LPC", 8_000)),
                    Map.entry(8, Codec.PCMA),
                    Map.entry(9, Codec.G722),
                    Map.entry(10, new Codec("L16", 44_100, 2, Map.of())),
                    Map.entry(11, Codec.of("L16", 44_100)),
                    Map.entry(12, Codec.of("QCELP", 8_000)),
                    Map.entry(13, Codec.of("CN", 8_000)),
                    Map.entry(15, Codec.of("G728", 8_000)),
                    Map.entry(16, Codec.of("DVI4", 11_025)),
                    Map.entry(17, Codec.of("DVI4", 22_050)),
                    Map.entry(18, Codec.G729),
                    Map.entry(34, Codec.H263)); // Table 5

    private StaticPayloadTypes() {}

    static Optional<Codec> codec(int payloadType) {
        return Optional.ofNullable(TABLE.get(payloadType));
    }

    static OptionalInt payloadType(Codec codec) {
        return TABLE.entrySet().stream()
                .filter(e -> e.getValue().matches(codec))
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }
}
