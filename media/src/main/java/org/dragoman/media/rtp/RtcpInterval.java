package org.dragoman.media.rtp;

/// When the next RTCP packet is due. Two take part in a session of ours: the gateway and its peer.
/// Nothing is reconsidered (§6.3.3): that is for groups whose size changes.
///
/// - Source: RFC 3550 §6.2, §6.3.1 and §A.7.
public final class RtcpInterval {
    /// What a stream of G.711 in packets of 20 ms takes of the wire, IPv4 and UDP included.
    static final int SESSION_KBITS_PER_SECOND = 80;

    private static final double RTCP_SHARE = 0.05; // of the session (§6.2)
    private static final double BYTES_PER_SECOND =
            SESSION_KBITS_PER_SECOND * 1_000 / 8.0 * RTCP_SHARE;
    private static final double LEAST_SECONDS =
            Math.min(5, 360.0 / SESSION_KBITS_PER_SECOND); // the reduced minimum of §6.2
    private static final double COMPENSATION = Math.E - 1.5; // for reconsidering, §6.3.1
    private static final int IP_AND_UDP = 28; // bytes
    private static final int TAKING_PART = 2;
    private static final double NANOS_PER_SECOND = 1e9;

    private double averageSize = 128; // bytes, until packets were seen
    private boolean initial = true;

    /// Notes a packet sent or received, for the average size.
    ///
    /// - {@code length}: bytes without IP and UDP.
    public void passed(int length) {
        averageSize += (length + IP_AND_UDP - averageSize) / 16;
    }

    /// Nanoseconds from one packet to the next, or to the first. Half that of the first (§6.2).
    ///
    /// - {@code random}: any bits; the interval is spread by them from half to one and a half.
    public long nanos(long random) {
        double least = initial ? LEAST_SECONDS / 2 : LEAST_SECONDS;
        initial = false;
        double seconds = Math.max(least, averageSize * TAKING_PART / BYTES_PER_SECOND);
        double spread = (random >>> 11) * 0x1.0p-53 + 0.5;
        return (long) (seconds * spread / COMPENSATION * NANOS_PER_SECOND);
    }
}
