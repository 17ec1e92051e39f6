package org.dragoman.media.codec.payload;

import org.dragoman.core.media.Codec;

/// Which mode an AMR encoder uses from packet to packet: the best that its listener's session
/// description allows, or the one that the listener asks for in what it sends itself.
///
/// - Source: RFC 4867 §4.3.1 (mode requests), §8.1 ({@code mode-set}, {@code mode-change-period},
///   {@code mode-change-neighbor}); modes of 3GPP TS 26.101 Table 1a.
public final class AmrModes {
    /// A mode request that asks for nothing.
    public static final int NO_REQUEST = 15;

    private static final int[] BITS_PER_SECOND = {
        4_750, 5_150, 5_900, 6_700, 7_400, 7_950, 10_200, 12_200
    };
    private static final int COUNT = BITS_PER_SECOND.length;
    private static final int ALL = (1 << COUNT) - 1;

    private final int allowed; // a bit for each mode
    private final int period; // frames from change to change, at least
    private final boolean byNeighbours; // one step at a time
    private int wanted;
    private int current;
    private int frames; // since the last change

    private AmrModes(int allowed, int period, boolean byNeighbours) {
        this.allowed = allowed;
        this.period = period;
        this.byNeighbours = byNeighbours;
        current = best();
        wanted = current;
        frames = period;
    }

    /// What the listener's parameters allow; all modes where they name none.
    public static AmrModes of(Codec codec) {
        var parameters = codec.parameters();
        int allowed = 0;
        for (var word : parameters.getOrDefault("mode-set", "").split(",")) {
            int mode = word.strip().length() == 1 ? word.strip().charAt(0) - '0' : -1;
            if (mode >= 0 && mode < COUNT) {
                allowed |= 1 << mode;
            }
        }
        return new AmrModes(
                allowed == 0 ? ALL : allowed,
                "2".equals(parameters.get("mode-change-period")) ? 2 : 1,
                "1".equals(parameters.get("mode-change-neighbor")));
    }

    /// Takes the listener's request, which holds until the next one. What names no mode, or none of
    /// those allowed, changes nothing (§4.3.1).
    public void request(int mode) {
        if (mode == NO_REQUEST) {
            wanted = best();
        } else if (mode >= 0 && mode < COUNT && isAllowed(mode)) {
            wanted = mode;
        }
    }

    /// The mode of the next so many frames, which are coded in one go.
    public int next(int count) {
        if (current != wanted && frames >= period) {
            current = byNeighbours ? neighbour() : wanted;
            frames = 0;
        }
        frames = Math.min(frames, period) + count;
        return current;
    }

    public static int bitsPerSecond(int mode) {
        return BITS_PER_SECOND[mode];
    }

    private int neighbour() {
        int step = Integer.signum(wanted - current);
        int mode = current + step;
        while (!isAllowed(mode)) {
            mode += step; // ends at the wanted one, which is allowed
        }
        return mode;
    }

    private boolean isAllowed(int mode) {
        return (allowed >> mode & 1) == 1;
    }

    private int best() {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(allowed);
    }
}
