package org.dragoman.media.bridge;

/// Makes a piece of sound shorter or longer by one period of itself, so that the ear does not
/// notice and the delay changes. Ends as it ended, so that what follows fits.
///
/// - Method: the lag at which the end of the piece looks most like itself, joined by a cross-fade
///   (waveform similarity overlap-add).
final class TimeScale {
    private static final int SHORTEST_LAG = 20; // samples at 8 000 Hz: 2.5 ms
    private static final int LONGEST_LAG = 100; // 12.5 ms
    private static final int FADE = 40; // 5 ms

    private TimeScale() {}

    /// Takes a period out of {@code pcm[0..count)}; answers the new count.
    static int shorten(short[] pcm, int count, int rateHz) {
        int step = Math.max(1, rateHz / 8_000);
        int fade = FADE * step;
        int lag = lag(pcm, count, step);
        if (lag == 0) {
            return count;
        }
        int at = count - lag - fade;
        for (int i = 0; i < fade; i++) {
            pcm[at + i] = mix(pcm[at + i], pcm[at + i + lag], i, fade);
        }
        return count - lag;
    }

    /// Puts a period into {@code pcm[0..count)}, which must have room; answers the new count.
    static int lengthen(short[] pcm, int count, int rateHz) {
        int step = Math.max(1, rateHz / 8_000);
        int fade = FADE * step;
        int lag = lag(pcm, count, step);
        if (lag == 0 || count + lag > pcm.length) {
            return count;
        }
        System.arraycopy(pcm, count - lag, pcm, count, lag);
        for (int i = 0; i < fade; i++) {
            int at = count - fade + i;
            pcm[at] = mix(pcm[at], pcm[at - lag], i, fade);
        }
        return count + lag;
    }

    /// The best lag, or 0 when the piece is too short for any.
    private static int lag(short[] pcm, int count, int step) {
        int window = FADE * step;
        int longest = Math.min(LONGEST_LAG * step, count - window - 1);
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int lag = SHORTEST_LAG * step; lag <= longest; lag += step) {
            double likeness = likeness(pcm, count, lag, window, step);
            if (likeness > most) {
                most = likeness;
                best = lag;
            }
        }
        return best;
    }

    private static double likeness(short[] pcm, int count, int lag, int window, int step) {
        long product = 0;
        long energy = 1;
        for (int i = count - window; i < count; i += step) {
            long before = pcm[i - lag];
            product += pcm[i] * before;
            energy += before * before;
        }
        return product / Math.sqrt(energy);
    }

    private static short mix(short from, short to, int place, int of) {
        return (short) ((from * (of - place) + to * place) / of);
    }
}
