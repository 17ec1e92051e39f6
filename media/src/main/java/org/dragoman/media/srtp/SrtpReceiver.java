package org.dragoman.media.srtp;

import java.lang.foreign.MemorySegment;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.media.rtp.Rtp;

/// Opens the packets of one peer: checks that they are genuine and new, and decrypts them where
/// they lie. Belongs to one thread at a time.
///
/// - Errors: none thrown; a packet that must be dropped gives a {@link Verdict}, and its bytes are
///   as they were.
/// - Source: RFC 3711 §3.3 and §3.4; RFC 7714.
public final class SrtpReceiver {
    private final SrtpKeys keys;
    private final Transform rtp;
    private final Transform rtcp;
    private final Indexes rtpIndexes = new Indexes();
    private final Indexes rtcpIndexes = new Indexes();
    private boolean rekeyed; // and no packet has come since

    public SrtpReceiver(SrtpKeys keys) {
        this.keys = keys;
        rtp = Transform.rtp(keys);
        rtcp = Transform.rtcp(keys);
    }

    public SrtpKeys keys() {
        return keys;
    }

    /// Gives native memory back; a packet that comes later takes some again.
    void release() {
        rtp.release(); // reports take none
    }

    /// Goes on where another key's receiver stopped: the rollover counters of streams that are
    /// known are kept (RFC 3711 §3.3.1). Peers that begin them anew are understood too: those that
    /// changed their address must (RFC 4568 §7.1.4), others do.
    public void follow(SrtpReceiver before) {
        rtpIndexes.copy(before.rtpIndexes);
        rtcpIndexes.copy(before.rtcpIndexes);
        rekeyed = true;
    }

    /// Opens an RTP packet.
    ///
    /// - Returns: its length without the tag, or a {@link Verdict}.
    public int openRtp(Workbench bench, MemorySegment memory, long at, int length) {
        int clear = length - rtp.tagBytes();
        int header = isRoomy(clear) ? Rtp.headerLength(memory, at, clear) : -1;
        if (header < 0 || !Rtp.isVersion2(memory, at, length)) {
            return Verdict.MALFORMED;
        }
        int ssrc = Rtp.ssrc(memory, at);
        int sequence = Rtp.sequence(memory, at);
        int place = rtpIndexes.find(ssrc);
        long index = rtpIndexes.estimate(place, sequence);
        boolean fresh = index >= 0 && rtpIndexes.isFresh(place, index);
        bench.take(memory, at, length);
        if (fresh && rtp.open(bench, header, length, ssrc, index, true)) {
            rtpIndexes.note(place, ssrc, index);
        } else if (rekeyed && place != Indexes.NONE) {
            bench.take(memory, at, length);
            if (!rtp.open(bench, header, length, ssrc, sequence, true)) {
                return Verdict.FORGED;
            }
            rtpIndexes.restart(place, sequence);
        } else {
            return fresh ? Verdict.FORGED : Verdict.REPLAYED;
        }
        rekeyed = false;
        bench.give(memory, at, header, clear - header);
        return clear;
    }

    /// Opens an RTCP packet.
    ///
    /// - Returns: its length without index and tag, or a {@link Verdict}.
    public int openRtcp(Workbench bench, MemorySegment memory, long at, int length) {
        int clear = length - rtcp.tagBytes() - Rtcp.INDEX;
        if (!isRoomy(clear) || clear < Rtcp.HEADER || !Rtp.isVersion2(memory, at, length)) {
            return Verdict.MALFORMED;
        }
        bench.take(memory, at, length);
        int word = bench.number(keys.suite().isAead() ? length - Rtcp.INDEX : clear);
        int ssrc = bench.number(Integer.BYTES);
        long index = Rtcp.index(word);
        int place = rtcpIndexes.find(ssrc);
        if (!rtcpIndexes.isFresh(place, index)) {
            return Verdict.REPLAYED;
        }
        boolean encrypted = Rtcp.isEncrypted(word);
        if (!rtcp.open(bench, Rtcp.HEADER, length, ssrc, index, encrypted)) {
            return Verdict.FORGED;
        }
        rtcpIndexes.note(place, ssrc, index);
        bench.give(memory, at, Rtcp.HEADER, clear - Rtcp.HEADER);
        return clear;
    }

    private static boolean isRoomy(int clear) {
        return clear > 0 && clear <= Workbench.MOST_BYTES;
    }
}
