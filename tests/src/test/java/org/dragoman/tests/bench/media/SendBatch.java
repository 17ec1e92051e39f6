package org.dragoman.tests.bench.media;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.dragoman.media.relay.linux.Libc;
import org.dragoman.media.relay.linux.PeerAddress;

/// Sends packets to many places by one socket with one call (sendmmsg(2)).
final class SendBatch {
    /// Packets at a time.
    static final int MOST = 16;

    private static final int DONTWAIT = 0x40;
    private static final int MESSAGE = 64; // struct mmsghdr
    private static final int NAME_LENGTH = 8;
    private static final int VECTOR = 16;
    private static final int VECTORS = 24;
    private static final int IOVEC = 16;
    private static final int ADDRESS = 32;
    static final int ROOM = 256; // bytes for each packet

    private final Libc libc;
    private final MemorySegment messages;
    private final MemorySegment parts;
    private final MemorySegment addresses;
    private final MemorySegment packets;
    private int queued;

    SendBatch(Arena arena) {
        libc = new Libc(arena);
        messages = arena.allocate((long) MESSAGE * MOST, 64);
        parts = arena.allocate((long) IOVEC * MOST, 64);
        addresses = arena.allocate((long) ADDRESS * MOST, 64);
        packets = arena.allocate((long) ROOM * MOST, 64);
        for (int i = 0; i < MOST; i++) {
            parts.set(JAVA_LONG, (long) i * IOVEC, packets.address() + (long) i * ROOM);
            long message = (long) i * MESSAGE;
            messages.set(JAVA_LONG, message, addresses.address() + (long) i * ADDRESS);
            messages.set(JAVA_LONG, message + VECTOR, parts.address() + (long) i * IOVEC);
            messages.set(JAVA_LONG, message + VECTORS, 1);
        }
    }

    MemorySegment packets() {
        return packets;
    }

    /// Where the next packet is to be written.
    long next() {
        return (long) queued * ROOM;
    }

    boolean isFull() {
        return queued == MOST;
    }

    /// Puts what was written there on the list.
    void queue(int length, PeerAddress to) {
        parts.set(JAVA_LONG, (long) queued * IOVEC + 8, length);
        int addressLength = to.write(addresses, (long) queued * ADDRESS);
        messages.set(JAVA_INT, (long) queued * MESSAGE + NAME_LENGTH, addressLength);
        queued++;
    }

    /// Sends the list, and empties it; returns how many packets the kernel took.
    int send(int fd) {
        int next = 0;
        int taken = 0;
        while (next < queued) {
            long first = messages.address() + (long) next * MESSAGE;
            int sent = libc.sendmmsg(fd, first, queued - next, DONTWAIT);
            taken += Math.max(0, sent);
            next += Math.max(1, sent); // one that the kernel refuses is passed over
        }
        queued = 0;
        return taken;
    }
}
