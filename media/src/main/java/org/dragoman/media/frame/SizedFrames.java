package org.dragoman.media.frame;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// Frames that follow one another and tell their own length, descriptions of silence among them.
enum SizedFrames implements FrameFormat {
    /// 10 bytes; one of 2 describes silence, and may only come last (RFC 3551 §4.5.6).
    G729(80, 10, 2) {
        @Override
        int size(MemorySegment packet, long at, int left) {
            return left == 2 ? 2 : 10;
        }
    },
    /// The lowest two bits of its first byte tell the length (RFC 3551 §4.5.3).
    G723(240, 24, 4) {
        @Override
        int size(MemorySegment packet, long at, int left) {
            return SIZES[packet.get(JAVA_BYTE, at) & 3];
        }
    };

    private static final int[] SIZES = {24, 20, 4, 1}; // 6.3, 5.3 kbit/s, silence, none sent

    private final int clockUnits;
    private final int mostBytes;
    private final int silence;

    SizedFrames(int clockUnits, int mostBytes, int silence) {
        this.clockUnits = clockUnits;
        this.mostBytes = mostBytes;
        this.silence = silence;
    }

    abstract int size(MemorySegment packet, long at, int left);

    @Override
    public int clockUnits() {
        return clockUnits;
    }

    @Override
    public int mostBytes() {
        return mostBytes;
    }

    @Override
    public int count(MemorySegment packet, long at, int length) {
        int count = 0;
        int done = 0;
        while (done < length) {
            done += size(packet, at + done, length - done);
            count++;
        }
        return done == length ? count : 0;
    }

    @Override
    public boolean split(MemorySegment packet, long at, int length, FrameList into) {
        into.clear();
        int done = 0;
        while (done < length) {
            int size = size(packet, at + done, length - done);
            into.add(packet, at + done, size);
            done += size;
        }
        return true;
    }

    @Override
    public int join(FrameList frames, MemorySegment packet, long at) {
        return frames.copyTo(packet, at);
    }

    @Override
    public boolean isLast(int bytes) {
        return bytes == silence;
    }
}
