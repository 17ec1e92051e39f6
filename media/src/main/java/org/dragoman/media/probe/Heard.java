package org.dragoman.media.probe;

/// What a probe has heard.
///
/// - {@code frequencyHz}, {@code levelDbm0}: of the strongest tone in the last half second; 0 Hz at
///   {@link #SILENCE_DBM0} when there was none.
/// - {@code packets}: RTP packets since the start.
/// - {@code lost}: gaps in their sequence numbers.
public record Heard(double frequencyHz, double levelDbm0, long packets, long lost) {
    /// What is weaker than this counts as silence.
    public static final double SILENCE_DBM0 = -65;

    /// Whether a tone was heard within 5 Hz and 1.5 dB of what was sent.
    public boolean isTone(double expectedHz, double expectedDbm0) {
        return Math.abs(frequencyHz - expectedHz) <= 5 && Math.abs(levelDbm0 - expectedDbm0) <= 1.5;
    }
}
