package org.dragoman.media.rtp;

import org.dragoman.media.quality.LossBursts;

/// What is known of the RTP stream a peer sends: extended sequence numbers, loss, order, jitter.
///
/// - Threads: one writes; {@link #lost}, {@link #jitterMicros}, {@link #outOfOrder}, {@link
///   #duplicates} and {@link #burstRatio} may be read by others, a moment old.
/// - Source: RFC 3550 §A.1, §A.3, §A.8.
public final class IncomingStream {
    private static final int MAX_DROPOUT = 3_000; // packets
    private static final int MAX_MISORDER = 100; // packets
    private static final int MAX_MISORDER_OF_VIDEO = 1_000; // packets sent again come late
    private static final int HISTORY = 64; // packets in which one that comes twice is known

    private final int maxMisorder;
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
    private long history; // bit n: the packet n before the newest has come
    private long repeated; // of this source
    private long expectedBefore; // as of the last report
    private long receivedBefore;
    private LossBursts bursts = new LossBursts();
    private final Counter outOfOrder = new Counter();
    private final Counter duplicates = new Counter();
    private final Counter burstPermille = new Counter();
    private final Counter receivedEver = new Counter();
    private final Counter lost = new Counter();
    private final Counter jitterMicros = new Counter();

    public IncomingStream() {
        this(MAX_MISORDER);
    }

    private IncomingStream(int maxMisorder) {
        this.maxMisorder = maxMisorder;
    }

    /// A stream of video: a picture is many packets, and those that were lost are sent again.
    public static IncomingStream ofVideo() {
        return new IncomingStream(MAX_MISORDER_OF_VIDEO);
    }

    /// Takes note of a packet; returns its extended sequence number, which counts on where 16 bits
    /// wrap.
    public int accept(int sequence, int packetSsrc) {
        receivedEver.add(1);
        if (!known || packetSsrc != ssrc) {
            begin(sequence, packetSsrc);
            return highest;
        }
        int ahead = (short) (sequence - highest);
        if (ahead >= MAX_DROPOUT || ahead <= -maxMisorder) {
            begin(sequence, packetSsrc); // the source started again
            return highest;
        }
        int extended = highest + ahead;
        if (ahead == 1) {
            history = history << 1 | 1;
            received++;
            highest = extended;
            bursts.received();
        } else {
            outOfStep(ahead);
            publishLoss();
        }
        return extended;
    }

    private void outOfStep(int ahead) {
        if (ahead > 1) {
            history = ahead < HISTORY ? history << ahead | 1 : 1;
            received++;
            highest += ahead;
            bursts.lost(ahead - 1);
            bursts.received();
        } else if (-ahead < HISTORY && (history >>> -ahead & 1) != 0) {
            duplicates.add(1);
            repeated++;
        } else {
            history |= -ahead < HISTORY ? 1L << -ahead : 0;
            received++;
            outOfOrder.add(1);
        }
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

    /// Packets that came after a later one.
    public long outOfOrder() {
        return outOfOrder.get();
    }

    /// Packets that came more than once, the first not counted.
    public long duplicates() {
        return duplicates.get();
    }

    /// How much longer runs of lost packets are than by chance; see {@link LossBursts}.
    public double burstRatio() {
        return Math.max(1_000, burstPermille.get()) / 1e3;
    }

    /// Packets of all sources.
    public long receivedEver() {
        return receivedEver.get();
    }

    /// Interarrival jitter as reports have it, timestamp units.
    public int jitter() {
        return (int) (jitter >> 4);
    }

    /// Packets of this source that are missing, as reports have it: one that came twice makes up
    /// for one that is lost, so this may be negative (§6.4.1).
    public long missing() {
        return known ? expected() - received - repeated : 0;
    }

    /// Packets received of this source.
    public long received() {
        return received;
    }

    /// Share of the packets since this was asked last that did not come, of 256 (§A.3).
    public int takeFraction() {
        long expected = expected() - expectedBefore;
        long missing = expected - (received + repeated - receivedBefore);
        expectedBefore += expected;
        receivedBefore = received + repeated;
        return expected <= 0 || missing <= 0 ? 0 : (int) Math.min(255, (missing << 8) / expected);
    }

    /// Bursts and gaps of loss of this source; of the loop alone.
    public LossBursts bursts() {
        return bursts;
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
        history = 1;
        repeated = 0;
        expectedBefore = 0;
        receivedBefore = 0;
        bursts = new LossBursts();
        hasTransit = false;
    }

    private long expected() {
        return highest - first + 1L;
    }

    private void publishLoss() {
        lost.set(lostBefore + Math.max(0, expected() - received));
        burstPermille.set((long) (bursts.burstRatio() * 1_000));
    }
}
