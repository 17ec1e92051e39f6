package org.dragoman.media.frame;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// The frames of one packet, one after the other.
final class FrameList {
    /// Frames of a packet: 120 ms of what is cut to the millisecond.
    static final int MOST = 120;

    /// Bytes of a packet; an Ethernet frame holds no more.
    static final int MOST_BYTES = 1_500;

    private final byte[] room = new byte[MOST_BYTES];
    private final int[] from = new int[MOST];
    private final int[] lengths = new int[MOST];
    private int count;
    private int request = 15; // none (RFC 4867 §4.3.1)

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /// Where the bytes of the frames are.
    byte[] room() {
        return room;
    }

    int from(int index) {
        return from[index];
    }

    int length(int index) {
        return lengths[index];
    }

    int request() {
        return request;
    }

    void request(int mode) {
        request = mode;
    }

    /// A frame whose bytes are in the room already.
    void add(int begin, int length) {
        from[count] = begin;
        lengths[count] = length;
        count++;
    }

    void add(MemorySegment packet, long at, int length) {
        int begin = end();
        MemorySegment.copy(packet, JAVA_BYTE, at, room, begin, length);
        add(begin, length);
    }

    void add(byte[] bytes, int at, int length) {
        int begin = end();
        System.arraycopy(bytes, at, room, begin, length);
        add(begin, length);
    }

    /// Copies all frames; returns their bytes.
    int copyTo(MemorySegment packet, long at) {
        int bytes = end();
        MemorySegment.copy(room, 0, packet, JAVA_BYTE, at, bytes);
        return bytes;
    }

    private int end() {
        return count == 0 ? 0 : from[count - 1] + lengths[count - 1];
    }
}
