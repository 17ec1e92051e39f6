package org.dragoman.media.codec;

/// Packet-loss concealment for codecs that have none of their own: the last pitch period of what
/// was heard is repeated, first one period, after 10 ms two, after 20 ms three; from 10 ms on it
/// fades, to silence at 60 ms; when packets come again, the two are cross-faded.
///
/// - Shape: mono samples at the rate given; any number a call, up to the size of the array.
/// - Source: after ITU-T G.711 Appendix I (09/1999), whose delay of 3.75 ms is left out: the step
///   at the joint is ramped away instead.
public final class Concealment {
    private static final int LOWEST_PITCH_HZ = 66; // G.711 I §2.3: 5 to 15 ms
    private static final int HIGHEST_PITCH_HZ = 200;
    private static final int MOST_PERIODS = 3;
    private static final int COARSE_RATE_HZ = 4_000; // of the first search for the pitch

    private final int samplesPerMilli;
    private final int longestPitch;
    private final int shortestPitch;
    private final int step; // between the samples of the first search
    private final short[] history;
    private final short[] wave; // the history with a joint at its end: what is repeated
    private final short[] joint; // the old wave going on while the new one comes in

    private int pitch;
    private int periods;
    private int position; // of the next sample, in the repeated part
    private int jointLeft;
    private int stepAtStart; // between the last sample heard and the first repeated one
    private int lost; // samples concealed since the last packet; 0 while packets come

    public Concealment(int rateHz) {
        samplesPerMilli = rateHz / 1_000;
        longestPitch = rateHz / LOWEST_PITCH_HZ;
        shortestPitch = rateHz / HIGHEST_PITCH_HZ;
        step = Math.max(1, rateHz / COARSE_RATE_HZ);
        history = new short[longestPitch * MOST_PERIODS + longestPitch / 4 + 1];
        wave = new short[history.length];
        joint = new short[longestPitch / 4 + 1];
    }

    /// Remembers what was decoded; joins its beginning to concealment that went before.
    public void heard(short[] pcm, int samples) {
        if (lost > 0) {
            fadeOver(pcm, samples);
            lost = 0;
        }
        remember(pcm, samples);
    }

    public int conceal(int samples, short[] pcm) {
        if (lost == 0) {
            begin();
        }
        for (int i = 0; i < samples; i++) {
            pcm[i] = next();
        }
        return samples;
    }

    private void remember(short[] pcm, int samples) {
        int kept = Math.max(0, history.length - samples);
        int fresh = history.length - kept;
        System.arraycopy(history, history.length - kept, history, 0, kept);
        System.arraycopy(pcm, samples - fresh, history, kept, fresh);
    }

    private void begin() {
        pitch = pitchOfHistory();
        jointLeft = 0;
        position = 0;
        repeat(1);
        stepAtStart = history[history.length - 1] - history[history.length - 1 - pitch];
    }

    /// Makes the wave of so many periods: its end runs smoothly into its beginning.
    private void repeat(int count) {
        periods = count;
        int end = history.length;
        int start = end - count * pitch;
        int quarter = pitch / 4;
        System.arraycopy(history, 0, wave, 0, end);
        for (int i = 0; i < quarter; i++) {
            int before = history[start - quarter + i];
            wave[end - quarter + i] = mix(history[end - quarter + i], before, i + 1, quarter + 1);
        }
    }

    private short next() {
        if (lost == 10 * samplesPerMilli || lost == 20 * samplesPerMilli) {
            lengthen();
        }
        int sample = repeated();
        if (jointLeft > 0) {
            int quarter = pitch / 4;
            sample = mix(joint[quarter - jointLeft], sample, quarter - jointLeft + 1, quarter + 1);
            jointLeft--;
        }
        int ramp = pitch / 4;
        if (lost < ramp) {
            sample += stepAtStart * (ramp - lost) / (ramp + 1);
        }
        int gain = gain();
        lost = Math.min(lost + 1, 1_000 * samplesPerMilli);
        return (short) Math.clamp((long) sample * gain >> 15, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private int repeated() {
        int sample = wave[wave.length - periods * pitch + position];
        position = position + 1 == periods * pitch ? 0 : position + 1;
        return sample;
    }

    /// One more period, entered at the same phase.
    private void lengthen() {
        int phase = position % pitch;
        int quarter = pitch / 4;
        for (int i = 0; i < quarter; i++) {
            joint[i] = (short) repeated();
        }
        jointLeft = quarter;
        repeat(periods + 1);
        position = phase;
    }

    /// In 1/32768: full for 10 ms, then 20 % less every 10 ms.
    private int gain() {
        int faded = lost - 10 * samplesPerMilli;
        if (faded <= 0) {
            return 1 << 15;
        }
        return Math.max(0, (1 << 15) - (int) ((1L << 15) * faded / (50L * samplesPerMilli)));
    }

    /// The cross-fade lasts a quarter period and 4 ms for each 10 ms lost, 10 ms at most.
    private void fadeOver(short[] pcm, int samples) {
        int tens = lost / (10 * samplesPerMilli);
        int longest = Math.min(pitch / 4 + 4 * samplesPerMilli * tens, 10 * samplesPerMilli);
        int length = Math.min(longest, samples);
        for (int i = 0; i < length; i++) {
            pcm[i] = mix(next(), pcm[i], i + 1, length + 1);
        }
    }

    private static short mix(int from, int to, int done, int of) {
        return (short) ((from * (of - done) + to * done) / of);
    }

    /// The lag at which the last 20 ms are most like what went before: coarse, then fine.
    private int pitchOfHistory() {
        int best = shortestPitch;
        double bestLikeness = Double.NEGATIVE_INFINITY;
        for (int lag = shortestPitch; lag <= longestPitch; lag += step) {
            double likeness = likeness(lag, step);
            if (likeness > bestLikeness) {
                bestLikeness = likeness;
                best = lag;
            }
        }
        int coarse = best;
        bestLikeness = Double.NEGATIVE_INFINITY;
        int last = Math.min(longestPitch, coarse + step);
        for (int lag = Math.max(shortestPitch, coarse - step); lag <= last; lag++) {
            double likeness = likeness(lag, 1);
            if (likeness > bestLikeness) {
                bestLikeness = likeness;
                best = lag;
            }
        }
        return best;
    }

    private double likeness(int lag, int stride) {
        int end = history.length;
        double product = 0;
        double energy = 1;
        for (int i = end - 20 * samplesPerMilli; i < end; i += stride) {
            double then = history[i - lag];
            product += history[i] * then;
            energy += then * then;
        }
        return product / Math.sqrt(energy);
    }
}
