package org.dragoman.media.tone;

/// Levels of sound as telephony counts them. In linear samples, a sine of full scale has 3.14 dBm0
/// (ITU-T G.711 Table 1a, A-law; µ-law differs by 0.03 dB).
public final class Levels {
    /// Level of a sine whose peak is {@link Short#MAX_VALUE}.
    public static final double FULL_SCALE_DBM0 = 3.14;

    /// Effective value of a sine that swells fully, relative to the same sine at rest.
    static final double SWELLING = Math.sqrt(1.5);

    private static final double FULL_SCALE = 32_768;

    private Levels() {}

    /// Peak of a sine of this level, in 16-bit steps.
    public static double peakOf(double dbm0) {
        return FULL_SCALE * Math.pow(10, (dbm0 - FULL_SCALE_DBM0) / 20);
    }
}
