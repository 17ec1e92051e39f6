package org.dragoman.media.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Waits for packets on many sockets, and for a nudge from another thread (epoll(7), eventfd(2)).
/// Level-triggered: what was not read is reported again. All but {@link #nudge} belongs to one
/// thread.
public final class Epoll {
    /// Events taken at a time.
    public static final int BATCH = 512;

    /// The token of a nudge.
    public static final long NUDGED = -1;

    private static final int CLOEXEC = 0x8_0000;
    private static final int NONBLOCK = 0x800;
    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int READABLE = 1; // EPOLLIN
    // struct epoll_event is packed on x86-64 only (epoll_event(3type)).
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
    private static final int DATA = PACKED ? 4 : 8;
    private static final int SIZE = PACKED ? 12 : 16;

    private final Libc libc;
    private final MemorySegment events;
    private final MemorySegment change;
    private final MemorySegment time;
    private final int fd;
    private final int nudgeFd;

    public Epoll(Arena arena) throws IOException {
        libc = new Libc(arena);
        events = arena.allocate((long) SIZE * BATCH, 8);
        change = arena.allocate(SIZE, 8);
        time = arena.allocate(16, 8);
        fd = libc.epollCreate(CLOEXEC);
        if (fd < 0) {
            throw new IOException("epoll_create1 failed with errno " + -fd);
        }
        nudgeFd = libc.eventfd(0, CLOEXEC | NONBLOCK);
        if (nudgeFd < 0) {
            libc.close(fd);
            throw new IOException("eventfd failed with errno " + -nudgeFd);
        }
        add(nudgeFd, NUDGED);
    }

    /// Watches a socket; {@code token} comes back when it has packets.
    public void add(int socket, long token) {
        change.set(JAVA_INT_UNALIGNED, 0, READABLE);
        change.set(JAVA_LONG_UNALIGNED, DATA, token);
        int result = libc.epollCtl(fd, ADD, socket, change.address());
        if (result < 0) {
            throw new IllegalStateException("epoll_ctl failed with errno " + -result);
        }
    }

    public void remove(int socket) {
        libc.epollCtl(fd, DELETE, socket, change.address());
    }

    /// Waits; returns the count of events, whose tokens {@link #token} tells.
    public int await(int timeoutMillis) {
        return Math.max(0, libc.epollWait(fd, events.address(), BATCH, timeoutMillis));
    }

    public long token(int index) {
        return events.get(JAVA_LONG_UNALIGNED, (long) index * SIZE + DATA);
    }

    /// Takes a nudge, so that the next one is reported.
    public void takeNudge() {
        libc.eventfdRead(nudgeFd, time.address());
    }

    /// Lets packets gather for a while.
    public void rest(long nanos) {
        time.set(JAVA_LONG, 0, 0);
        time.set(JAVA_LONG, 8, nanos);
        libc.nanosleep(time.address(), 0);
    }

    /// Binds the calling thread to a processor; false when the system will not have it.
    public boolean pin(int processor) {
        try (var arena = Arena.ofConfined()) {
            var mask = arena.allocate(128, 8);
            long word = (processor / 64) * 8L;
            mask.set(JAVA_LONG, word, 1L << processor % 64);
            return libc.schedSetaffinity(0, mask.byteSize(), mask.address()) == 0;
        }
    }

    /// Wakes the waiting thread; safe from any thread.
    public void nudge() {
        try (var arena = Arena.ofConfined()) {
            new Libc(arena).eventfdWrite(nudgeFd, 1);
        }
    }

    public void close() {
        libc.close(nudgeFd);
        libc.close(fd);
    }
}
