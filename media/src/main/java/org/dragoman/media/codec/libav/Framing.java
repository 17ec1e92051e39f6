package org.dragoman.media.codec.libav;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.payload.AmrPayload;

/// How a packet's payload falls into frames of the codec.
enum Framing {
    /// The payload is one frame.
    WHOLE {
        @Override
        int next(MemorySegment packet, long at, int left) {
            return left;
        }
    },
    /// Frames of 33 bytes (RFC 3551 §4.5.8).
    GSM {
        @Override
        int next(MemorySegment packet, long at, int left) {
            return 33;
        }
    },
    /// The two lowest bits of the first byte tell 24, 20, or 4 bytes; 1: nothing is sent (RFC 3551
    /// §4.5.3).
    G723 {
        @Override
        int next(MemorySegment packet, long at, int left) {
            return switch (packet.get(JAVA_BYTE, at) & 3) {
                case 0 -> 24;
                case 1 -> 20;
                case 2 -> 4;
                default -> 1;
            };
        }
    },
    /// Frames of 10 bytes, and perhaps one of comfort noise at the end, 2 bytes (RFC 3551 §4.5.6).
    G729 {
        @Override
        int next(MemorySegment packet, long at, int left) {
            return left == 2 ? COMFORT_NOISE : 10;
        }
    },
    /// Blocks of 64 bytes, one to four in a packet.
    NELLYMOSER {
        @Override
        int next(MemorySegment packet, long at, int left) {
            return 64;
        }
    },
    /// Frames of the storage format, whose header byte tells the type ({@link AmrPayload}).
    AMR {
        @Override
        int next(MemorySegment packet, long at, int left) {
            return 1 + AmrPayload.bytes(packet.get(JAVA_BYTE, at) >> 3 & 0xF);
        }
    };

    /// What is left of the packet has no sound of its own.
    static final int COMFORT_NOISE = 0;

    /// Bytes of the frame at this place, where {@code left} bytes are left, one at least. More than
    /// are left: the packet breaks the format.
    abstract int next(MemorySegment packet, long at, int left);
}
