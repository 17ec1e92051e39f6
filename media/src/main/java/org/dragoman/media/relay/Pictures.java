package org.dragoman.media.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.RtcpFeedback;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.rtp.Feedback;
import org.dragoman.media.rtp.FeedbackWriter;
import org.dragoman.media.rtp.IncomingStream;
import org.dragoman.media.rtp.OutgoingStream;

/// What a port of video does beyond carrying packets: asks its peer for key frames, and passes on
/// what its peer says of the video that it is sent. Belongs to the loop's thread.
///
/// - Each leg has RTCP of its own (ADR 0017), so what is passed is written anew: for the other
///   peer's SSRC and sequence numbers, and only where that one agreed to it.
/// - Source: RFC 4585 §6; RFC 5104 §3.5, §4.2, §4.3.
final class Pictures {
    /// Between two key frames that are asked for: RFC 5104 §3.5.1 leaves the pace to the asker.
    static final long REST_NANOS = 500_000_000;

    private static final int LARGEST = 1_200; // bytes of what is passed on at a time

    private final IncomingStream in;
    private final OutgoingStream out;
    private final Exit exit;
    private final byte[] name;
    private final MediaPlane.Ear ear;
    private final FeedbackWriter writer = new FeedbackWriter();
    private final AtomicBoolean ordered = new AtomicBoolean();
    private boolean due;
    private boolean asked;
    private long askedNanos;
    private boolean told;
    private long toldNanos;
    private int requests; // sequence number of the next FIR

    /// - {@code in}: what the peer sends; {@code out}: what it is sent.
    /// - {@code name}: canonical name of our reports.
    Pictures(IncomingStream in, OutgoingStream out, Exit exit, byte[] name, MediaPlane.Ear ear) {
        this.in = in;
        this.out = out;
        this.exit = exit;
        this.name = name;
        this.ear = ear;
    }

    /// Has the peer be asked for a key frame; safe from any thread, and seen by {@link #send}.
    void order() {
        ordered.set(true);
    }

    /// The other peer needs a key frame of this one's.
    ///
    /// - {@code asker}: of the port that peer has.
    void want(FlowPlan plan, Pictures asker, long nanos) {
        if (plan.flow.asksForKeyFrames()) {
            due = true;
        } else {
            asker.tell(nanos);
        }
    }

    /// RTCP cannot say it: the call has to.
    private void tell(long nanos) {
        if (!told || nanos - toldNanos >= REST_NANOS) {
            told = true;
            toldNanos = nanos;
            ear.keyFrameWanted();
        }
    }

    /// Asks the peer, where that is due. The batch must be empty.
    void send(PacketBatch batch, FlowPlan plan, long nanos) {
        due |= ordered.compareAndSet(true, false);
        boolean may = !asked || nanos - askedNanos >= REST_NANOS;
        if (!due || !may || !in.isKnown() || !exit.takesReports()) {
            return;
        }
        due = false;
        if (!plan.flow.asksForKeyFrames()) {
            return;
        }
        asked = true;
        askedNanos = nanos;
        begin(batch.packets());
        if (plan.flow.feedback().contains(RtcpFeedback.PLI)) {
            writer.begin(Feedback.PAYLOAD, Feedback.PLI, out.ssrc(), in.ssrc());
        } else {
            writer.begin(Feedback.PAYLOAD, Feedback.FIR, out.ssrc(), 0);
            writer.word(in.ssrc());
            writer.word(requests++ << 24);
        }
        exit.sendReport(batch, PacketBatch.ownOffset(), writer.length());
    }

    private void begin(MemorySegment memory) {
        writer.start(memory, PacketBatch.ownOffset(), out.ssrc(), name);
    }

    /// Passes on what a compound of the peer says to the sender of what it is sent. The batch must
    /// be empty.
    ///
    /// - {@code to}, {@code plan}: of the port this one is joined to.
    void pass(PacketBatch batch, long at, int length, Pictures to, FlowPlan plan, long nanos) {
        var memory = batch.packets();
        to.begin(memory);
        int nothing = to.writer.length();
        for (long next = at; next < at + length; next += Feedback.length(memory, next)) {
            if (Feedback.isFeedback(memory, next) && to.writer.length() < LARGEST) {
                passOne(memory, next, to, plan, nanos);
            }
        }
        if (to.writer.length() > nothing && to.exit.takesReports()) {
            to.exit.sendReport(batch, PacketBatch.ownOffset(), to.writer.length());
        }
        to.send(batch, plan, nanos);
    }

    private void passOne(MemorySegment memory, long at, Pictures to, FlowPlan plan, long nanos) {
        boolean ours = Feedback.media(memory, at) == out.ssrc();
        var agreed = plan.flow.feedback();
        switch (Feedback.kind(memory, at)) {
            case Feedback.KIND_PLI -> {
                if (ours) {
                    to.want(plan, this, nanos);
                }
            }
            case Feedback.KIND_FIR -> {
                if (Feedback.names(memory, at, out.ssrc())) {
                    to.want(plan, this, nanos);
                }
            }
            case Feedback.KIND_NACK -> {
                if (ours && agreed.contains(RtcpFeedback.NACK)) {
                    passMissing(memory, at, to);
                }
            }
            case Feedback.KIND_LIMIT -> {
                if (agreed.contains(RtcpFeedback.TMMBR)) {
                    passLimits(memory, at, to);
                }
            }
            case Feedback.KIND_ESTIMATE -> {
                if (agreed.contains(RtcpFeedback.REMB)) {
                    passEstimate(memory, at, to);
                }
            }
            default -> {} // what has no place in the agreement (RFC 4585 §6.1 lets us ignore it)
        }
    }

    /// The numbers of what the peer was sent become those of what was received for it.
    private void passMissing(MemorySegment memory, long at, Pictures to) {
        if (!out.isFedBy(to.in.ssrc())) {
            return;
        }
        to.writer.begin(Feedback.TRANSPORT, Feedback.NACK, to.out.ssrc(), to.in.ssrc());
        int entries = (Feedback.length(memory, at) - Feedback.HEADER) / 4;
        for (int i = 0; i < entries && to.writer.length() < LARGEST; i++) {
            int entry = Feedback.word(memory, at + Feedback.HEADER + 4L * i);
            int first = (entry >>> 16) - out.sequenceShift();
            to.writer.word(first << 16 | entry & 0xFFFF);
        }
    }

    private void passLimits(MemorySegment memory, long at, Pictures to) {
        int format = memory.get(JAVA_BYTE, at) & 0x1F;
        int entries = (Feedback.length(memory, at) - Feedback.HEADER) / 8;
        for (int i = 0; i < entries; i++) {
            long entry = at + Feedback.HEADER + 8L * i;
            if (Feedback.word(memory, entry) == out.ssrc()) {
                to.writer.begin(Feedback.TRANSPORT, format, to.out.ssrc(), 0);
                to.writer.word(to.in.ssrc());
                to.writer.word(Feedback.word(memory, entry + 4));
                return;
            }
        }
    }

    private static void passEstimate(MemorySegment memory, long at, Pictures to) {
        int bits = Feedback.word(memory, at + Feedback.HEADER + 4) & 0xFF_FFFF;
        to.writer.begin(Feedback.PAYLOAD, Feedback.APPLICATION, to.out.ssrc(), 0);
        to.writer.word(Feedback.REMB);
        to.writer.word(1 << 24 | bits);
        to.writer.word(to.in.ssrc());
    }
}
