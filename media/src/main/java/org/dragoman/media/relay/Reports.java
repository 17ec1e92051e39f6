package org.dragoman.media.relay;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.SplittableRandom;
import org.dragoman.core.media.VoiceRating;
import org.dragoman.media.quality.LossBursts;
import org.dragoman.media.rtp.IncomingStream;
import org.dragoman.media.rtp.NtpClock;
import org.dragoman.media.rtp.OutgoingStream;
import org.dragoman.media.rtp.RtcpInterval;
import org.dragoman.media.rtp.RtcpReport;
import org.dragoman.media.rtp.RtcpWriter;
import org.dragoman.media.rtp.VoipMetrics;

/// RTCP of one port: tells its peer what it is sent and how it is received, and keeps what the peer
/// tells. The gateway is an end of both conversations: it reports of its own, whether or not the
/// other leg does. Belongs to the loop's thread; what others may read is in {@link PeerView}.
///
/// - Source: RFC 3550 §6; RFC 3611 §4.7.
final class Reports {
    private static final long NEVER = OwnSound.NEVER;
    private static final long MOST_ROUND_TRIP_NANOS = 30_000_000_000L; // more is nonsense
    private static final int CLOCK_GRAIN = 66; // units of 1/65 536 s: a millisecond of rounding
    private static final int MOST_MILLIS = 0xFFFF;
    private static final long PASSED_ON_NANOS = 15_000_000_000L; // three reports of the other side

    final PeerView view = new PeerView();
    private final IncomingStream in;
    private final OutgoingStream out;
    private final NtpClock clock;
    private final SplittableRandom spread; // of intervals: it makes no objects
    private final byte[] name;
    private final RtcpWriter writer = new RtcpWriter();
    private final RtcpInterval interval = new RtcpInterval();
    private long dueNanos = NEVER;
    private boolean told; // the peer has been sent RTP or RTCP, so that a farewell is due (§6.3.7)
    private int packetsBefore; // sent, as of the last report and the one before
    private int packetsBeforeThat;
    private long receivedBefore;
    private int peerReport; // middle of the peer's clock in its last sender report
    private long peerReportNanos;
    private Optional<VoipMetrics> passedOn = Optional.empty();
    private long passedOnNanos;
    private int lostBeyond; // of 256: what the other leg's peer misses of what this one sends

    Reports(IncomingStream in, OutgoingStream out, NtpClock clock, Randomness random) {
        this.in = in;
        this.out = out;
        this.clock = clock;
        spread = new SplittableRandom(random.number());
        name = random.name(RtcpWriter.NAME);
    }

    /// There is somebody to report to, or nobody.
    void agree(boolean somebody, long nanos) {
        if (!somebody) {
            dueNanos = NEVER;
        } else if (dueNanos == NEVER) {
            dueNanos = nanos + interval.nanos(spread.nextLong());
        }
    }

    /// Takes what the peer reported.
    void take(RtcpReport report, int length, FlowPlan plan, long nanos) {
        interval.passed(length);
        if (report.isFromSender() && (!in.isKnown() || report.source() == in.ssrc())) {
            peerReport = NtpClock.middle(report.ntp());
            peerReportNanos = nanos;
        }
        if (report.metrics().isPresent()) {
            view.metrics = report.metrics();
        }
        if (report.isAboutUs()) {
            view.reports.add(1);
            view.lost.set(Math.max(0, report.lost()));
            view.jitterMicros.set(report.jitter() * 1_000_000 / plan.sendClockHz);
            if (report.lastReport() != 0) {
                measure(report, nanos);
            }
        }
    }

    /// What the peer of the other leg says of the sound that comes from this peer.
    void passOn(VoipMetrics metrics, long nanos) {
        passedOn = Optional.of(metrics);
        passedOnNanos = nanos;
    }

    /// What the other leg's peer misses of what it is sent, of 256: a sender of video slows down
    /// for what is lost behind us as for what is lost before us.
    void lostBeyond(int fraction) {
        lostBeyond = Math.max(lostBeyond, fraction);
    }

    /// The canonical name in our reports.
    byte[] name() {
        return name;
    }

    /// Whether {@link #write} has something to say.
    boolean isDue(long nanos) {
        if (dueNanos == NEVER || dueNanos - nanos > 0) {
            return false;
        }
        if (in.isKnown() || out.packets() != 0) {
            return true;
        }
        next(nanos); // a call that has not begun
        return false;
    }

    /// Writes the report that is due; returns its length.
    int write(MemorySegment memory, long at, FlowPlan plan, long nanos) {
        begin(memory, at, plan, nanos);
        if (plan.flow.voipMetrics() && in.isKnown()) {
            writer.metrics(out.ssrc(), in.ssrc(), metrics(plan, nanos));
        }
        next(nanos);
        return passed();
    }

    /// Whether the peer knows a source of ours that it must be told to leave.
    boolean owesFarewell() {
        return dueNanos != NEVER && (told || out.packets() != 0);
    }

    /// Writes that our source leaves; returns the length.
    int writeFarewell(MemorySegment memory, long at, FlowPlan plan, long nanos) {
        begin(memory, at, plan, nanos);
        writer.bye(out.ssrc());
        return passed();
    }

    private void begin(MemorySegment memory, long at, FlowPlan plan, long nanos) {
        writer.start(memory, at);
        if (out.packets() != packetsBeforeThat) {
            writer.senderReport(
                    out.ssrc(),
                    clock.at(nanos),
                    out.timestampAt(nanos, plan.sendClockHz),
                    out.packets(),
                    out.octets());
        } else {
            writer.receiverReport(out.ssrc());
        }
        if (in.isKnown() && in.received() != receivedBefore) {
            block(nanos);
        }
        writer.name(out.ssrc(), name);
        packetsBeforeThat = packetsBefore;
        packetsBefore = out.packets();
        receivedBefore = in.received();
        told = true;
    }

    private void block(long nanos) {
        int since = peerReport == 0 ? 0 : NtpClock.units(nanos - peerReportNanos);
        writer.block(
                in.ssrc(),
                Math.max(in.takeFraction(), lostBeyond),
                in.missing(),
                in.highest(),
                in.jitter(),
                peerReport,
                since);
        lostBeyond = 0;
    }

    private int passed() {
        interval.passed(writer.length());
        return writer.length();
    }

    private void next(long nanos) {
        dueNanos = nanos + interval.nanos(spread.nextLong());
    }

    /// From our report to the peer's that names it, less what the peer kept it (§6.4.1).
    private void measure(RtcpReport report, long nanos) {
        int now = NtpClock.middle(clock.at(nanos));
        int units = now - report.lastReport() - report.sinceLastReport();
        long span = units < 0 ? 0 : NtpClock.spanNanos(units);
        if (units >= -CLOCK_GRAIN && span < MOST_ROUND_TRIP_NANOS) {
            view.roundTripMicros.set(Math.max(1, span / 1_000));
        }
    }

    /// The other end's own, where it gave any lately; else ours.
    private VoipMetrics metrics(FlowPlan plan, long nanos) {
        if (passedOn.isPresent() && nanos - passedOnNanos < PASSED_ON_NANOS) {
            return passedOn.get();
        }
        return metricsOf(plan, view.roundTripMicros.get());
    }

    private VoipMetrics metricsOf(FlowPlan plan, long roundTripMicros) {
        var path = plan.soundFrom(in, roundTripMicros);
        var bursts = in.bursts();
        int rating =
                path.rating()
                        .map(r -> Math.clamp(Math.round(r.rFactor()), 0, 100))
                        .orElse(VoipMetrics.UNKNOWN);
        return new VoipMetrics(
                (int) Math.min(255, path.lossPercent() * 2.56),
                0,
                bursts.burstDensity(),
                bursts.gapDensity(),
                bursts.burstMillis(plan.packetMillis),
                bursts.gapMillis(plan.packetMillis),
                (int) Math.min(MOST_MILLIS, roundTripMicros / 1_000),
                0,
                LossBursts.LEAST_GAP,
                rating,
                tenths(path.listening()),
                tenths(path.rating()),
                0, // the listener is elsewhere: its concealment and buffer are not known
                0,
                0,
                0);
    }

    private static int tenths(Optional<VoiceRating> rating) {
        return rating.map(r -> (int) Math.round(r.meanOpinion() * 10)).orElse(VoipMetrics.UNKNOWN);
    }
}
