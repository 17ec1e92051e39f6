package org.dragoman.core.call;

/// Names one leg of a call: 0 is the caller's, 1 the first destination tried, 2 the next.
///
/// Branches of a forked leg have its index and two more digits: 101 and 102 are those of leg 1.
public record LegId(CallId call, int index) {
    private static final int BRANCHES = 100; // of one leg

    public LegId {
        if (index < 0) {
            throw new IllegalArgumentException("leg index is negative: " + index);
        }
    }

    public static LegId caller(CallId call) {
        return new LegId(call, 0);
    }

    /// The name of a branch of this leg.
    LegId branch(int number) {
        if (number < 1 || number >= BRANCHES) {
            throw new IllegalArgumentException("branch " + number);
        }
        return new LegId(call, index * BRANCHES + number);
    }

    /// The leg that this one is a branch of; itself where it is none.
    LegId seat() {
        return index < BRANCHES ? this : new LegId(call, index / BRANCHES);
    }

    public boolean isCaller() {
        return index == 0;
    }

    @Override
    public String toString() {
        return call + "." + index;
    }
}
