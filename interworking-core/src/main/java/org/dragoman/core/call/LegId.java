package org.dragoman.core.call;

/// Names one leg of a call: 0 is the caller's, 1 the first destination tried, 2 the next.
public record LegId(CallId call, int index) {
    public LegId {
        if (index < 0) {
            throw new IllegalArgumentException("leg index is negative: " + index);
        }
    }

    public static LegId caller(CallId call) {
        return new LegId(call, 0);
    }

    public boolean isCaller() {
        return index == 0;
    }

    @Override
    public String toString() {
        return call + "." + index;
    }
}
