package org.dragoman.media.dtmf;

/// A digit as a tone in the sound: two sines for as long as the key is held, then a pause. The
/// higher one is louder by 2 dB, because lines lose more of it.
///
/// - Shape: mono, 16-bit samples at the rate it was made for; allocates nothing.
/// - Source: ITU-T Q.23; Q.24 annex A for the shortest tone and pause that receivers must take
///   (40 ms each); ETSI ES 201 235-2 §4.2 for levels and the longer pause.
public final class DtmfSender {
    public static final int SHORTEST_MILLIS = 70;
    public static final int LONGEST_MILLIS = 8_000;
    public static final int PAUSE_MILLIS = 70;

    private static final double LOW_DBM0 = -9;
    private static final double HIGH_DBM0 = -7;
    private static final double FULL_SCALE_DBM0 = 3.14; // G.711 Table 1a
    private static final int EDGE_MILLIS = 2; // so that it does not click

    private final int rateHz;
    private final double lowPeak = 32_768 * Math.pow(10, (LOW_DBM0 - FULL_SCALE_DBM0) / 20);
    private final double highPeak = 32_768 * Math.pow(10, (HIGH_DBM0 - FULL_SCALE_DBM0) / 20);
    private int lowHz;
    private int highHz;
    private int total; // samples of the tone
    private int end; // and of its pause
    private int at;

    public DtmfSender(int rateHz) {
        this.rateHz = rateHz;
    }

    /// Whether there is a tone for it.
    public static boolean isTone(char digit) {
        return DtmfTone.keyOf(digit) >= 0;
    }

    /// Begins a digit.
    ///
    /// - {@code heldMillis}: brought into the limits.
    /// - Errors: {@link IllegalArgumentException} unless {@link #isTone}.
    public void begin(char digit, long heldMillis) {
        int key = DtmfTone.keyOf(digit);
        if (key < 0) {
            throw new IllegalArgumentException("no tone for " + digit);
        }
        lowHz = DtmfTone.LOW_HZ[key / 4];
        highHz = DtmfTone.HIGH_HZ[key % 4];
        long millis = Math.clamp(heldMillis, SHORTEST_MILLIS, LONGEST_MILLIS);
        total = (int) (millis * rateHz / 1_000);
        end = total + PAUSE_MILLIS * rateHz / 1_000;
        at = 0;
    }

    /// Whether a tone or its pause goes on.
    public boolean isActive() {
        return at < end;
    }

    /// Gives it up.
    public void abandon() {
        at = end;
    }

    /// Writes the next samples at {@code from}: always as many as asked for, silence at the end.
    public void read(short[] pcm, int from, int samples) {
        int edge = rateHz * EDGE_MILLIS / 1_000;
        for (int i = 0; i < samples; i++) {
            if (at >= total) {
                pcm[from + i] = 0;
            } else {
                double shape = Math.min(1, Math.min(at + 1, total - at) / (double) (edge + 1));
                double sound =
                        lowPeak * Math.sin(2 * Math.PI * lowHz * at / rateHz)
                                + highPeak * Math.sin(2 * Math.PI * highHz * at / rateHz);
                pcm[from + i] = (short) Math.round(shape * sound);
            }
            at++;
        }
        at = Math.min(at, end);
    }
}
