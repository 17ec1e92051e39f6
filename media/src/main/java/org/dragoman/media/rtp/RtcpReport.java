package org.dragoman.media.rtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// What a compound RTCP packet of a peer says: its clock, how it receives what we send it, how that
/// sounds, and whether it leaves. Read with {@link #read}; the object is used again for the next
/// packet.
///
/// - Left out: what is about others, APP, feedback, and extended reports of other kinds.
/// - Source: RFC 3550 §6.4 to §6.6, §A.2; RFC 3611 §3, §4.7.
public final class RtcpReport {
    private static final int COUNT = 0x1F;
    private static final int SENDER_INFO = 20; // bytes
    private static final int BLOCK = 24; // bytes
    private static final int METRICS = 36; // bytes
    private static final int SCORES = 0xFF;

    private int source;
    private boolean fromSender;
    private long ntp;
    private boolean aboutUs;
    private int loss;
    private int jitter;
    private int lastReport;
    private int sinceLastReport;
    private Optional<VoipMetrics> metrics = Optional.empty();
    private boolean leaving;

    /// Reads a compound packet.
    ///
    /// - {@code ours}: SSRC of what we send to this peer; reports about others are skipped.
    /// - Returns: false when the bytes are not a valid compound packet.
    public boolean read(MemorySegment memory, long at, int length, int ours) {
        fromSender = false;
        aboutUs = false;
        leaving = false;
        metrics = Optional.empty();
        int position = 0;
        while (position < length) {
            int size = packetLength(memory, at + position, length - position);
            if (size < 0 || !readOne(memory, at + position, size, position == 0, ours)) {
                return false;
            }
            position += size;
        }
        return position > 0;
    }

    /// Whether the peer says that it sends, and when: {@link #ntp}.
    public boolean isFromSender() {
        return fromSender;
    }

    /// Who reports.
    public int source() {
        return source;
    }

    /// The peer's clock, {@link NtpClock}'s form.
    public long ntp() {
        return ntp;
    }

    /// Whether the peer says how it receives what we send it.
    public boolean isAboutUs() {
        return aboutUs;
    }

    /// Lost since the peer's last report, of 256.
    public int fraction() {
        return loss >>> 24;
    }

    /// Lost since the beginning; negative where packets came twice.
    public int lost() {
        return loss << 8 >> 8;
    }

    /// As the peer measures it, timestamp units.
    public long jitter() {
        return jitter & 0xFFFF_FFFFL;
    }

    /// Which report of ours the peer had last, {@link NtpClock#middle}; 0 for none.
    public int lastReport() {
        return lastReport;
    }

    /// For how long it had that, units of 1/65 536 s.
    public int sinceLastReport() {
        return sinceLastReport;
    }

    /// How what we send sounds to the peer, if it says so.
    public Optional<VoipMetrics> metrics() {
        return metrics;
    }

    /// Whether the source said BYE.
    public boolean isLeaving() {
        return leaving;
    }

    private static int packetLength(MemorySegment memory, long at, int left) {
        if (left < 8 || (memory.get(JAVA_BYTE, at) & 0xC0) != RtcpWriter.VERSION_2) {
            return -1;
        }
        int size = 4 + 4 * (memory.get(Rtp.SHORT, at + 2) & 0xFFFF);
        return size >= 8 && size <= left ? size : -1;
    }

    private boolean readOne(MemorySegment memory, long at, int size, boolean first, int ours) {
        int type = memory.get(JAVA_BYTE, at + 1) & 0xFF;
        int count = memory.get(JAVA_BYTE, at) & COUNT;
        if (first && type != RtcpWriter.SENDER_REPORT && type != RtcpWriter.RECEIVER_REPORT) {
            return false; // a compound begins with a report
        }
        switch (type) {
            case RtcpWriter.SENDER_REPORT -> {
                if (size < 8 + SENDER_INFO + count * BLOCK) {
                    return false;
                }
                source = memory.get(Rtp.INT, at + 4);
                fromSender = true;
                ntp = memory.get(RtcpWriter.LONG, at + 8);
                readBlocks(memory, at + 8 + SENDER_INFO, count, ours);
            }
            case RtcpWriter.RECEIVER_REPORT -> {
                if (size < 8 + count * BLOCK) {
                    return false;
                }
                source = memory.get(Rtp.INT, at + 4);
                readBlocks(memory, at + 8, count, ours);
            }
            case RtcpWriter.EXTENDED_REPORT -> readExtended(memory, at + 8, at + size, ours);
            case RtcpWriter.BYE -> leaving |= count > 0 && memory.get(Rtp.INT, at + 4) == source;
            default -> {} // RFC 3550 §6.1: types that are not known are ignored
        }
        return true;
    }

    private void readBlocks(MemorySegment memory, long at, int count, int ours) {
        for (int i = 0; i < count; i++) {
            long block = at + (long) i * BLOCK;
            if (memory.get(Rtp.INT, block) == ours) {
                aboutUs = true;
                loss = memory.get(Rtp.INT, block + 4);
                jitter = memory.get(Rtp.INT, block + 12);
                lastReport = memory.get(Rtp.INT, block + 16);
                sinceLastReport = memory.get(Rtp.INT, block + 20);
            }
        }
    }

    /// Blocks that are cut off are no blocks; those before them stand (RFC 3611 §3).
    private void readExtended(MemorySegment memory, long from, long end, int ours) {
        for (long at = from; at + 4 <= end; ) {
            long size = 4 + 4L * (memory.get(Rtp.SHORT, at + 2) & 0xFFFF);
            boolean metricsOfUs =
                    memory.get(JAVA_BYTE, at) == RtcpWriter.VOIP_METRICS
                            && size == METRICS
                            && at + size <= end
                            && memory.get(Rtp.INT, at + 4) == ours;
            if (metricsOfUs) {
                metrics = Optional.of(metrics(memory, at));
            }
            at += size;
        }
    }

    private static VoipMetrics metrics(MemorySegment memory, long at) {
        return new VoipMetrics(
                octet(memory, at + 8),
                octet(memory, at + 9),
                octet(memory, at + 10),
                octet(memory, at + 11),
                word(memory, at + 12),
                word(memory, at + 14),
                word(memory, at + 16),
                word(memory, at + 18),
                octet(memory, at + 23),
                octet(memory, at + 24),
                octet(memory, at + 26),
                octet(memory, at + 27),
                octet(memory, at + 28),
                word(memory, at + 30),
                word(memory, at + 32),
                word(memory, at + 34));
    }

    private static int octet(MemorySegment memory, long at) {
        return memory.get(JAVA_BYTE, at) & SCORES;
    }

    private static int word(MemorySegment memory, long at) {
        return memory.get(Rtp.SHORT, at) & 0xFFFF;
    }
}
