package org.dragoman.media.relay;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.dragoman.media.dtmf.EventSender;
import org.dragoman.media.rtp.OutgoingStream;
import org.dragoman.media.rtp.Rtp;

/// What a port sends of its own: digits as telephone events, and tones. While either goes on, the
/// other leg's sound is not passed. The loop asks for a packet whenever one is due.
final class OwnSound {
    static final long NEVER = Long.MAX_VALUE;

    private static final int TONE_MILLIS = 20;
    private static final int FASTEST_UPDATE_MILLIS = 10;
    private static final int SLOWEST_UPDATE_MILLIS = 50; // RFC 4733 §2.5.1.2
    private static final long MOST_BEHIND_NANOS = 100_000_000;
    private static final int TONE_CLOCK_HZ = 8_000;
    private static final int TONE_SAMPLES = TONE_CLOCK_HZ / 1_000 * TONE_MILLIS;

    private final DigitQueue queue;
    private final EventSender digit = new EventSender();
    private Optional<ToneSound> tone = Optional.empty();
    private long tonePosition;
    private int timestamp;
    private boolean toneRunning;
    private long dueNanos = NEVER;
    private boolean inGap;
    private long gapEndNanos;

    OwnSound(DigitQueue queue) {
        this.queue = queue;
    }

    void play(Optional<ToneSound> other, long nanos) {
        tone = other;
        tonePosition = 0;
        toneRunning = false;
        dueNanos = nanos;
    }

    /// Another plan may let a tone be heard that could not be until now.
    void replan(long nanos) {
        if (tone.isPresent()) {
            dueNanos = Math.min(dueNanos, nanos);
        }
    }

    /// Digits may be waiting.
    void look(long nanos) {
        if (dueNanos == NEVER && !queue.isEmpty()) {
            dueNanos = nanos;
        }
    }

    /// Whether the other leg's sound must wait.
    boolean isSpeaking(FlowPlan plan) {
        return digit.isActive() || tone.isPresent() && canTone(plan);
    }

    /// When {@link #next} wants to be called, or {@link #NEVER}.
    long dueNanos() {
        return dueNanos;
    }

    /// Writes the packet that is due, if one is, with its header.
    ///
    /// - Returns: its length, or 0.
    int next(MemorySegment memory, long at, FlowPlan plan, OutgoingStream out, long nanos) {
        dueNanos = Math.max(dueNanos, nanos - MOST_BEHIND_NANOS);
        if (digit.isActive() || startDigit(plan, out, nanos)) {
            return nextOfDigit(memory, at, plan, out, nanos);
        }
        if (tone.isPresent() && canTone(plan)) {
            return nextOfTone(memory, at, plan, out, nanos, tone.get());
        }
        toneRunning = false;
        dueNanos = queue.isEmpty() ? NEVER : inGap ? gapEndNanos : nanos;
        return 0;
    }

    private static boolean canTone(FlowPlan plan) {
        return plan.sends && plan.tonesFit;
    }

    private boolean startDigit(FlowPlan plan, OutgoingStream out, long nanos) {
        inGap = inGap && nanos - gapEndNanos < 0;
        if (queue.isEmpty() || inGap) {
            return false;
        }
        var waiting = queue.poll();
        if (waiting.isEmpty() || !plan.sends || plan.sendDigits == FlowPlan.NO_TYPE) {
            return false;
        }
        int clockHz = plan.sendClockHz;
        digit.begin(waiting.get().event(), waiting.get().heldMillis(), clockHz, packetMillis(plan));
        timestamp = out.continued(nanos, clockHz);
        dueNanos = nanos;
        return true;
    }

    private int nextOfDigit(
            MemorySegment memory, long at, FlowPlan plan, OutgoingStream out, long nanos) {
        if (!plan.sends || plan.sendDigits == FlowPlan.NO_TYPE) {
            digit.abandon();
            dueNanos = nanos;
            return 0;
        }
        out.own(timestamp, digit.isFirst(), nanos);
        header(memory, at, plan.sendDigits, out);
        digit.write(memory, at + Rtp.HEADER);
        dueNanos += packetMillis(plan) * 1_000_000L;
        if (!digit.isActive()) {
            toneRunning = false;
            inGap = true;
            gapEndNanos = nanos + EventSender.GAP_MILLIS * 1_000_000L;
        }
        return Rtp.HEADER + EventSender.PAYLOAD;
    }

    private int nextOfTone(
            MemorySegment memory,
            long at,
            FlowPlan plan,
            OutgoingStream out,
            long nanos,
            ToneSound sound) {
        boolean begins = !toneRunning;
        timestamp = begins ? out.continued(nanos, TONE_CLOCK_HZ) : timestamp + TONE_SAMPLES;
        if (begins) {
            toneRunning = true;
            dueNanos = nanos;
        }
        out.own(timestamp, begins, nanos);
        var format = plan.sending.orElseThrow();
        header(memory, at, format.payloadType(), out);
        boolean aLaw = format.codec().name().equals("PCMA");
        sound.write(memory, at + Rtp.HEADER, TONE_SAMPLES, tonePosition, aLaw);
        tonePosition += TONE_SAMPLES;
        dueNanos += TONE_MILLIS * 1_000_000L;
        return Rtp.HEADER + TONE_SAMPLES;
    }

    private static void header(MemorySegment memory, long at, int type, OutgoingStream out) {
        Rtp.write(memory, at, out.marker(), type, out.sequence(), out.timestamp(), out.ssrc());
    }

    /// Digits are told of at the pace of the sound, within what receivers expect.
    private static int packetMillis(FlowPlan plan) {
        return Math.clamp(plan.packetMillis, FASTEST_UPDATE_MILLIS, SLOWEST_UPDATE_MILLIS);
    }
}
