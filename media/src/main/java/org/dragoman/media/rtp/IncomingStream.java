package org.dragoman.media.rtp;

/// What is known of the RTP stream a peer sends: extended sequence numbers, loss, jitter.
///
/// - Threads: one writes; {@link #lost} and {@link #jitterMicros} may be read by others, a moment
///   old.
/// - Source: RFC 3550 §A.1, §A.3, §A.8.
public final class IncomingStream {
    private static final int MAX_DROPOUT = 3_000; // packets
    private static final int MAX_MISORDER = 100; // packets

    private boolean known;
    private int ssrc;
    private int first;
    private int highest;
    private long received;
    private long lostBefore;
    private int transit;
    private boolean hasTransit;
    private long jitter; // times 16, in timestamp units
    private int clockHz = 8_000;
    private final Counter lost = new Counter();
    private final Counter jitterMicros = new Counter();

    /// Takes note of a packet; returns its extended sequence number, which counts on where 16 bits
    /// wrap.
    public int accept(int sequence, int packetSsrc) {
        if (!known || packetSsrc != ssrc) {
            begin(sequence, packetSsrc);
            return highest;
        }
        int ahead = (short) (sequence - highest);
        if (ahead >= MAX_DROPOUT || ahead <= -MAX_MISORDER) {
            begin(sequence, packetSsrc); // the source started again
            return highest;
        }
        received++;
        int extended = highest + ahead;
        if (ahead > 0) {
            highest = extended;
        }
        if (ahead != 1) {
            publishLoss();
        }
        return extended;
    }

    /// Takes note of when a packet of sound arrived.
    public void arrived(int timestamp, long nanos, int ofClockHz) {
        if (ofClockHz != clockHz) {
            clockHz = ofClockHz;
            hasTransit = false;
        }
        int now = (int) (nanos / 1_000 * ofClockHz / 1_000_000) - timestamp;
        if (hasTransit) {
            jitter += Math.abs((long) (now - transit)) - (jitter + 8 >> 4);
            jitterMicros.set((jitter >> 4) * 1_000_000 / ofClockHz);
        }
        transit = now;
        hasTransit = true;
    }

    public boolean isKnown() {
        return known;
    }

    public int ssrc() {
        return ssrc;
    }

    /// Extended sequence number of the newest packet.
    public int highest() {
        return highest;
    }

    /// Packets that are missing; never negative.
    public long lost() {
        return lost.get();
    }

    public long jitterMicros() {
        return jitterMicros.get();
    }

    /// Forgets the source, as when the peer agrees to something else; counters stay.
    public void forget() {
        known = false;
        hasTransit = false;
        lostBefore = lost.get();
    }

    private void begin(int sequence, int packetSsrc) {
        lostBefore = lost.get();
        known = true;
        ssrc = packetSsrc;
        first = sequence;
        highest = sequence;
        received = 1;
        hasTransit = false;
    }

    private void publishLoss() {
        lost.set(lostBefore + Math.max(0, highest - first + 1L - received));
    }
}
