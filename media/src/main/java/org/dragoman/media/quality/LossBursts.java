package org.dragoman.media.quality;

/// Tells bursts of loss from the gaps between them, packet by packet. A burst begins and ends
/// with a lost packet, and fewer than {@link #LEAST_GAP} packets in a row arrive within it; all
/// else is gap, isolated losses included.
///
/// - Use: {@link #received} and {@link #lost} in the order of sequence numbers.
/// - Source: RFC 3611 §4.7.2; burst ratio of ITU-T G.107 §7.5.
public final class LossBursts {
    /// Gmin: packets received in a row that end a burst (§4.7.2 recommends 16).
    public static final int LEAST_GAP = 16;

    private static final int WHOLE = 256; // densities are fractions of this
    private static final int MOST_DENSITY = 255;
    private static final int MOST_MILLIS = 0xFFFF;

    private long gapPackets;
    private long gapLosses;
    private long bursts;
    private long burstPackets;
    private long burstLosses;
    private long openPackets; // of a burst that may go on; 0 when there is none
    private long openLosses;
    private long sinceLoss; // packets received since the last loss of that burst
    private long lost;
    private long received;
    private long runs; // of losses without a packet in between
    private boolean inRun;

    public void received() {
        received++;
        inRun = false;
        if (openPackets == 0) {
            gapPackets++;
        } else if (++sinceLoss == LEAST_GAP) {
            close();
        }
    }

    /// So many packets in a row are missing.
    public void lost(int count) {
        lost += count;
        if (!inRun) {
            inRun = true;
            runs++;
        }
        openPackets += openPackets == 0 ? count : sinceLoss + count;
        openLosses += count;
        sinceLoss = 0;
    }

    /// Share of the packets of bursts that were lost, of 256.
    public int burstDensity() {
        boolean open = isBurstOpen();
        return density(
                burstLosses + (open ? openLosses : 0), burstPackets + (open ? openPackets : 0));
    }

    /// Share of the packets of gaps that were lost, of 256.
    public int gapDensity() {
        boolean isolated = openPackets != 0 && !isBurstOpen();
        return density(
                gapLosses + (isolated ? openLosses : 0),
                gapPackets + sinceLoss + (isolated ? openPackets : 0));
    }

    /// Mean length of a burst; 0 when there was none.
    public int burstMillis(int packetMillis) {
        boolean open = isBurstOpen();
        long count = bursts + (open ? 1 : 0);
        return count == 0
                ? 0
                : millis((burstPackets + (open ? openPackets : 0)) * packetMillis / count);
    }

    /// Mean length of a gap. There is one before each burst, and one after the last.
    public int gapMillis(int packetMillis) {
        boolean open = isBurstOpen();
        long packets = gapPackets + sinceLoss + (open ? 0 : openPackets);
        return millis(packets * packetMillis / (bursts + (open ? 1 : 0) + 1));
    }

    /// How much longer runs of loss are than they would be by chance: 1 or more.
    public double burstRatio() {
        if (runs == 0) {
            return 1;
        }
        double share = (double) lost / (lost + received);
        return Math.max(1, (double) lost / runs * (1 - share));
    }

    private boolean isBurstOpen() {
        return openLosses > 1;
    }

    private void close() {
        if (isBurstOpen()) {
            bursts++;
            burstPackets += openPackets;
            burstLosses += openLosses;
        } else {
            gapPackets += openPackets;
            gapLosses += openLosses;
        }
        gapPackets += sinceLoss;
        openPackets = 0;
        openLosses = 0;
        sinceLoss = 0;
    }

    private static int density(long losses, long packets) {
        return packets == 0 ? 0 : (int) Math.min(MOST_DENSITY, losses * WHOLE / packets);
    }

    private static int millis(long value) {
        return (int) Math.min(MOST_MILLIS, value);
    }
}
