package org.dragoman.media.srtp;

import java.lang.foreign.MemorySegment;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.media.rtp.Rtp;

/// Protects the packets for one peer where they lie. Belongs to one thread at a time.
///
/// - Never twice: an index that was used is refused, because a second packet under it would give
///   the plain text of both away (RFC 3711 §9.1), and with GCM the key (RFC 7714 §10.1).
/// - Errors: none thrown; a packet that must not be sent gives a {@link Verdict}.
/// - Source: RFC 3711 §3.3 and §3.4; RFC 7714.
public final class SrtpSender {
    private final SrtpKeys keys;
    private final Transform rtp;
    private final Transform rtcp;
    private final Indexes indexes = new Indexes();
    private long rtcpIndex = -1; // the last one used, by all our SSRCs together

    public SrtpSender(SrtpKeys keys) {
        this.keys = keys;
        rtp = Transform.rtp(keys);
        rtcp = Transform.rtcp(keys);
    }

    public SrtpKeys keys() {
        return keys;
    }

    /// Whether a stream's rollover counter is above zero. Its sender does well to take another SSRC
    /// before another key: some peers keep the counter then (RFC 3711 §3.3.1), some begin it anew
    /// (RFC 4568 §7.1.4), and a new SSRC begins at zero for all.
    public boolean hasRolledOver(int ssrc) {
        int place = indexes.find(ssrc);
        return place != Indexes.NONE && indexes.highest(place) > 0xFFFF;
    }

    /// Gives native memory back; a packet that comes later takes some again.
    void release() {
        rtp.release(); // reports take none
    }

    /// Goes on where another key's sender stopped.
    public void follow(SrtpSender before) {
        indexes.copy(before.indexes);
        rtcpIndex = before.rtcpIndex;
    }

    /// Bytes that an RTP packet grows by.
    public int rtpGrowth() {
        return rtp.tagBytes();
    }

    /// Bytes that an RTCP packet grows by.
    public int rtcpGrowth() {
        return rtcp.tagBytes() + Rtcp.INDEX;
    }

    /// Protects an RTP packet.
    ///
    /// - {@code room}: bytes there are for it.
    /// - Returns: its new length, or a {@link Verdict}.
    public int sealRtp(Workbench bench, MemorySegment memory, long at, int length, int room) {
        int whole = length + rtp.tagBytes();
        int header = length <= Workbench.MOST_BYTES ? Rtp.headerLength(memory, at, length) : -1;
        if (header < 0 || whole > room) {
            return Verdict.MALFORMED;
        }
        int ssrc = Rtp.ssrc(memory, at);
        int place = indexes.find(ssrc);
        long index = indexes.estimate(place, Rtp.sequence(memory, at));
        if (index < 0) {
            return Verdict.EXHAUSTED;
        }
        if (!indexes.isFresh(place, index)) {
            return Verdict.REPLAYED;
        }
        bench.take(memory, at, length);
        rtp.seal(bench, header, length, ssrc, index);
        indexes.note(place, ssrc, index);
        bench.give(memory, at, header, whole - header);
        return whole;
    }

    /// Protects an RTCP packet, compound or single.
    ///
    /// - {@code room}: bytes there are for it.
    /// - Returns: its new length, or a {@link Verdict}.
    public int sealRtcp(Workbench bench, MemorySegment memory, long at, int length, int room) {
        int whole = length + rtcpGrowth();
        if (length < Rtcp.HEADER || length > Workbench.MOST_BYTES || whole > room) {
            return Verdict.MALFORMED;
        }
        if (rtcpIndex == Rtcp.LAST_INDEX) {
            return Verdict.EXHAUSTED;
        }
        rtcpIndex++;
        bench.take(memory, at, length);
        rtcp.seal(bench, Rtcp.HEADER, length, bench.number(Integer.BYTES), rtcpIndex);
        bench.give(memory, at, Rtcp.HEADER, whole - Rtcp.HEADER);
        return whole;
    }

    /// For tests against vectors: the index of the RTCP packet before the next.
    void continueRtcpAfter(long index) {
        rtcpIndex = index;
    }
}
