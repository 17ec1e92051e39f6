package org.dragoman.media.relay.linux;

import java.lang.foreign.Arena;

/// How far the calling thread stands back for others (setpriority(2), which on Linux is of a
/// thread).
public record Niceness(Libc libc) {
    public Niceness(Arena arena) {
        this(new Libc(arena));
    }

    /// - {@code nice}: -20 before all others, 19 behind them.
    /// - Returns: false when the system does not allow it.
    public boolean set(int nice) {
        return libc.setpriority(0, 0, nice) == 0;
    }
}
