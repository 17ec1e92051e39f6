package org.dragoman.media.dtmf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// The course of one digit as it is sent: a packet with the marker, one each packet time while the
/// key is held, the last one three times, then a gap. What 16 bits do not hold goes on in another
/// segment, whose timestamp is where the one before it ended.
///
/// - Source: RFC 4733 §2.5.1, §2.5.1.3 for segments; the limits of RFC 7874 §3.
public final class EventSender {
    /// Bytes of an event's payload.
    public static final int PAYLOAD = 4;

    public static final int SHORTEST_MILLIS = 40;
    public static final int LONGEST_MILLIS = 8_000;

    /// Between the end of a digit and the start of the next.
    public static final int GAP_MILLIS = 40;

    private static final int ENDS = 3;
    private static final int END = 0x80;
    private static final int VOLUME = 10; // dBm0 below zero
    private static final int MOST_UNITS = 0xFFFF;

    private int code;
    private int units; // since the segment began
    private int segmentStart; // timestamp units since the digit began
    private int unitsPerPacket;
    private int total;
    private int endsSent;
    private boolean active;
    private boolean first;

    /// Begins a digit.
    ///
    /// - {@code heldMillis}: brought into the limits.
    public void begin(int eventCode, long heldMillis, int clockHz, int packetMillis) {
        long millis = Math.clamp(heldMillis, SHORTEST_MILLIS, LONGEST_MILLIS);
        code = eventCode;
        total = (int) (millis * clockHz / 1_000);
        unitsPerPacket = clockHz / 1_000 * packetMillis;
        units = 0;
        segmentStart = 0;
        endsSent = 0;
        active = true;
        first = true;
    }

    public boolean isActive() {
        return active;
    }

    /// Gives it up.
    public void abandon() {
        active = false;
    }

    /// Whether the next packet is the first, which carries the marker.
    public boolean isFirst() {
        return first;
    }

    /// Where the segment of the next packet begins, in timestamp units since the digit began.
    public int segmentStart() {
        return units == MOST_UNITS && segmentStart + units < total
                ? segmentStart + MOST_UNITS
                : segmentStart;
    }

    /// Writes the next payload.
    public void write(MemorySegment memory, long at) {
        if (segmentStart() != segmentStart) {
            segmentStart += MOST_UNITS;
            units = 0;
        }
        int left = total - segmentStart;
        units = Math.min(Math.min(left, MOST_UNITS), units + unitsPerPacket);
        boolean end = units == left;
        memory.set(JAVA_BYTE, at, (byte) code);
        memory.set(JAVA_BYTE, at + 1, (byte) (VOLUME | (end ? END : 0)));
        memory.set(JAVA_BYTE, at + 2, (byte) (units >> 8));
        memory.set(JAVA_BYTE, at + 3, (byte) units);
        first = false;
        if (end && ++endsSent == ENDS) {
            active = false;
        }
    }
}
