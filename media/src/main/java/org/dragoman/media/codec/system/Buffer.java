package org.dragoman.media.codec.system;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.foreign.NativeMemory;

/// Native memory of one coder: a packet, samples, and a few bytes for what the library needs.
final class Buffer {
    static final int MOST_BYTES = 1_500; // of a payload: an Ethernet frame has no more
    static final int SPARE = 64;

    private static final int MOST_SAMPLES = 5_760;

    private final long start;
    private boolean freed;

    Buffer(String codec) throws CodecFailed {
        start = NativeMemory.allocate(MOST_BYTES + 4 + 2 * MOST_SAMPLES + SPARE);
        if (start == 0) {
            throw CodecFailed.call(codec + ": no memory");
        }
    }

    long packet() {
        return start;
    }

    long samples() {
        return start + MOST_BYTES + 4;
    }

    long spare() {
        return samples() + 2 * MOST_SAMPLES;
    }

    /// Copies a payload in, after judging its length.
    void take(String codec, MemorySegment packet, long at, int length) throws CodecFailed {
        judge(codec, length);
        NativeMemory.copyIn(packet, at, packet(), length);
    }

    /// Refuses a length that no payload has, and work after closing.
    void judge(String codec, int length) throws CodecFailed {
        if (freed) {
            throw CodecFailed.call(codec + ": the coder is closed");
        }
        if (length < 0 || length > MOST_BYTES) {
            throw CodecFailed.packet(codec + ": a payload of " + length + " bytes");
        }
    }

    /// Copies samples in.
    void take(String codec, short[] pcm, int from, int samples) throws CodecFailed {
        if (freed) {
            throw CodecFailed.call(codec + ": the coder is closed");
        }
        NativeMemory.copyIn(pcm, from, samples(), samples);
    }

    /// Copies a payload of so many bytes out, after judging the room.
    int give(String codec, int bytes, MemorySegment packet, long at, int room) throws CodecFailed {
        if (bytes > room) {
            throw CodecFailed.packet(codec + ": no room for " + bytes + " bytes");
        }
        NativeMemory.copyOut(packet(), packet, at, bytes);
        return bytes;
    }

    boolean freed() {
        return freed;
    }

    /// True for the first call only.
    boolean free() {
        if (freed) {
            return false;
        }
        freed = true;
        NativeMemory.free(start);
        return true;
    }
}
