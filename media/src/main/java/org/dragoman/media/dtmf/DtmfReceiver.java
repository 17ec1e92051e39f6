package org.dragoman.media.dtmf;

/// Finds digits that are tones in the sound. Every {@link #HOP_MILLIS} ms it looks at the latest
/// {@link #WINDOW_MILLIS} ms with Goertzel's filter at the eight frequencies; a digit is what looks
/// the same for long enough, and whose frequencies, by the turn of their phases from look to look,
/// are right. Speech has neither for long.
///
/// - Taken: 40 ms or more at -25 to 0 dBm0 for each frequency, off by 1.5 % or less, the higher up
///   to 4 dB louder or 8 dB softer, interrupted for 10 ms at most; the next one after 40 ms.
/// - Not taken: 23 ms or less, off by 3.5 % or more, softer than -45 dBm0.
/// - Cost: 340 000 multiplications a second of sound that is not silent. Allocates nothing.
/// - Source: ITU-T Q.24 Table A-1 (the columns of AT&T and NTT), Q.23 §6.
public final class DtmfReceiver {
    /// From one look to the next.
    static final double HOP_MILLIS = 2.5;

    static final double WINDOW_MILLIS = 13.25;

    private static final int LOOKS = 11; // that show the digit, before it counts: 28 to 37 ms
    private static final int MISSES = 8; // that a digit outlasts: 20 ms, with the window's edges

    private final DtmfWindow window;
    private final Ear ear;
    private char candidate;
    private int looks;
    private int misses;
    private boolean counted;

    /// Told of each digit, at its beginning and at its end.
    public interface Ear {
        /// The sound is a digit's from here on, until {@link #ended}.
        void began(char digit);

        void ended(char digit, long heldMillis);
    }

    /// - {@code rateHz}: of the sound, 8 000 or more.
    public DtmfReceiver(int rateHz, Ear ear) {
        window = new DtmfWindow(rateHz);
        this.ear = ear;
    }

    /// Whether a digit's tone goes on: what is passed on had better be silence.
    public boolean isActive() {
        return counted;
    }

    /// Takes the next samples.
    public void accept(short[] pcm, int from, int samples) {
        for (int i = 0; i < samples; i++) {
            if (window.add(pcm[from + i])) {
                look();
            }
        }
    }

    /// Ends a digit that is under way; the next samples follow upon a gap.
    public void reset() {
        finish();
        window.clear();
    }

    private void look() {
        char seen = window.look();
        if (seen == DtmfWindow.NOTHING) {
            if (candidate != DtmfWindow.NOTHING && ++misses > MISSES) {
                finish();
            }
        } else {
            if (seen != candidate) {
                finish();
                candidate = seen;
                window.follow();
            }
            looks += 1 + (counted ? misses : 0);
            misses = 0;
            if (!counted && looks >= LOOKS && window.isDigit()) {
                counted = true;
                ear.began(candidate);
            }
        }
    }

    private void finish() {
        if (counted) {
            counted = false;
            ear.ended(candidate, Math.round(looks * HOP_MILLIS));
        }
        candidate = DtmfWindow.NOTHING;
        looks = 0;
        misses = 0;
    }
}
