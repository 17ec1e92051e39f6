package org.dragoman.media.rtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The RTP header, read and written where it lies (RFC 3550 §5.1). Offsets are bytes.
public final class Rtp {
    /// Bytes of a header without contributing sources.
    public static final int HEADER = 12;

    static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final int VERSION_BITS = 0xC0;
    private static final int VERSION_2 = 0x80;
    private static final int PADDING = 0x20;
    private static final int EXTENSION = 0x10;
    private static final int MARKER = 0x80;

    private Rtp() {}

    /// Whether the bytes can be RTP or RTCP at all.
    public static boolean isVersion2(MemorySegment memory, long at, int length) {
        return length >= 8 && (memory.get(JAVA_BYTE, at) & VERSION_BITS) == VERSION_2;
    }

    /// Whether a packet of version 2 is RTCP: its type is where RTP has marker and payload type,
    /// and no payload type of 64 to 95 is in use (RFC 5761 §4).
    public static boolean isRtcp(MemorySegment memory, long at) {
        int second = memory.get(JAVA_BYTE, at + 1) & 0xFF;
        return second >= 192 && second <= 223;
    }

    /// Bytes before the payload, or -1 when header and length contradict one another.
    public static int headerLength(MemorySegment memory, long at, int length) {
        if (length < HEADER) {
            return -1;
        }
        int first = memory.get(JAVA_BYTE, at);
        int header = HEADER + 4 * (first & 0x0F);
        if ((first & EXTENSION) != 0) {
            if (length < header + 4) {
                return -1;
            }
            header += 4 + 4 * (memory.get(SHORT, at + header + 2) & 0xFFFF);
        }
        return header <= length ? header : -1;
    }

    /// Bytes of padding at the end, or -1 when there cannot be so many.
    public static int padding(MemorySegment memory, long at, int length, int headerLength) {
        if ((memory.get(JAVA_BYTE, at) & PADDING) == 0) {
            return 0;
        }
        int padding = memory.get(JAVA_BYTE, at + length - 1) & 0xFF;
        return padding > 0 && padding <= length - headerLength ? padding : -1;
    }

    public static int payloadType(MemorySegment memory, long at) {
        return memory.get(JAVA_BYTE, at + 1) & 0x7F;
    }

    public static boolean marker(MemorySegment memory, long at) {
        return (memory.get(JAVA_BYTE, at + 1) & MARKER) != 0;
    }

    public static int sequence(MemorySegment memory, long at) {
        return memory.get(SHORT, at + 2) & 0xFFFF;
    }

    public static int timestamp(MemorySegment memory, long at) {
        return memory.get(INT, at + 4);
    }

    public static int ssrc(MemorySegment memory, long at) {
        return memory.get(INT, at + 8);
    }

    /// Replaces what a relay changes; version, padding, extension and sources stay.
    public static void rewrite(
            MemorySegment memory,
            long at,
            boolean marker,
            int payloadType,
            int sequence,
            int timestamp,
            int ssrc) {
        memory.set(JAVA_BYTE, at + 1, (byte) (payloadType | (marker ? MARKER : 0)));
        memory.set(SHORT, at + 2, (short) sequence);
        memory.set(INT, at + 4, timestamp);
        memory.set(INT, at + 8, ssrc);
    }

    /// Writes a whole header of {@link #HEADER} bytes.
    public static void write(
            MemorySegment memory,
            long at,
            boolean marker,
            int payloadType,
            int sequence,
            int timestamp,
            int ssrc) {
        memory.set(JAVA_BYTE, at, (byte) VERSION_2);
        rewrite(memory, at, marker, payloadType, sequence, timestamp, ssrc);
    }
}
