package org.dragoman.media.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.dtmf.DtmfSound;
import org.dragoman.media.dtmf.EventSender;
import org.dragoman.media.dtmf.Events;
import org.dragoman.media.rtp.OutgoingStream;
import org.dragoman.media.rtp.Rtp;
import org.dragoman.media.tone.Playable;

/// What a port sends of its own: digits, as telephone events or as tones, and sounds. While either
/// goes on, the other leg's sound is not passed. The loop asks for a packet whenever one is due.
///
///     next
///      ├ OwnEvents    a digit as events
///      ├ SoundFeed    a digit as a tone
///      └ SoundFeed    tone, announcement or music
final class OwnSound {
    static final long NEVER = Long.MAX_VALUE;

    private static final long MOST_BEHIND_NANOS = 100_000_000;
    private static final long RETRY_NANOS = 2_000_000; // the next packet is being encoded
    private static final long GIVES_WAY_NANOS = 200_000_000; // music, after the other leg's sound

    private final DigitQueue queue;
    private final Converter converter;
    private final ModeRequest asked;
    private final Runnable soundOver;
    private final OwnEvents events = new OwnEvents();
    private Optional<Piece> piece = Optional.empty();
    private Optional<PayloadFormat> format = Optional.empty();
    private Optional<SoundFeed> sound = Optional.empty();
    private Optional<SoundFeed> toneDigit = Optional.empty();
    private int start; // RTP timestamp of the feed that is being sent
    private boolean running; // that feed's stream has not been interrupted
    private long dueNanos = NEVER;
    private boolean inGap;
    private long gapEndNanos;
    private long otherHeardNanos;
    private boolean otherHeard;
    private boolean hasGivenWay;

    /// What is to be played.
    ///
    /// - {@code givesWay}: only in the pauses of the other leg's sound.
    record Piece(Playable what, boolean givesWay) {}

    /// - {@code asked}: what the peer asks for.
    /// - {@code soundOver}: told when a sound ended by itself.
    OwnSound(DigitQueue queue, Converter converter, ModeRequest asked, Runnable soundOver) {
        this.queue = queue;
        this.converter = converter;
        this.asked = asked;
        this.soundOver = soundOver;
    }

    void play(Optional<Piece> other, FlowPlan plan, long nanos) {
        piece = other;
        hasGivenWay = false;
        begin(plan, nanos);
    }

    /// Another plan may let a sound be heard that could not be until now, or want another codec.
    void replan(FlowPlan plan, long nanos) {
        if (piece.isPresent() && !plan.sending.equals(format)) {
            begin(plan, nanos);
        } else if (piece.isPresent()) {
            dueNanos = Math.min(dueNanos, nanos);
        }
    }

    /// Ends what is being encoded.
    void close() {
        sound.ifPresent(SoundFeed::end);
        toneDigit.ifPresent(SoundFeed::end);
    }

    /// Digits may be waiting.
    void look(long nanos) {
        if (dueNanos == NEVER && !queue.isEmpty()) {
            dueNanos = nanos;
        }
    }

    /// Whether the other leg's sound must wait.
    boolean isSpeaking(FlowPlan plan) {
        return events.isActive()
                || toneDigit.isPresent()
                || sound.isPresent() && plan.sends && !hasGivenWay;
    }

    /// The other leg's sound came.
    void otherSpoke(long nanos) {
        otherHeard = true;
        otherHeardNanos = nanos;
        hasGivenWay = piece.isPresent() && piece.get().givesWay();
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
        if (!events.isActive() && toneDigit.isEmpty()) {
            startDigit(plan, out, nanos);
        }
        if (events.isActive()) {
            return nextOfDigit(memory, at, plan, out, nanos);
        }
        if (toneDigit.isPresent()) {
            return nextOfTone(memory, at, plan, out, nanos);
        }
        if (sound.isPresent() && plan.sends) {
            return nextOfSound(memory, at, plan, out, nanos);
        }
        running = false;
        dueNanos = queue.isEmpty() ? NEVER : inGap ? gapEndNanos : nanos;
        return 0;
    }

    private void begin(FlowPlan plan, long nanos) {
        sound.ifPresent(SoundFeed::end);
        format = plan.sending;
        sound =
                piece.isPresent() && format.isPresent()
                        ? Optional.of(converter.feed(piece.get().what(), format.get(), asked))
                        : Optional.empty();
        running = false;
        dueNanos = nanos;
    }

    private void startDigit(FlowPlan plan, OutgoingStream out, long nanos) {
        inGap = inGap && nanos - gapEndNanos < 0;
        if (queue.isEmpty() || inGap) {
            return;
        }
        var waiting = queue.poll();
        if (waiting.isEmpty() || !plan.sends) {
            return;
        }
        var digit = waiting.get();
        if (digit.asTone() && plan.sending.isPresent()) {
            var tone = new DtmfSound(Events.digitOf(digit.event()), digit.heldMillis());
            toneDigit = Optional.of(converter.feed(tone::at, plan.sending.get(), asked));
            running = false;
            dueNanos = nanos;
        } else if (!digit.asTone() && plan.sendDigits != FlowPlan.NO_TYPE) {
            events.begin(digit, plan, out, nanos);
            dueNanos = nanos;
        }
    }

    private int nextOfDigit(
            MemorySegment memory, long at, FlowPlan plan, OutgoingStream out, long nanos) {
        if (!plan.sends || plan.sendDigits == FlowPlan.NO_TYPE) {
            events.abandon();
            dueNanos = nanos;
            return 0;
        }
        int length = events.write(memory, at, plan, out, nanos);
        dueNanos += OwnEvents.packetMillis(plan) * 1_000_000L;
        if (!events.isActive()) {
            running = false;
            inGap = true;
            gapEndNanos = nanos + EventSender.GAP_MILLIS * 1_000_000L;
        }
        return length;
    }

    private int nextOfTone(
            MemorySegment memory, long at, FlowPlan plan, OutgoingStream out, long nanos) {
        var feed = toneDigit.orElseThrow();
        if (feed.isOver() || !plan.sends) {
            feed.end();
            toneDigit = Optional.empty();
            running = false;
            dueNanos = nanos;
            return 0;
        }
        return nextOf(feed, memory, at, plan, out, nanos);
    }

    private int nextOfSound(
            MemorySegment memory, long at, FlowPlan plan, OutgoingStream out, long nanos) {
        var feed = sound.orElseThrow();
        if (feed.isOver()) {
            sound = Optional.empty();
            piece = Optional.empty();
            running = false;
            dueNanos = nanos;
            soundOver.run();
            return 0;
        }
        if (piece.orElseThrow().givesWay()
                && otherHeard
                && nanos - otherHeardNanos < GIVES_WAY_NANOS) {
            running = false;
            dueNanos = otherHeardNanos + GIVES_WAY_NANOS;
            return 0;
        }
        hasGivenWay = false;
        return nextOf(feed, memory, at, plan, out, nanos);
    }

    private int nextOf(
            SoundFeed feed,
            MemorySegment memory,
            long at,
            FlowPlan plan,
            OutgoingStream out,
            long nanos) {
        if (!feed.hasPacket()) {
            dueNanos = nanos + RETRY_NANOS;
            return 0;
        }
        var head = feed.head();
        boolean begins = !running;
        if (begins) {
            running = true;
            start = out.continued(nanos, plan.sendClockHz) - head.timestamp;
            dueNanos = nanos;
        }
        int length = head.length;
        if (length > 0) {
            out.own(start + head.timestamp, begins, nanos);
            header(memory, at, plan.sending.orElseThrow().payloadType(), out);
            MemorySegment.copy(feed.payload(), 0, memory, JAVA_BYTE, at + Rtp.HEADER, length);
            length += Rtp.HEADER;
        }
        dueNanos += head.nanos;
        feed.drop();
        return length;
    }

    static void header(MemorySegment memory, long at, int type, OutgoingStream out) {
        Rtp.write(memory, at, out.marker(), type, out.sequence(), out.timestamp(), out.ssrc());
    }
}
