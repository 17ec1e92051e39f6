package org.dragoman.media.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Room for a few packets, and the kernel's lists to receive and send them with one call each
/// (recvmmsg(2), sendmmsg(2)). A packet is sent from where it was received.
public final class PacketBatch {
    /// Packets at a time.
    public static final int MOST = 16;

    /// Longer packets are cut, and known by {@link #isCut}; an Ethernet frame fits.
    public static final int ROOM = 2_048; // bytes

    private static final int DONTWAIT = 0x40;
    private static final int TRUNCATED = 0x20;

    // struct mmsghdr: a msghdr of 56 bytes and the length; struct iovec: base and length.
    private static final int MESSAGE = 64;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int VECTOR = 16;
    private static final int VECTORS = 24;
    private static final int FLAGS = 48;
    private static final int LENGTH = 56;
    private static final int IOVEC = 16;
    private static final int ADDRESS = 32; // bytes kept for each address

    private final Libc libc;
    private final MemorySegment packets;
    private final MemorySegment addresses;
    private final MemorySegment received;
    private final MemorySegment outgoing;
    private final MemorySegment outgoingParts;
    private final MemorySegment destination;
    private int queued;

    public PacketBatch(Arena arena) {
        libc = new Libc(arena);
        packets = arena.allocate((long) ROOM * (MOST + 1), 64); // one more for our own packets
        addresses = arena.allocate((long) ADDRESS * MOST, 64);
        received = arena.allocate((long) MESSAGE * MOST, 64);
        outgoing = arena.allocate((long) MESSAGE * MOST, 64);
        outgoingParts = arena.allocate((long) IOVEC * MOST, 64);
        destination = arena.allocate(ADDRESS, 64);
        var incomingParts = arena.allocate((long) IOVEC * MOST, 64);
        for (int i = 0; i < MOST; i++) {
            incomingParts.set(JAVA_LONG, (long) i * IOVEC, packets.address() + offset(i));
            incomingParts.set(JAVA_LONG, (long) i * IOVEC + 8, ROOM);
            message(received, i, addresses.address() + address(i), incomingParts);
            message(outgoing, i, destination.address(), outgoingParts);
        }
    }

    /// Receives what is there, at most so many; returns the count.
    public int receive(int fd, int most) {
        if (most == 1) {
            return receiveOne(fd);
        }
        for (int i = 0; i < most; i++) {
            received.set(JAVA_INT, (long) i * MESSAGE + NAME_LENGTH, PeerAddress.LARGEST);
        }
        return Math.max(0, libc.recvmmsg(fd, received.address(), most, DONTWAIT));
    }

    /// As if one packet had been received, whose bytes are there already.
    public void pretend(int length, PeerAddress from) {
        pretend(0, length, from);
    }

    /// As if a packet had been received, one of several.
    public void pretend(int index, int length, PeerAddress from) {
        from.write(addresses, address(index));
        received.set(JAVA_INT, (long) index * MESSAGE + LENGTH, length);
        received.set(JAVA_INT, (long) index * MESSAGE + FLAGS, 0);
    }

    /// The memory all packets are in; packet {@code index} begins at {@link #offset}.
    public MemorySegment packets() {
        return packets;
    }

    public static long offset(int index) {
        return (long) index * ROOM;
    }

    /// Room for a packet of our own; it is never received into.
    public static long ownOffset() {
        return offset(MOST);
    }

    public int length(int index) {
        return received.get(JAVA_INT, (long) index * MESSAGE + LENGTH);
    }

    public boolean isCut(int index) {
        return (received.get(JAVA_INT, (long) index * MESSAGE + FLAGS) & TRUNCATED) != 0;
    }

    /// The memory all source addresses are in; see {@link #address}.
    public MemorySegment addresses() {
        return addresses;
    }

    public static long address(int index) {
        return (long) index * ADDRESS;
    }

    /// Puts a packet on the list of those to send.
    public void queue(long packetOffset, int length) {
        outgoingParts.set(JAVA_LONG, (long) queued * IOVEC, packets.address() + packetOffset);
        outgoingParts.set(JAVA_LONG, (long) queued * IOVEC + 8, length);
        queued++;
    }

    public int queued() {
        return queued;
    }

    /// Forgets the list.
    public void clear() {
        queued = 0;
    }

    /// Sends the list, and empties it; returns how many packets the kernel took.
    public int send(int fd, PeerAddress to) {
        int count = queued;
        queued = 0;
        int length = to.write(destination, 0);
        if (count == 1) {
            return sendOne(fd, length);
        }
        for (int i = 0; i < count; i++) {
            outgoing.set(JAVA_INT, (long) i * MESSAGE + NAME_LENGTH, length);
        }
        int next = 0;
        int taken = 0;
        while (next < count) {
            long first = outgoing.address() + (long) next * MESSAGE;
            int sent = libc.sendmmsg(fd, first, count - next, DONTWAIT);
            taken += Math.max(0, sent);
            next += Math.max(1, sent); // one that the kernel refuses is passed over
        }
        return taken;
    }

    /// For one packet recvfrom(2) is cheaper than recvmmsg(2): there is no list to copy.
    private int receiveOne(int fd) {
        received.set(JAVA_INT, NAME_LENGTH, PeerAddress.LARGEST);
        int length =
                libc.recvfrom(
                        fd,
                        packets.address(),
                        ROOM,
                        DONTWAIT | TRUNCATED, // which has it tell the whole length
                        addresses.address(),
                        received.address() + NAME_LENGTH);
        if (length < 0) {
            return 0;
        }
        received.set(JAVA_INT, LENGTH, Math.min(length, ROOM));
        received.set(JAVA_INT, FLAGS, length > ROOM ? TRUNCATED : 0);
        return 1;
    }

    private int sendOne(int fd, int addressLength) {
        long packet = outgoingParts.get(JAVA_LONG, 0);
        long length = outgoingParts.get(JAVA_LONG, 8);
        long to = destination.address();
        return libc.sendto(fd, packet, length, DONTWAIT, to, addressLength) < 0 ? 0 : 1;
    }

    private static void message(MemorySegment list, int index, long name, MemorySegment parts) {
        long at = (long) index * MESSAGE;
        list.set(JAVA_LONG, at + NAME, name);
        list.set(JAVA_INT, at + NAME_LENGTH, PeerAddress.LARGEST);
        list.set(JAVA_LONG, at + VECTOR, parts.address() + (long) index * IOVEC);
        list.set(JAVA_LONG, at + VECTORS, 1);
    }
}
