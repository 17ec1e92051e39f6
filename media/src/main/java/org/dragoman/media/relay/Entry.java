package org.dragoman.media.relay;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.rtp.Counter;
import org.dragoman.media.rtp.IncomingStream;
import org.dragoman.media.rtp.OutgoingStream;
import org.dragoman.media.rtp.Protection;
import org.dragoman.media.rtp.Rtp;
import org.dragoman.media.rtp.RtpView;

/// The first step of a packet: whether it is let in. In this order, so that what costs nothing
/// comes first and nobody can claim a place he has not proved to be his: whole and of the right
/// form, authentic, of an agreed format, of this call, from the peer. What is not let in is
/// counted, and nothing else comes of it.
final class Entry {
    /// Not let in.
    static final byte DROPPED = 0;

    /// RTP of the peer; the packet view holds its header.
    static final byte SOUND = 1;

    /// RTCP on the port of RTP (RFC 5761): not judged yet.
    static final byte REPORT = 2;

    /// A datagram of UDPTL (T.38 §9).
    static final byte IMAGE = 3;

    private static final int UDPTL_LEAST = 4; // bytes: sequence, a packet, nothing to repair it

    final SourceLock rtpSource;
    final SourceLock rtcpSource;
    private final PortCounters counters;
    private final IncomingStream in;
    private final OutgoingStream out;
    private final LastStream last;
    private final RtpView packet;
    private Protection protection = Protection.NONE;
    private boolean image;

    /// - {@code in}, {@code out}: what the peer sends and is sent.
    /// - {@code last}: whom the port heard in its last call.
    /// - {@code packet}: where the header of a packet that is let in is left.
    Entry(
            SourcePolicy policy,
            PortCounters counters,
            IncomingStream in,
            OutgoingStream out,
            LastStream last,
            RtpView packet) {
        rtpSource = new SourceLock(policy);
        rtcpSource = new SourceLock(policy);
        this.counters = counters;
        this.in = in;
        this.out = out;
        this.last = last;
        this.packet = packet;
    }

    void agree(FlowPlan plan) {
        image = plan.image;
        rtpSource.agree(plan.remoteRtp);
        rtcpSource.agree(plan.remoteRtcp);
    }

    void protect(Protection other) {
        protection = other;
    }

    /// Judges what came to the RTP socket.
    ///
    /// - {@code peerSsrc}: SSRC of what the other leg is sent.
    byte judge(PacketBatch batch, int index, Route route, int peerSsrc, long nanos) {
        if (image) {
            return judgeImage(batch, index);
        }
        var memory = batch.packets();
        long at = PacketBatch.offset(index);
        int length = batch.length(index);
        if (batch.isCut(index) || !Rtp.isVersion2(memory, at, length)) {
            return drop(counters.malformed);
        }
        if (Rtp.isRtcp(memory, at)) {
            return REPORT;
        }
        int opened = protection.openRtp(memory, at, length);
        if (opened < 0) {
            return refuse(opened);
        }
        if (!packet.read(memory, at, opened)) {
            return drop(counters.malformed);
        }
        if (route.action(packet.type()) == Route.REFUSE) {
            return drop(counters.refused);
        }
        if (isOfLastCall(nanos) || isOurs(peerSsrc)) {
            return drop(counters.late);
        }
        return fromPeer(batch, index, rtpSource) ? SOUND : DROPPED;
    }

    /// UDPTL has neither a mark of its own nor names its source; but what is left of the sound of
    /// before must not pass for it: taken for a sequence number, its first bytes would have the
    /// peer wait for datagrams that never come.
    private byte judgeImage(PacketBatch batch, int index) {
        var memory = batch.packets();
        long at = PacketBatch.offset(index);
        int length = batch.length(index);
        if (batch.isCut(index) || length < UDPTL_LEAST) {
            return drop(counters.malformed);
        }
        if (in.isKnown() && length >= Rtp.HEADER && Rtp.ssrc(memory, at) == in.ssrc()) {
            return drop(counters.late);
        }
        return fromPeer(batch, index, rtpSource) ? IMAGE : DROPPED;
    }

    /// Judges what came as RTCP, to either socket; the length of the packet, or 0 when it is not
    /// let in.
    int judgeReport(PacketBatch batch, int index, SourceLock source) {
        var memory = batch.packets();
        long at = PacketBatch.offset(index);
        int length = batch.length(index);
        if (batch.isCut(index) || !isReport(memory, at, length)) {
            return drop(counters.malformed);
        }
        int opened = protection.openRtcp(memory, at, length);
        if (opened < 0) {
            return refuse(opened);
        }
        return fromPeer(batch, index, source) ? opened : DROPPED;
    }

    private static boolean isReport(MemorySegment memory, long at, int length) {
        return Rtp.isVersion2(memory, at, length) && Rtp.isRtcp(memory, at);
    }

    private boolean fromPeer(PacketBatch batch, int index, SourceLock source) {
        if (source.accepts(batch.addresses(), PacketBatch.address(index))) {
            return true;
        }
        counters.strangers.add(1);
        return false;
    }

    /// Whether the packet belongs to the call that had this port before.
    private boolean isOfLastCall(long nanos) {
        return !in.isKnown() && last.isContinuedBy(packet.ssrc(), packet.sequence(), nanos);
    }

    /// Whether the packet is one we sent, come back (RFC 3550 §8.2).
    private boolean isOurs(int peerSsrc) {
        return packet.ssrc() == out.ssrc() || packet.ssrc() == peerSsrc;
    }

    private byte refuse(int verdict) {
        return drop(verdict == Protection.REPLAYED ? counters.replayed : counters.unauthentic);
    }

    private static byte drop(Counter counter) {
        counter.add(1);
        return DROPPED;
    }
}
