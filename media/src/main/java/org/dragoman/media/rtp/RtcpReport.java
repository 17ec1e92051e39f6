package org.dragoman.media.rtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// What a compound RTCP packet says that the other side of a relay must hear: the sender's clock,
/// how our stream was received, and whether the source leaves. Read with {@link #read}, written for
/// the other side with {@link #write}: there the SSRCs, counts and numbers are those of the streams
/// that side knows. The object is used again for the next packet.
///
/// - Left out: what we cannot translate (APP, XR, feedback), and the source's own name, which would
///   tell one side's addresses to the other.
/// - Source: RFC 3550 §6.4 to §6.6, §A.2.
public final class RtcpReport {
    /// Characters of a canonical name: 96 random bits in base 64 (RFC 7022 §4.2).
    public static final int NAME = 16;

    /// Bytes {@link #write} needs at most.
    public static final int LARGEST = 28 + 24 + 28 + 8;

    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int BYE = 203;
    private static final int CNAME = 1;
    private static final int VERSION_2 = 0x80;
    private static final int COUNT = 0x1F;
    private static final int SENDER_INFO = 20; // bytes
    private static final int BLOCK = 24; // bytes

    private int source;
    private boolean fromSender;
    private long ntp;
    private int timestamp;
    private boolean aboutUs;
    private int loss;
    private int highest;
    private int jitter;
    private int lastReport;
    private int sinceLastReport;
    private boolean leaving;

    /// Reads a compound packet.
    ///
    /// - {@code ours}: SSRC of what we send to this peer; reports about others are skipped.
    /// - Returns: false when the bytes are not a valid compound packet.
    public boolean read(MemorySegment memory, long at, int length, int ours) {
        fromSender = false;
        aboutUs = false;
        leaving = false;
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

    /// Writes what was read for the other side; returns the length.
    ///
    /// - {@code out}: what that side is sent, and {@code in}: what it sends.
    /// - {@code back}: what the side that was read is sent.
    /// - {@code name}: our canonical name towards that side, {@link #NAME} characters.
    public int write(
            MemorySegment memory,
            long at,
            OutgoingStream out,
            IncomingStream in,
            OutgoingStream back,
            byte[] name) {
        boolean sender = fromSender && out.isFedBy(source) && out.packets() != 0;
        boolean block = aboutUs && in.isKnown() && back.isFedBy(in.ssrc());
        int length = 8 + (sender ? SENDER_INFO : 0) + (block ? BLOCK : 0);
        int type = sender ? SENDER_REPORT : RECEIVER_REPORT;
        header(memory, at, block ? 1 : 0, type, length, out.ssrc());
        long next = at + 8;
        if (sender) {
            memory.set(LONG, next, ntp);
            memory.set(Rtp.INT, next + 8, timestamp + out.timestampShift());
            memory.set(Rtp.INT, next + 12, out.packets());
            memory.set(Rtp.INT, next + 16, out.octets());
            next += SENDER_INFO;
        }
        if (block) {
            writeBlock(memory, next, in.ssrc(), highest - back.sequenceShift());
            next += BLOCK;
        }
        next = writeName(memory, next, out.ssrc(), name);
        if (leaving) {
            header(memory, next, 1, BYE, 8, out.ssrc());
            next += 8;
        }
        return (int) (next - at);
    }

    /// Whether the source said BYE.
    public boolean isLeaving() {
        return leaving;
    }

    private static int packetLength(MemorySegment memory, long at, int left) {
        if (left < 8 || (memory.get(JAVA_BYTE, at) & 0xC0) != VERSION_2) {
            return -1;
        }
        int size = 4 + 4 * (memory.get(Rtp.SHORT, at + 2) & 0xFFFF);
        return size >= 8 && size <= left ? size : -1;
    }

    private boolean readOne(MemorySegment memory, long at, int size, boolean first, int ours) {
        int type = memory.get(JAVA_BYTE, at + 1) & 0xFF;
        int count = memory.get(JAVA_BYTE, at) & COUNT;
        if (first && type != SENDER_REPORT && type != RECEIVER_REPORT) {
            return false; // a compound begins with a report
        }
        switch (type) {
            case SENDER_REPORT -> {
                if (size < 8 + SENDER_INFO + count * BLOCK) {
                    return false;
                }
                source = memory.get(Rtp.INT, at + 4);
                fromSender = true;
                ntp = memory.get(LONG, at + 8);
                timestamp = memory.get(Rtp.INT, at + 16);
                readBlocks(memory, at + 8 + SENDER_INFO, count, ours);
            }
            case RECEIVER_REPORT -> {
                if (size < 8 + count * BLOCK) {
                    return false;
                }
                source = memory.get(Rtp.INT, at + 4);
                readBlocks(memory, at + 8, count, ours);
            }
            case BYE -> leaving |= count > 0 && memory.get(Rtp.INT, at + 4) == source;
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
                highest = memory.get(Rtp.INT, block + 8);
                jitter = memory.get(Rtp.INT, block + 12);
                lastReport = memory.get(Rtp.INT, block + 16);
                sinceLastReport = memory.get(Rtp.INT, block + 20);
            }
        }
    }

    private void writeBlock(MemorySegment memory, long at, int about, int translatedHighest) {
        memory.set(Rtp.INT, at, about);
        memory.set(Rtp.INT, at + 4, loss);
        memory.set(Rtp.INT, at + 8, translatedHighest);
        memory.set(Rtp.INT, at + 12, jitter);
        memory.set(Rtp.INT, at + 16, lastReport);
        memory.set(Rtp.INT, at + 20, sinceLastReport);
    }

    private static long writeName(MemorySegment memory, long at, int ssrc, byte[] name) {
        header(memory, at, 1, SOURCE_DESCRIPTION, 28, ssrc);
        memory.set(JAVA_BYTE, at + 8, (byte) CNAME);
        memory.set(JAVA_BYTE, at + 9, (byte) NAME);
        for (int i = 0; i < NAME; i++) {
            memory.set(JAVA_BYTE, at + 10 + i, name[i]);
        }
        memory.set(Rtp.SHORT, at + 26, (short) 0); // ends the list, and fills the word
        return at + 28;
    }

    private static void header(
            MemorySegment memory, long at, int count, int type, int length, int ssrc) {
        memory.set(JAVA_BYTE, at, (byte) (VERSION_2 | count));
        memory.set(JAVA_BYTE, at + 1, (byte) type);
        memory.set(Rtp.SHORT, at + 2, (short) (length / 4 - 1));
        memory.set(Rtp.INT, at + 4, ssrc);
    }
}
