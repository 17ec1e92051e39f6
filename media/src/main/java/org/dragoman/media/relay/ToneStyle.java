package org.dragoman.media.relay;

import java.util.EnumMap;
import java.util.Map;
import org.dragoman.core.media.Tone;

/// How a tone sounds.
///
/// - {@code frequencyHz}: a whole number below 4 000.
/// - {@code levelDbm0}: level while it sounds.
/// - {@code onMillis}, {@code offMillis}: its rhythm, which begins with the sound.
/// - Source: ITU-T E.180/Q.35: 425 Hz, ringing 1 s on and 4 s off, busy and congestion within the
///   recommended limits, about -10 dBm0.
public record ToneStyle(int frequencyHz, double levelDbm0, int onMillis, int offMillis) {
    public static final Map<Tone, ToneStyle> E180 =
            Map.copyOf(
                    new EnumMap<>(
                            Map.of(
                                    Tone.RINGBACK, new ToneStyle(425, -10, 1_000, 4_000),
                                    Tone.BUSY, new ToneStyle(425, -10, 500, 500),
                                    Tone.CONGESTION, new ToneStyle(425, -10, 250, 250))));

    public ToneStyle {
        if (frequencyHz < 1 || frequencyHz >= 4_000 || levelDbm0 > 3) {
            throw new IllegalArgumentException("a tone has 1 to 3999 Hz and at most 3 dBm0");
        }
        if (onMillis < 1 || offMillis < 0) {
            throw new IllegalArgumentException("a tone sounds for at least 1 ms");
        }
    }
}
