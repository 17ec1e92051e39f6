package org.dragoman.media.codec.libav;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.media.codec.payload.SpeexFrames;

/// Speex with any number of frames in a packet (RFC 5574 §3.3).
final class SpeexDecoder implements SoundDecoder {
    private final LibavDecoder bare;
    private final SpeexFrames frames;

    SpeexDecoder(LibavDecoder bare) {
        this.bare = bare;
        this.frames = new SpeexFrames(bare.rateHz() / 16_000);
    }

    @Override
    public int rateHz() {
        return bare.rateHz();
    }

    @Override
    public int decode(MemorySegment packet, long at, int length, short[] pcm) throws CodecFailed {
        if (length < 0 || length > LibavDecoder.MOST_BYTES) {
            throw CodecFailed.packet("Speex: a payload of " + length + " bytes");
        }
        frames.begin(packet, at, length);
        int samples = 0;
        while (frames.next()) {
            int bytes = frames.move();
            samples += bare.decodeFrame(frames.frame(), 0, bytes, pcm, samples);
        }
        bare.heard(pcm, samples);
        return samples;
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
