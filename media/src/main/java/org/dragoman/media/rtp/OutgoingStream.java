package org.dragoman.media.rtp;

/// The one RTP stream a peer is sent, whatever feeds it: the other leg's packets, then a tone, then
/// digits, then another leg's. One SSRC, sequence numbers without a seam, timestamps that never run
/// back. A loss before us stays a loss after us, so that the peer can conceal it.
///
/// - Use: {@link #map} for a packet that passes through, {@link #own} for one we make; both leave
///   the header's values in {@link #sequence}, {@link #timestamp}, {@link #marker}.
/// - Source: RFC 3550 §5.1; RFC 3551 §4.1 for the marker.
public final class OutgoingStream {
    private static final int MAX_DROPOUT = 3_000; // packets, RFC 3550 §A.1
    private static final int MAX_MISORDER = 100; // packets, RFC 3550 §A.1
    private static final int MAX_MISORDER_OF_VIDEO = 1_000; // packets sent again come late
    private static final int LEAST_STEP_MILLIS = 20;

    private final boolean video;
    private final int maxMisorder;
    private boolean begun;

    private int ssrc;
    private int next; // extended sequence number of the next packet
    private boolean started;
    private int anchorTimestamp;
    private long anchorNanos;
    private boolean mapped;
    private boolean seam;
    private int sourceSsrc;
    private int sequenceShift;
    private int timestampShift;
    private int floor; // extended sequence number of the source where the mapping begins
    private int sourceHighest;
    private int packets;
    private int octets;
    private int sequence;
    private int timestamp;
    private boolean marker;

    /// - {@code random}: any bits; SSRC, first sequence number and timestamp come of them.
    public OutgoingStream(long random) {
        this(random, false);
    }

    private OutgoingStream(long random, boolean video) {
        this.video = video;
        maxMisorder = video ? MAX_MISORDER_OF_VIDEO : MAX_MISORDER;
        ssrc = (int) random;
        next = (int) (random >>> 32) & 0x7FFF;
        anchorTimestamp = (int) (random >>> 17);
    }

    /// A stream of video, whose marker says where a picture ends: it is the source's own.
    ///
    /// - Source: RFC 6184 §5.1, RFC 7741 §4.1.
    public static OutgoingStream ofVideo(long random) {
        return new OutgoingStream(random, true);
    }

    /// Whether what is sent began anew since this was asked last: after a seam, or with another
    /// source.
    public boolean takeBegun() {
        boolean was = begun;
        begun = false;
        return was;
    }

    /// Places a packet of a source in the stream.
    ///
    /// - {@code extended}: its sequence number as {@link IncomingStream#accept} extends it.
    /// - Returns: false when it belongs before a seam and must not be sent.
    public boolean map(
            int extended,
            int sourceTimestamp,
            int ofSsrc,
            boolean sourceMarker,
            long nanos,
            int clockHz) {
        marker = sourceMarker;
        if (!mapped || ofSsrc != sourceSsrc || isFarFrom(extended)) {
            sourceSsrc = ofSsrc;
            timestampShift = continued(nanos, clockHz) - sourceTimestamp;
            join(extended);
        } else if (seam) {
            if (extended - sourceHighest <= 0) {
                return false; // sent before what made the seam
            }
            if (started && sourceTimestamp + timestampShift - anchorTimestamp <= 0) {
                timestampShift = continued(nanos, clockHz) - sourceTimestamp;
            }
            join(extended);
        } else if (extended - floor < 0) {
            return false;
        }
        sequence = extended + sequenceShift;
        timestamp = sourceTimestamp + timestampShift;
        if (sequence - next >= 0) {
            next = sequence + 1;
            sourceHighest = extended;
            anchorTimestamp = timestamp;
            anchorNanos = nanos;
        }
        started = true;
        return true;
    }

    /// Skips a packet of the source that is not sent on, so that it leaves no gap.
    public void skip(int extended, int ofSsrc) {
        if (isFedBy(ofSsrc) && extended - sourceHighest > 0) {
            sourceHighest = extended;
        }
        seam = true;
    }

    /// Places a packet of our own.
    ///
    /// - {@code atTimestamp}: as {@link #continued} said when the tone or digit began, and on from
    ///   there.
    public void own(int atTimestamp, boolean withMarker, long nanos) {
        sequence = next++;
        timestamp = atTimestamp;
        marker = withMarker;
        if (!started || atTimestamp - anchorTimestamp > 0) {
            anchorTimestamp = atTimestamp;
            anchorNanos = nanos;
        }
        started = true;
        seam = true;
    }

    /// The timestamp of sound that begins now: after all that was sent, by the time gone by.
    public int continued(long nanos, int clockHz) {
        if (!started) {
            return anchorTimestamp;
        }
        long gone = Math.max(0, nanos - anchorNanos) / 1_000 * clockHz / 1_000_000;
        return anchorTimestamp + (int) Math.max(gone, (long) clockHz * LEAST_STEP_MILLIS / 1_000);
    }

    /// The timestamp of this moment, for reports: where the sound is that goes out now.
    public int timestampAt(long nanos, int clockHz) {
        long gone = Math.max(0, nanos - anchorNanos) / 1_000 * clockHz / 1_000_000;
        return anchorTimestamp + (int) gone;
    }

    /// The source is gone; what comes next is another, even with the same SSRC.
    public void detach() {
        mapped = false;
    }

    /// Counts what the kernel took, for sender reports.
    public void sent(int count, int payloadOctets) {
        packets += count;
        octets += payloadOctets;
    }

    /// Takes another SSRC, as after a BYE (RFC 3550 §6.3.7: the old one has left).
    public void renew(int otherSsrc) {
        ssrc = otherSsrc;
        packets = 0;
        octets = 0;
        seam = true;
    }

    public int ssrc() {
        return ssrc;
    }

    public int sequence() {
        return sequence;
    }

    public int timestamp() {
        return timestamp;
    }

    public boolean marker() {
        return marker;
    }

    public int packets() {
        return packets;
    }

    public int octets() {
        return octets;
    }

    /// Whether the stream is fed by this source now, so that its numbers translate.
    public boolean isFedBy(int ofSsrc) {
        return mapped && ofSsrc == sourceSsrc;
    }

    /// From the source's timestamps to ours, where {@link #isFedBy}.
    public int timestampShift() {
        return timestampShift;
    }

    /// From the source's extended sequence numbers to ours, where {@link #isFedBy}.
    public int sequenceShift() {
        return sequenceShift;
    }

    private boolean isFarFrom(int extended) {
        int ahead = extended - sourceHighest;
        return ahead >= MAX_DROPOUT || ahead <= -maxMisorder;
    }

    private void join(int extended) {
        marker |= !video;
        begun = true;
        sequenceShift = next - extended;
        floor = extended;
        sourceHighest = extended;
        mapped = true;
        seam = false;
    }
}
