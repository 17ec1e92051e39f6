package org.dragoman.media.codec.libav;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.SoundEncoder;
import org.dragoman.media.codec.payload.AmrModes;
import org.dragoman.media.codec.payload.AmrPayload;

/// AMR into its payload format, in the mode that the listener asks for.
final class AmrEncoder implements SoundEncoder {
    private final LibavEncoder bare;
    private final AmrModes modes;
    private final AmrPayload payload;
    private final int count;
    private final byte[] frames = new byte[AmrPayload.MOST_FRAMES * AmrPayload.MOST_FRAME_BYTES];
    private final MemorySegment framesMemory = MemorySegment.ofArray(frames);

    AmrEncoder(LibavEncoder bare, AmrModes modes, AmrPayload payload, int count) {
        this.bare = bare;
        this.modes = modes;
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
    public void request(int mode) {
        modes.request(mode);
    }

    @Override
    public int encode(short[] pcm, int from, MemorySegment packet, long at, int room)
            throws CodecFailed {
        bare.bitsPerSecond(AmrModes.bitsPerSecond(modes.next(count)));
        bare.encode(pcm, from, framesMemory, 0, frames.length);
        return payload.pack(frames, count, packet, at, room);
    }

    @Override
    public void close() {
        bare.close();
    }
}
