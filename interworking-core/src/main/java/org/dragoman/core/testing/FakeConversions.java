package org.dragoman.core.testing;

import java.util.Set;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Conversions;

/// A machine that converts the usual codecs, and only decodes G.729.
public final class FakeConversions implements Conversions {
    private static final Set<String> DECODES =
            Set.of("PCMA", "PCMU", "G722", "GSM", "OPUS", "G729");
    private static final Set<String> ENCODES = Set.of("PCMA", "PCMU", "G722", "GSM", "OPUS");

    @Override
    public boolean canConvert(Codec from, Codec to) {
        return DECODES.contains(from.name()) && ENCODES.contains(to.name());
    }

    @Override
    public int cost(Codec from, Codec to) {
        return effort(from) + effort(to);
    }

    @Override
    public int soundHz(Codec codec) {
        return switch (codec.name()) {
            case "G722" -> 16_000;
            case "OPUS" -> 48_000;
            default -> 8_000;
        };
    }

    private static int effort(Codec codec) {
        return switch (codec.name()) {
            case "OPUS" -> 100;
            case "G722" -> 20;
            case "GSM" -> 10;
            default -> 1;
        };
    }
}
