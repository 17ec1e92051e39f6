package org.dragoman.media.rtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// Feedback packets in a compound that {@link RtcpReport} has found to be whole, read where they
/// lie.
///
/// - Source: RFC 4585 §6.1; RFC 5104 §4; draft-alvestrand-rmcat-remb §2.2.
public final class Feedback {
    /// Packet types.
    public static final int TRANSPORT = 205;

    public static final int PAYLOAD = 206;

    /// Formats of {@link #TRANSPORT}.
    public static final int NACK = 1;

    public static final int TMMBR = 3;
    public static final int TMMBN = 4;

    /// Formats of {@link #PAYLOAD}.
    public static final int PLI = 1;

    public static final int FIR = 4;
    public static final int APPLICATION = 15;

    /// Bytes before what a format has of its own.
    public static final int HEADER = 12;

    /// The name of an application's format: "REMB".
    public static final int REMB = 0x52_45_4D_42;

    public static final int KIND_NONE = 0;
    public static final int KIND_PLI = 1;
    public static final int KIND_FIR = 2;
    public static final int KIND_NACK = 3;

    /// TMMBR or TMMBN.
    public static final int KIND_LIMIT = 4;

    /// REMB.
    public static final int KIND_ESTIMATE = 5;

    private Feedback() {}

    /// Bytes of the packet there.
    public static int length(MemorySegment memory, long at) {
        return 4 + 4 * (memory.get(Rtp.SHORT, at + 2) & 0xFFFF);
    }

    public static boolean isFeedback(MemorySegment memory, long at) {
        int type = memory.get(JAVA_BYTE, at + 1) & 0xFF;
        return (type == TRANSPORT || type == PAYLOAD) && length(memory, at) >= HEADER;
    }

    /// What a feedback packet says, one of {@code KIND_}; nothing where it is too short for it.
    public static int kind(MemorySegment memory, long at) {
        int format = memory.get(JAVA_BYTE, at) & 0x1F;
        int own = length(memory, at) - HEADER;
        if ((memory.get(JAVA_BYTE, at + 1) & 0xFF) == TRANSPORT) {
            return switch (format) {
                case NACK -> own >= 4 ? KIND_NACK : KIND_NONE;
                case TMMBR, TMMBN -> own >= 8 ? KIND_LIMIT : KIND_NONE;
                default -> KIND_NONE;
            };
        }
        return switch (format) {
            case PLI -> KIND_PLI;
            case FIR -> own >= 8 ? KIND_FIR : KIND_NONE;
            case APPLICATION ->
                    own >= 8 && word(memory, at + HEADER) == REMB ? KIND_ESTIMATE : KIND_NONE;
            default -> KIND_NONE;
        };
    }

    /// The stream that it is about, where its format has no list of them.
    public static int media(MemorySegment memory, long at) {
        return word(memory, at + 8);
    }

    /// Whether a FIR is for this stream (RFC 5104 §4.3.1.1).
    public static boolean names(MemorySegment memory, long at, int ssrc) {
        for (long entry = at + HEADER; entry + 8 <= at + length(memory, at); entry += 8) {
            if (word(memory, entry) == ssrc) {
                return true;
            }
        }
        return false;
    }

    public static int word(MemorySegment memory, long at) {
        return memory.get(Rtp.INT, at);
    }
}
