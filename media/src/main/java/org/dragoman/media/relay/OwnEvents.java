package org.dragoman.media.relay;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.dtmf.EventSender;
import org.dragoman.media.rtp.OutgoingStream;
import org.dragoman.media.rtp.Rtp;

/// The digit that is being sent as telephone events.
///
/// - Source: RFC 4733 §2.5.1.
final class OwnEvents {
    private static final int FASTEST_UPDATE_MILLIS = 10;
    private static final int SLOWEST_UPDATE_MILLIS = 50; // RFC 4733 §2.5.1.2

    private final EventSender digit = new EventSender();
    private int timestamp;

    boolean isActive() {
        return digit.isActive();
    }

    void begin(DigitQueue.Digit what, FlowPlan plan, OutgoingStream out, long nanos) {
        int clockHz = plan.sendClockHz;
        digit.begin(what.event(), what.heldMillis(), clockHz, packetMillis(plan));
        timestamp = out.continued(nanos, clockHz);
    }

    void abandon() {
        digit.abandon();
    }

    /// Writes the next packet; returns its length.
    int write(MemorySegment memory, long at, FlowPlan plan, OutgoingStream out, long nanos) {
        out.own(timestamp + digit.segmentStart(), digit.isFirst(), nanos);
        OwnSound.header(memory, at, plan.sendDigits, out);
        digit.write(memory, at + Rtp.HEADER);
        return Rtp.HEADER + EventSender.PAYLOAD;
    }

    /// Digits are told of at the pace of the sound, within what receivers expect.
    static int packetMillis(FlowPlan plan) {
        return Math.clamp(plan.packetMillis, FASTEST_UPDATE_MILLIS, SLOWEST_UPDATE_MILLIS);
    }
}
