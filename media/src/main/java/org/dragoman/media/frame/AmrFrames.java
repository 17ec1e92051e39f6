package org.dragoman.media.frame;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.payload.AmrPayload;

/// Frames of AMR, which a table of contents stands before; by themselves they are in the storage
/// format. The mode that is requested in a packet goes on with its frames.
record AmrFrames(AmrPayload payload) implements FrameFormat {
    private static final int UNITS = 160; // 20 ms

    @Override
    public int clockUnits() {
        return UNITS;
    }

    @Override
    public int mostBytes() {
        return AmrPayload.MOST_FRAME_BYTES;
    }

    @Override
    public int count(MemorySegment packet, long at, int length) {
        return payload.count(packet, at, length);
    }

    @Override
    public boolean split(MemorySegment packet, long at, int length, FrameList into) {
        into.clear();
        try {
            int bytes = payload.unpack(packet, at, length, into.room());
            int done = 0;
            while (done < bytes) {
                int size = 1 + AmrPayload.bytes(into.room()[done] >> 3 & 0xF);
                into.add(done, size);
                done += size;
            }
            into.request(AmrPayload.request(packet, at));
            return true;
        } catch (CodecFailed e) {
            return false; // the contract: it breaks the format, and goes on as it is
        }
    }

    @Override
    public int join(FrameList frames, MemorySegment packet, long at) {
        return payload.pack(frames.room(), frames.count(), frames.request(), packet, at);
    }

    @Override
    public boolean isLast(int bytes) {
        return false;
    }
}
