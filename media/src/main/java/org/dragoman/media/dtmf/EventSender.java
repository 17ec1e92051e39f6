package org.dragoman.media.dtmf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// The course of one digit as it is sent: a packet with the marker, one each packet time while the
/// key is held, the last one three times, then a gap.
///
/// - Source: RFC 4733 §2.5.1; the limits of RFC 7874 §3.
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
    private int units;
    private int unitsPerPacket;
    private int total;
    private int endsSent;
    private boolean active;
    private boolean first;

    /// Begins a digit.
    ///
    /// - {@code heldMillis}: brought into the limits, and to what 16 bits hold at this clock.
    public void begin(int eventCode, long heldMillis, int clockHz, int packetMillis) {
        long millis = Math.clamp(heldMillis, SHORTEST_MILLIS, LONGEST_MILLIS);
        code = eventCode;
        total = (int) Math.min(MOST_UNITS, millis * clockHz / 1_000);
        unitsPerPacket = clockHz / 1_000 * packetMillis;
        units = 0;
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

    /// Writes the next payload.
    public void write(MemorySegment memory, long at) {
        units = Math.min(total, units + unitsPerPacket);
        boolean end = units == total;
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
