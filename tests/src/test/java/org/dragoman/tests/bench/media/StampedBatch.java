package org.dragoman.tests.bench.media;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.dragoman.media.relay.linux.Libc;

/// Receives packets with the time at which the kernel had them ready, so that a receiver which
/// comes late does not blame the sender (socket(7), {@code SO_TIMESTAMPNS}; recvmmsg(2), cmsg(3)).
final class StampedBatch {
    /// Packets at a time.
    static final int MOST = 64;

    private static final int SOL_SOCKET = 1;
    private static final int SO_TIMESTAMPNS = 35;
    private static final int DONTWAIT = 0x40;
    private static final int MESSAGE = 64; // struct mmsghdr
    private static final int VECTOR = 16;
    private static final int VECTORS = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int LENGTH = 56;
    private static final int IOVEC = 16;
    private static final int CONTROL_ROOM = 64;
    private static final int STAMP = 16; // after struct cmsghdr: struct timespec
    private static final int ROOM = 2_048;

    private final Libc libc;
    private final MemorySegment messages;
    private final MemorySegment parts;
    private final MemorySegment controls;
    private final MemorySegment packets;

    StampedBatch(Arena arena) {
        libc = new Libc(arena);
        messages = arena.allocate((long) MESSAGE * MOST, 64);
        parts = arena.allocate((long) IOVEC * MOST, 64);
        controls = arena.allocate((long) CONTROL_ROOM * MOST, 64);
        packets = arena.allocate((long) ROOM * MOST, 64);
        for (int i = 0; i < MOST; i++) {
            parts.set(JAVA_LONG, (long) i * IOVEC, packets.address() + offset(i));
            parts.set(JAVA_LONG, (long) i * IOVEC + 8, ROOM);
            long message = (long) i * MESSAGE;
            messages.set(JAVA_LONG, message + VECTOR, parts.address() + (long) i * IOVEC);
            messages.set(JAVA_LONG, message + VECTORS, 1);
            messages.set(
                    JAVA_LONG, message + CONTROL, controls.address() + (long) i * CONTROL_ROOM);
        }
    }

    /// Has the kernel note the arrival of what this socket receives.
    static void stamp(int fd) {
        try (var arena = Arena.ofConfined()) {
            var on = arena.allocateFrom(JAVA_INT, 1);
            int result =
                    new Libc(arena).setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, on.address(), 4);
            if (result < 0) {
                throw new IllegalStateException("no SO_TIMESTAMPNS, errno " + -result);
            }
        }
    }

    /// Receives what is there, {@link #MOST} packets at most; returns the count.
    int receive(int fd) {
        for (int i = 0; i < MOST; i++) {
            messages.set(JAVA_LONG, (long) i * MESSAGE + CONTROL_LENGTH, CONTROL_ROOM);
        }
        return Math.max(0, libc.recvmmsg(fd, messages.address(), MOST, DONTWAIT));
    }

    int length(int index) {
        return messages.get(JAVA_INT, (long) index * MESSAGE + LENGTH);
    }

    MemorySegment packets() {
        return packets;
    }

    static long offset(int index) {
        return (long) index * ROOM;
    }

    /// When the kernel had the packet ready, nanoseconds of the wall clock.
    long arrivedNanos(int index) {
        long at = (long) index * CONTROL_ROOM + STAMP;
        return controls.get(JAVA_LONG, at) * 1_000_000_000L + controls.get(JAVA_LONG, at + 8);
    }
}
