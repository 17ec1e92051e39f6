package org.dragoman.core.route;

/// How it goes with a trunk at this moment.
///
/// - {@code calls}: that are on it.
/// - {@code lastSecond}: calls sent to it within the last second.
public record TrunkState(int calls, int lastSecond, TrunkQuality quality) {
    public static final TrunkState IDLE = new TrunkState(0, 0, TrunkQuality.UNKNOWN);

    TrunkState withOneMore() {
        return new TrunkState(calls + 1, lastSecond, quality);
    }
}
