package org.dragoman.media.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The place of the calling thread among all that want a processor (sched(7), setpriority(2) and
/// sched_setattr(2), which on Linux are of a thread).
///
/// - Errors: false where the system does not allow it.
public final class Scheduling {
    /// Usual threads, who share by their niceness (SCHED_OTHER).
    public static final int SHARING = 0;

    /// Before all that share, until it waits (SCHED_FIFO).
    public static final int FIRST = 1;

    /// The shortest slice the kernel gives.
    private static final long SHORT_SLICE = 100_000; // nanoseconds

    private static final int SET_TIMERSLACK = 29; // prctl(2)
    private static final long LEAST_SLACK = 1; // nanoseconds
    private static final int RESET_ON_FORK = 1; // what the thread starts is a usual thread again
    private static final int SIZE = 48; // of struct sched_attr, in its first version

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern MOST =
            Pattern.compile("^Max realtime priority +(\\d+)", Pattern.MULTILINE);

    private final Libc libc;
    private final MemorySegment attributes;

    public Scheduling(Arena arena) {
        libc = new Libc(arena);
        attributes = arena.allocate(SIZE, 8);
    }

    /// The highest priority of {@link #FIRST} that whoever started this process gave it
    /// (RLIMIT_RTPRIO), 0 for none. What root may besides was not given for that.
    public static int mostPriority() {
        try {
            var most = MOST.matcher(Files.readString(LIMITS));
            return most.find() ? Integer.parseInt(most.group(1)) : 0;
        } catch (IOException e) {
            return 0; // nobody says that we may
        }
    }

    /// Before all that share, until the thread waits; the kernel keeps it from taking all of a
    /// processor for long (sched(7): kernel.sched_rt_runtime_us).
    public boolean first(int priority) {
        return set(FIRST, 0, priority, 0);
    }

    /// How far the thread stands back.
    ///
    /// - {@code nice}: -20 before all others, 19 behind them.
    public boolean nice(int nice) {
        return libc.setpriority(0, 0, nice) == 0;
    }

    /// Turns that are short, and begin sooner for it: whoever wakes with a shorter slice than that
    /// of who runs need not wait for its end (Linux 6.12; older kernels ignore it). It takes no
    /// privilege, as a lower niceness does.
    public boolean shortTurns(int nice) {
        return set(SHARING, nice, 0, SHORT_SLICE);
    }

    /// - {@code policy}: {@link #SHARING}, or {@link #FIRST} with a {@code priority} from 1.
    /// - {@code sliceNanos}: 0 for the usual.
    public boolean set(int policy, int nice, int priority, long sliceNanos) {
        attributes.set(JAVA_INT, 0, SIZE);
        attributes.set(JAVA_INT, 4, policy);
        attributes.set(JAVA_LONG, 8, RESET_ON_FORK);
        attributes.set(JAVA_INT, 16, nice);
        attributes.set(JAVA_INT, 20, priority);
        attributes.set(JAVA_LONG, 24, sliceNanos);
        return libc.schedSetattr(attributes.address()) == 0;
    }

    /// Has the thread woken when it asked to be, and not 50 µs later to save a wake-up.
    public boolean punctual() {
        return libc.prctl(SET_TIMERSLACK, LEAST_SLACK) == 0;
    }
}
