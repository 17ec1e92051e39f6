package org.dragoman.media.codec.system;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.SoundEncoder;

/// GSM full rate for RTP (RFC 3551 §4.5.8).
final class GsmEncoder implements SoundEncoder {
    static final int RATE_HZ = 8_000;
    static final int FRAME = 160; // samples
    static final int FRAME_BYTES = 33;

    private static final String NAME = "GSM";
    private static final int MOST_FRAMES = 6; // 120 ms

    private final Buffer buffer = new Buffer(NAME);
    private final long state;
    private final int frames;

    GsmEncoder(int packetMillis) throws CodecFailed {
        frames = Math.clamp(packetMillis / 20, 1, MOST_FRAMES);
        state = Gsm.create();
        if (state == 0) {
            buffer.free();
            throw CodecFailed.call("GSM: no memory");
        }
    }

    @Override
    public int rateHz() {
        return RATE_HZ;
    }

    @Override
    public int frameSamples() {
        return frames * FRAME;
    }

    @Override
    public int encode(short[] pcm, int from, MemorySegment packet, long at, int room)
            throws CodecFailed {
        buffer.take(NAME, pcm, from, frameSamples());
        for (int i = 0; i < frames; i++) {
            long frame = buffer.packet() + (long) i * FRAME_BYTES;
            Gsm.encode(state, buffer.samples() + 2L * i * FRAME, frame);
        }
        return buffer.give(NAME, frames * FRAME_BYTES, packet, at, room);
    }

    @Override
    public void close() {
        if (buffer.free()) {
            Gsm.destroy(state);
        }
    }
}
