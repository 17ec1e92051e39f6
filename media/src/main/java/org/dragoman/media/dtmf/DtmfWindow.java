package org.dragoman.media.dtmf;

import java.util.Arrays;

/// The latest samples, and what they look like: a pair of tones, or nothing of the kind.
final class DtmfWindow {
    static final char NOTHING = 0;

    private static final int GROUP = 4; // frequencies
    private static final double FULL_SCALE_DBM0 = 3.14; // G.711 Table 1a
    private static final double SOFTEST_DBM0 = -32; // of either tone
    private static final double HIGH_LOUDER = Math.pow(10, 0.6); // powers: 4 dB and a margin
    private static final double LOW_LOUDER = Math.pow(10, 1.0); // 8 dB and a margin
    private static final double APART = Math.pow(10, 0.5); // from the others of its group
    private static final double LEAST_SHARE = 0.5; // of all power in the window
    private static final double LEAST_PURE = 0.92; // of all power while it lasts; vowels had 0.88
    private static final double MOST_OFF = 0.025; // of the frequency

    private final int rateHz;
    private final int length;
    private final int hop;
    private final float[] ring;
    private final double softest; // power of a bin
    private final double[] coefficients = new double[2 * GROUP];
    private final double[] cosines = new double[2 * GROUP];
    private final double[] sines = new double[2 * GROUP];
    private final double[] real = new double[2 * GROUP];
    private final double[] imaginary = new double[2 * GROUP];
    private final double[] power = new double[2 * GROUP];
    private final Course low = new Course();
    private final Course high = new Course();
    private int at;
    private int sinceLook;
    private boolean followed; // the look before showed the same pair

    DtmfWindow(int rateHz) {
        this.rateHz = rateHz;
        length = (int) Math.round(rateHz * DtmfReceiver.WINDOW_MILLIS / 1_000);
        hop = (int) Math.round(rateHz * DtmfReceiver.HOP_MILLIS / 1_000);
        ring = new float[length];
        double peak = 32_768 * Math.pow(10, (SOFTEST_DBM0 - FULL_SCALE_DBM0) / 20);
        softest = Math.pow(peak * length / 2, 2);
        for (int i = 0; i < 2 * GROUP; i++) {
            double angle = 2 * Math.PI * hertz(i) / rateHz;
            cosines[i] = Math.cos(angle);
            sines[i] = Math.sin(angle);
            coefficients[i] = 2 * cosines[i];
        }
    }

    /// Takes a sample; true when it is time to look.
    boolean add(short sample) {
        ring[at] = sample;
        at = at + 1 == length ? 0 : at + 1;
        if (++sinceLook < hop) {
            return false;
        }
        sinceLook = 0;
        return true;
    }

    void clear() {
        Arrays.fill(ring, 0);
        followed = false;
    }

    /// The digit that the window shows, or {@link #NOTHING}.
    char look() {
        double energy = energy();
        if (energy * length / 2 < 2 * softest * LEAST_SHARE) {
            followed = false;
            return NOTHING;
        }
        filter();
        int row = strongest(0);
        int column = strongest(GROUP);
        if (!isPair(row, column, energy)) {
            followed = false;
            return NOTHING;
        }
        low.note(row, energy, followed, this);
        high.note(column, energy, followed, this);
        followed = true;
        return DtmfTone.digitOf(row, column - GROUP);
    }

    /// Begins to follow the pair of the last look.
    void follow() {
        low.begin();
        high.begin();
    }

    /// Whether what was seen since {@link #follow} was a pair of tones of the right
    /// frequencies, and little else.
    boolean isDigit() {
        return low.offBy(this) <= MOST_OFF
                && high.offBy(this) <= MOST_OFF
                && low.share(this) + high.share(this) >= LEAST_PURE;
    }

    private boolean isPair(int row, int column, double energy) {
        double lower = power[row];
        double higher = power[column];
        return lower >= softest
                && higher >= softest
                && higher <= lower * HIGH_LOUDER
                && lower <= higher * LOW_LOUDER
                && standsOut(row, 0)
                && standsOut(column, GROUP)
                && (lower + higher) * 2 >= LEAST_SHARE * energy * length;
    }

    private boolean standsOut(int which, int group) {
        for (int i = group; i < group + GROUP; i++) {
            if (i != which && power[i] * APART > power[which]) {
                return false;
            }
        }
        return true;
    }

    private int strongest(int group) {
        int best = group;
        for (int i = group + 1; i < group + GROUP; i++) {
            if (power[i] > power[best]) {
                best = i;
            }
        }
        return best;
    }

    private double energy() {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += ring[i] * ring[i];
        }
        return sum;
    }

    /// Goertzel's filter, from the oldest sample to the newest.
    private void filter() {
        for (int i = 0; i < 2 * GROUP; i++) {
            double coefficient = coefficients[i];
            double last = 0;
            double before = 0;
            for (int n = at; n < length; n++) {
                double now = ring[n] + coefficient * last - before;
                before = last;
                last = now;
            }
            for (int n = 0; n < at; n++) {
                double now = ring[n] + coefficient * last - before;
                before = last;
                last = now;
            }
            real[i] = last - before * cosines[i];
            imaginary[i] = before * sines[i];
            power[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
        }
    }

    /// By how much the phase of a frequency turns from look to look, radians.
    private double turn(int i) {
        return 2 * Math.PI * hertz(i) * hop / rateHz;
    }

    private static double hertz(int i) {
        return i < GROUP ? DtmfTone.LOW_HZ[i] : DtmfTone.HIGH_HZ[i - GROUP];
    }

    /// One frequency of the pair since it was first seen: how its phase turned from look to look,
    /// beside how it would if it were exact, and how much of all power it had. The first looks,
    /// whose windows the tone does not fill, are left out.
    private static final class Course {
        private static final int SKIPPED = 2; // looks

        private int which;
        private int looks;
        private int turns;
        private double lastReal;
        private double lastImaginary;
        private double off; // radians, all turns together
        private double own; // power
        private double all;

        void begin() {
            looks = 0;
            turns = 0;
            off = 0;
            own = 0;
            all = 0;
        }

        void note(int index, double energy, boolean followsLast, DtmfWindow window) {
            double real = window.real[index];
            double imaginary = window.imaginary[index];
            if (++looks > SKIPPED) {
                own += 2 * window.power[index] / window.length;
                all += energy;
                if (followsLast && index == which) {
                    double turned =
                            Math.atan2(
                                    imaginary * lastReal - real * lastImaginary,
                                    real * lastReal + imaginary * lastImaginary);
                    off += Math.IEEEremainder(turned - window.turn(index), 2 * Math.PI);
                    turns++;
                }
            }
            which = index;
            lastReal = real;
            lastImaginary = imaginary;
        }

        /// By how much of itself the frequency was off.
        double offBy(DtmfWindow window) {
            return turns == 0 ? 1 : Math.abs(off / turns) / window.turn(which);
        }

        /// Its share of all power; what the filter misses of a frequency that is off is made good.
        double share(DtmfWindow window) {
            double bins = offBy(window) * hertz(which) * window.length / window.rateHz;
            double angle = Math.PI * Math.min(bins, 0.5);
            double seen = angle < 1e-6 ? 1 : Math.sin(angle) / angle;
            return all == 0 ? 0 : own / all / (seen * seen);
        }
    }
}
