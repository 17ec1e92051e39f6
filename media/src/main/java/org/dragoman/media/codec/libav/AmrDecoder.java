package org.dragoman.media.codec.libav;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.media.codec.payload.AmrPayload;

/// AMR out of its payload format. The mode that the peer requests in it concerns the encoder of the
/// other direction; whoever takes the packet in has read it.
final class AmrDecoder implements SoundDecoder {
    private final SoundDecoder bare;
    private final AmrPayload payload;
    private final byte[] frames = new byte[AmrPayload.MOST_FRAMES * AmrPayload.MOST_FRAME_BYTES];
    private final MemorySegment framesMemory = MemorySegment.ofArray(frames);

    AmrDecoder(SoundDecoder bare, AmrPayload payload) {
        this.bare = bare;
        this.payload = payload;
    }

    @Override
    public int rateHz() {
        return bare.rateHz();
    }

    @Override
    public int decode(MemorySegment packet, long at, int length, short[] pcm) throws CodecFailed {
        int bytes = payload.unpack(packet, at, length, frames);
        return bare.decode(framesMemory, 0, bytes, pcm);
    }

    @Override
    public int conceal(int samples, short[] pcm) {
        return bare.conceal(samples, pcm);
    }

    @Override
    public void close() {
        bare.close();
    }
}
