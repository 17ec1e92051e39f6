package org.dragoman.media.codec;

import java.util.Map;
import org.dragoman.core.media.Codec;

/// What the receiver of our Opus asked for in its format parameters, and what we send accordingly.
///
/// Source: RFC 7587 §6.1 and §7. Absent parameters have that clause's defaults.
///
/// @param fec copies of the last frame ride along, for a receiver that said it uses them
/// @param dtx nothing is sent in pauses, for a receiver that asked for it
public record OpusSettings(int frameMillis, int bitsPerSecond, boolean fec, boolean dtx) {
    /// 0 to 10. From 5 on little is heard of more (ADR 0016 has the cost of each).
    public static final int COMPLEXITY = 5;

    private static final int WIDE_BITS = 24_000; // per second; RFC 7587 §3.1.1: 16–20 wideband
    private static final int NARROW_BITS = 16_000; // 8–12 narrowband, and in-band FEC
    private static final int LEAST_BITS = 6_000; // RFC 7587 §6.1, maxaveragebitrate
    private static final int MOST_BITS = 510_000;

    public static OpusSettings of(Codec codec, int packetMillis) {
        var parameters = codec.parameters();
        int most = number(parameters, "maxaveragebitrate", MOST_BITS);
        boolean narrow = number(parameters, "maxplaybackrate", 48_000) <= 8_000;
        int usual = narrow ? NARROW_BITS : WIDE_BITS;
        return new OpusSettings(
                frame(packetMillis),
                Math.max(LEAST_BITS, Math.min(usual, most)),
                number(parameters, "useinbandfec", 0) == 1,
                number(parameters, "usedtx", 0) == 1);
    }

    /// The rate of the five that Opus takes and gives (RFC 6716 §2) nearest to the wanted one, not
    /// below it.
    public static int rate(int wantedRateHz) {
        for (int rateHz : new int[] {8_000, 12_000, 16_000, 24_000}) {
            if (wantedRateHz <= rateHz) {
                return rateHz;
            }
        }
        return 48_000;
    }

    /// The longest frame that Opus has (RFC 6716 §2.1.4) and fits, of those that telephony uses.
    private static int frame(int packetMillis) {
        if (packetMillis >= 60) {
            return 60;
        }
        if (packetMillis >= 40) {
            return 40;
        }
        return packetMillis >= 20 ? 20 : 10;
    }

    private static int number(Map<String, String> parameters, String name, int otherwise) {
        try {
            return Integer.parseInt(parameters.getOrDefault(name, ""));
        } catch (NumberFormatException _) {
            return otherwise; // a parameter not understood is ignored (RFC 7587 §7)
        }
    }
}
