package org.dragoman.core.route;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// How the last calls to a trunk went.
///
/// - {@code calls}, {@code answered}: of those that are remembered.
/// - {@code delay}: the mean time from dialling to the first sign of the called party.
/// - {@code mos}: the mean opinion score of its sound, where it was worked out (ITU-T G.107).
public record TrunkQuality(int calls, int answered, Optional<Duration> delay, OptionalDouble mos) {
    public static final TrunkQuality UNKNOWN =
            new TrunkQuality(0, 0, Optional.empty(), OptionalDouble.empty());

    private static final int ENOUGH = 10; // calls; of fewer nothing can be said
    private static final double BEST_MOS = 4.5;
    private static final double LONG_DELAY = 10; // seconds that halve the score

    /// Whether there were calls enough to say something.
    public boolean isKnown() {
        return calls >= ENOUGH;
    }

    /// The answer-seizure ratio.
    public int answeredPercent() {
        return calls == 0 ? 0 : 100 * answered / calls;
    }

    /// From 0 to 1: the share that was answered, less the more the delay is long and the sound
    /// bad. What nothing is known of counts as the best, so that it is tried.
    public double score() {
        if (!isKnown()) {
            return 1;
        }
        double share = (double) answered / calls;
        double waited = delay.map(d -> d.toMillis() / 1_000.0).orElse(0.0);
        return share * (LONG_DELAY / (LONG_DELAY + waited)) * (mos.orElse(BEST_MOS) / BEST_MOS);
    }
}
