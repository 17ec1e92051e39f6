package org.dragoman.media.dtmf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// Makes one digit of the many packets that tell of it. Packets of one event share a timestamp;
/// that alone tells events apart, as not every sender sets the marker bit.
///
/// - Lost ends: a digit whose last packets are lost ends when nothing is heard of it for
///   {@link #SILENCE_NANOS}, or when the next one begins.
/// - Source: RFC 4733 §2.3, §2.5.1.2 to §2.5.2.2.
public final class EventReceiver {
    /// More than the longest pause between updates seen: 201 ms, Asterisk 16.28 chan_ooh323.
    public static final long SILENCE_NANOS = 250_000_000;

    private static final int PAYLOAD = 4; // bytes
    private static final int END = 0x80;
    private static final int LONGEST_SEGMENT = 0xFFFF; // timestamp units
    private static final int REMEMBERED = 4; // events

    private final Ear ear;
    private final int[] overStamps = new int[REMEMBERED];
    private final int[] overEvents = new int[REMEMBERED];
    private int over;
    private boolean active;
    private int event;
    private int timestamp; // of the latest event, or of its latest segment
    private long before; // duration of its earlier segments, in timestamp units
    private int duration;
    private int clockHz;
    private long heardNanos;

    /// Told of each digit once.
    public interface Ear {
        void digit(char digit, long heldMillis);
    }

    public EventReceiver(Ear ear) {
        this.ear = ear;
    }

    /// Takes the payload of an event packet.
    ///
    /// - {@code ofClockHz}: clock of the payload type the packet came with.
    /// - Returns: false when the payload is no event.
    public boolean accept(
            MemorySegment memory, long at, int length, int stamp, int ofClockHz, long nanos) {
        if (length < PAYLOAD) {
            return false;
        }
        int code = memory.get(JAVA_BYTE, at) & 0xFF;
        boolean end = (memory.get(JAVA_BYTE, at + 1) & END) != 0;
        int units =
                (memory.get(JAVA_BYTE, at + 2) & 0xFF) << 8 | memory.get(JAVA_BYTE, at + 3) & 0xFF;
        if (!Events.isDigit(code)) {
            return true; // a tone of the line, which is none of a digit's business
        }
        clockHz = ofClockHz;
        if (active && stamp == timestamp) {
            update(units, end, nanos);
        } else if (active && isNextSegment(code, stamp)) {
            before += LONGEST_SEGMENT;
            timestamp = stamp;
            duration = 0;
            update(units, end, nanos);
        } else if (!isOver(code, stamp)) {
            finish();
            begin(code, stamp);
            update(units, end, nanos);
        }
        return true;
    }

    /// Ends a digit that has gone silent.
    public void tick(long nanos) {
        if (active && nanos - heardNanos >= SILENCE_NANOS) {
            finish();
        }
    }

    /// Whether a digit is under way.
    public boolean isActive() {
        return active;
    }

    /// Ends what is under way and forgets the source's timestamps.
    public void reset() {
        finish();
        over = 0;
    }

    private void begin(int code, int stamp) {
        active = true;
        event = code;
        timestamp = stamp;
        before = 0;
        duration = 0;
    }

    private void update(int units, boolean end, long nanos) {
        duration = Math.max(duration, units);
        heardNanos = nanos;
        if (end) {
            finish();
        }
    }

    private void finish() {
        if (active) {
            active = false;
            remember();
            ear.digit(Events.digitOf(event), (before + duration) * 1_000 / clockHz);
        }
    }

    private boolean isNextSegment(int code, int stamp) {
        return code == event && duration == LONGEST_SEGMENT && stamp == timestamp + LONGEST_SEGMENT;
    }

    private void remember() {
        overStamps[over % REMEMBERED] = timestamp;
        overEvents[over % REMEMBERED] = event;
        over++;
    }

    /// Whether the packet tells again of an event that is over: its end comes three times, and the
    /// network may bring any of them late. That its timestamp is an older one does not tell: SIPp
    /// 3.6 plays recordings whose digits go back in time.
    private boolean isOver(int code, int stamp) {
        for (int i = 0; i < Math.min(over, REMEMBERED); i++) {
            if (overStamps[i] == stamp && overEvents[i] == code) {
                return true;
            }
        }
        return false;
    }
}
