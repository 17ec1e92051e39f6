package org.dragoman.media.jitter;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// The packets that wait to be played, by extended sequence number. Each place keeps its room, so
/// that a steady stream allocates nothing.
final class PacketStore {
    /// Packets at a time: 320 ms of the shortest.
    static final int PLACES = 32;

    private static final int STEP = 64; // bytes; rooms grow by whole steps
    private static final byte NOTHING = -1;

    private final byte[][] rooms = new byte[PLACES][0];
    private final byte[] kinds = new byte[PLACES];
    private final int[] lengths = new int[PLACES];
    private final int[] types = new int[PLACES];
    private final long[] units = new long[PLACES];
    private int count;
    private long first; // lowest extended sequence number, where count > 0

    PacketStore() {
        clear();
    }

    void clear() {
        Arrays.fill(kinds, NOTHING);
        count = 0;
    }

    int count() {
        return count;
    }

    /// The lowest sequence number; there must be one.
    long first() {
        return first;
    }

    boolean has(long sequence) {
        return count > 0
                && sequence >= first
                && sequence < first + PLACES
                && kinds[place(sequence)] != NOTHING;
    }

    /// Keeps a packet; the caller sees to it that all kept are within {@link #PLACES}. False: it is
    /// here already.
    boolean keep(
            long sequence,
            long atUnits,
            byte kind,
            int type,
            byte[] payload,
            int from,
            int length) {
        int place = place(sequence);
        if (kinds[place] != NOTHING) {
            return false;
        }
        if (rooms[place].length < length) {
            rooms[place] = new byte[(length + STEP - 1) / STEP * STEP];
        }
        System.arraycopy(payload, from, rooms[place], 0, length);
        kinds[place] = kind;
        lengths[place] = length;
        types[place] = type;
        units[place] = atUnits;
        if (count == 0 || sequence < first) {
            first = sequence;
        }
        count++;
        return true;
    }

    long units(long sequence) {
        return units[place(sequence)];
    }

    byte kind(long sequence) {
        return kinds[place(sequence)];
    }

    int length(long sequence) {
        return lengths[place(sequence)];
    }

    /// Payload type the packet came with.
    int type(long sequence) {
        return types[place(sequence)];
    }

    void copy(long sequence, MemorySegment to, long at) {
        int place = place(sequence);
        MemorySegment.copy(rooms[place], 0, to, JAVA_BYTE, at, lengths[place]);
    }

    /// Forgets the packet with the lowest sequence number.
    void dropFirst() {
        kinds[place(first)] = NOTHING;
        count--;
        if (count > 0) {
            do {
                first++;
            } while (kinds[place(first)] == NOTHING);
        }
    }

    private static int place(long sequence) {
        return (int) (sequence & PLACES - 1);
    }
}
