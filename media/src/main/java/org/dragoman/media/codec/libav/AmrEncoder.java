package org.dragoman.media.codec.libav;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.SoundEncoder;
import org.dragoman.media.codec.payload.AmrPayload;

/// AMR into its payload format.
final class AmrEncoder implements SoundEncoder {
    private final SoundEncoder bare;
    private final AmrPayload payload;
    private final int count;
    private final byte[] frames = new byte[AmrPayload.MOST_FRAMES * AmrPayload.MOST_FRAME_BYTES];
    private final MemorySegment framesMemory = MemorySegment.ofArray(frames);

    AmrEncoder(SoundEncoder bare, AmrPayload payload, int count) {
        this.bare = bare;
        this.payload = payload;
        this.count = count;
    }

    @Override
    public int rateHz() {
        return bare.rateHz();
    }

    @Override
    public int frameSamples() {
        return bare.frameSamples();
    }

    @Override
    public int encode(short[] pcm, int from, MemorySegment packet, long at, int room)
            throws CodecFailed {
        bare.encode(pcm, from, framesMemory, 0, frames.length);
        return payload.pack(frames, count, packet, at, room);
    }

    @Override
    public void close() {
        bare.close();
    }
}
