package org.dragoman.media.rtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Writes one compound RTCP packet, part by part: a report first, then its block, the name, what
/// else is to be said, and the farewell last. The object is used again for the next packet.
///
/// - Source: RFC 3550 §6.1, §6.4 to §6.6; RFC 3611 §2 and §4.7.
public final class RtcpWriter {
    /// Characters of a canonical name: 96 random bits in base 64 (RFC 7022 §4.2).
    public static final int NAME = 16;

    /// Bytes of all parts together.
    public static final int LARGEST = 28 + 24 + 28 + 44 + 8;

    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int BYE = 203;
    static final int EXTENDED_REPORT = 207;
    static final int VOIP_METRICS = 7;
    static final int VERSION_2 = 0x80;
    static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final int CNAME = 1;
    private static final int METRICS_WORDS = 8;
    private static final int MOST_LOST = 0x7F_FFFF; // 24 bits, signed
    private static final int SIGNAL_LEVEL_UNKNOWN = VoipMetrics.UNKNOWN;

    private MemorySegment memory = MemorySegment.NULL;
    private long begin;
    private long next;
    private long report;

    /// Starts another packet.
    public void start(MemorySegment other, long at) {
        memory = other;
        begin = at;
        next = at;
    }

    /// A report of one who sends.
    ///
    /// - {@code ntp}, {@code timestamp}: the same moment on both clocks.
    public void senderReport(int ssrc, long ntp, int timestamp, int packets, int octets) {
        report = next;
        header(0, SENDER_REPORT, 28, ssrc);
        memory.set(LONG, next + 8, ntp);
        memory.set(Rtp.INT, next + 16, timestamp);
        memory.set(Rtp.INT, next + 20, packets);
        memory.set(Rtp.INT, next + 24, octets);
        next += 28;
    }

    /// A report of one who only receives.
    public void receiverReport(int ssrc) {
        report = next;
        header(0, RECEIVER_REPORT, 8, ssrc);
        next += 8;
    }

    /// How a source is received; right after the report.
    ///
    /// - {@code fraction}: lost since the last report, of 256.
    /// - {@code lost}: since the beginning; may be negative where packets came twice.
    /// - {@code jitter}: timestamp units.
    /// - {@code lastReport}, {@code sinceLastReport}: units of 1/65 536 s.
    public void block(
            int about,
            int fraction,
            long lost,
            int highest,
            int jitter,
            int lastReport,
            int sinceLastReport) {
        int most = Math.clamp(lost, -MOST_LOST - 1, MOST_LOST);
        memory.set(Rtp.INT, next, about);
        memory.set(Rtp.INT, next + 4, fraction << 24 | most & 0xFF_FFFF);
        memory.set(Rtp.INT, next + 8, highest);
        memory.set(Rtp.INT, next + 12, jitter);
        memory.set(Rtp.INT, next + 16, lastReport);
        memory.set(Rtp.INT, next + 20, sinceLastReport);
        next += 24;
        memory.set(JAVA_BYTE, report, (byte) (VERSION_2 | 1));
        memory.set(Rtp.SHORT, report + 2, (short) ((next - report) / 4 - 1));
    }

    /// - {@code name}: {@link #NAME} characters.
    public void name(int ssrc, byte[] name) {
        header(1, SOURCE_DESCRIPTION, 28, ssrc);
        memory.set(JAVA_BYTE, next + 8, (byte) CNAME);
        memory.set(JAVA_BYTE, next + 9, (byte) NAME);
        for (int i = 0; i < NAME; i++) {
            memory.set(JAVA_BYTE, next + 10 + i, name[i]);
        }
        memory.set(Rtp.SHORT, next + 26, (short) 0); // ends the list, and fills the word
        next += 28;
    }

    /// How a source sounds.
    public void metrics(int ssrc, int about, VoipMetrics m) {
        header(0, EXTENDED_REPORT, 44, ssrc);
        next += 8;
        memory.set(JAVA_BYTE, next, (byte) VOIP_METRICS);
        memory.set(JAVA_BYTE, next + 1, (byte) 0);
        memory.set(Rtp.SHORT, next + 2, (short) METRICS_WORDS);
        memory.set(Rtp.INT, next + 4, about);
        octets(8, m.lossRate(), m.discardRate(), m.burstDensity(), m.gapDensity());
        words(12, m.burstMillis(), m.gapMillis());
        words(16, m.roundTripMillis(), m.endDelayMillis());
        octets(20, SIGNAL_LEVEL_UNKNOWN, SIGNAL_LEVEL_UNKNOWN, SIGNAL_LEVEL_UNKNOWN, m.leastGap());
        octets(24, m.rating(), VoipMetrics.UNKNOWN, m.listening(), m.conversation());
        octets(28, m.configuration(), 0, m.bufferMillis() >>> 8, m.bufferMillis());
        words(32, m.bufferMostMillis(), m.bufferLimitMillis());
        next += 36;
    }

    /// The source leaves.
    public void bye(int ssrc) {
        header(1, BYE, 8, ssrc);
        next += 8;
    }

    /// Bytes written.
    public int length() {
        return (int) (next - begin);
    }

    private void octets(int at, int first, int second, int third, int fourth) {
        memory.set(
                Rtp.INT,
                next + at,
                first << 24 | (second & 0xFF) << 16 | (third & 0xFF) << 8 | fourth & 0xFF);
    }

    private void words(int at, int first, int second) {
        memory.set(Rtp.INT, next + at, first << 16 | second & 0xFFFF);
    }

    private void header(int count, int type, int length, int ssrc) {
        memory.set(JAVA_BYTE, next, (byte) (VERSION_2 | count));
        memory.set(JAVA_BYTE, next + 1, (byte) type);
        memory.set(Rtp.SHORT, next + 2, (short) (length / 4 - 1));
        memory.set(Rtp.INT, next + 4, ssrc);
    }
}
