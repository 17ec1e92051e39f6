package org.dragoman.media.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Packets on their way from one thread to another, without locks: one thread offers, one takes.
/// Each place keeps its room, so that a steady stream allocates nothing.
final class PacketRing {
    static final int PLACES = 32; // packets, where nothing else is asked for

    private static final int LONGEST = 1_536; // bytes of payload
    private static final int STEP = 64; // bytes; rooms grow by whole steps
    private static final VarHandle OFFERED;
    private static final VarHandle TAKEN;

    static {
        try {
            var lookup = MethodHandles.lookup();
            OFFERED = lookup.findVarHandle(PacketRing.class, "offered", int.class);
            TAKEN = lookup.findVarHandle(PacketRing.class, "taken", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final byte[][] rooms;
    private final Head[] heads;
    private final int places;
    private int offered; // packets ever
    private int taken;

    /// What is known of a packet beside its payload.
    static final class Head {
        int sequence; // extended
        int timestamp;
        int ssrc;
        int type;
        byte kind;
        boolean marker;
        int length;
        long nanos;
    }

    PacketRing() {
        this(PLACES);
    }

    /// - {@code places}: packets it holds; a power of two.
    PacketRing(int places) {
        this.places = places;
        rooms = new byte[places][0];
        heads = new Head[places];
        for (int i = 0; i < places; i++) {
            heads[i] = new Head();
        }
    }

    /// By the one who offers: whether there is room for a packet with so long a payload.
    boolean hasRoom(int length) {
        return offered - (int) TAKEN.getAcquire(this) < places && length <= LONGEST;
    }

    /// By the one who offers: packets that were not taken yet.
    int waiting() {
        return offered - (int) TAKEN.getAcquire(this);
    }

    /// By the one who offers, when there is room: the head of the next packet, to be filled in
    /// before {@link #offer}.
    Head next() {
        return heads[offered & places - 1];
    }

    /// By the one who offers: adds the packet whose head was filled in.
    void offer(MemorySegment from, long at, int length) {
        int place = offered & places - 1;
        if (rooms[place].length < length) {
            rooms[place] = new byte[(length + STEP - 1) / STEP * STEP];
        }
        MemorySegment.copy(from, JAVA_BYTE, at, rooms[place], 0, length);
        heads[place].length = length;
        OFFERED.setRelease(this, offered + 1);
    }

    /// By the one who takes: whether there is a packet.
    boolean hasPacket() {
        return (int) OFFERED.getAcquire(this) != taken;
    }

    /// By the one who takes: the head of the first packet.
    Head head() {
        return heads[taken & places - 1];
    }

    /// By the one who takes: the payload of the first packet, from index 0.
    byte[] payload() {
        return rooms[taken & places - 1];
    }

    /// By the one who takes: done with the first packet.
    void drop() {
        TAKEN.setRelease(this, taken + 1);
    }
}
