package org.dragoman.media.codec.system;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.media.codec.payload.SpeexFrames;
import org.dragoman.media.foreign.NativeMemory;

/// Speex out of RTP, any number of frames in a packet, with the library's own concealment.
///
/// Source: RFC 5574 §3.3.
final class SpeexDecoder implements SoundDecoder {
    private static final String NAME = "Speex";

    private final SpeexMode mode;
    private final SpeexFrames frames;
    private final Buffer buffer = new Buffer(NAME);
    private final long bits;
    private final long state;

    SpeexDecoder(SpeexMode mode) throws CodecFailed {
        this.mode = mode;
        this.frames = new SpeexFrames(mode.ordinal());
        this.bits = NativeMemory.allocate(Speex.BITS);
        this.state = Speex.decoder(mode.ordinal());
        if (bits == 0 || state == 0) {
            NativeMemory.free(bits);
            buffer.free();
            throw CodecFailed.call("Speex: no memory");
        }
        Speex.beginBits(bits);
        NativeMemory.putInt(buffer.spare(), 1);
        Speex.setDecoder(state, Speex.SET_ENHANCEMENT, buffer.spare());
    }

    @Override
    public int rateHz() {
        return mode.rateHz;
    }

    @Override
    public int decode(MemorySegment packet, long at, int length, short[] pcm) throws CodecFailed {
        buffer.judge(NAME, length);
        frames.begin(packet, at, length);
        int samples = 0;
        while (frames.next()) {
            if (samples + mode.frame > pcm.length) {
                throw CodecFailed.packet("Speex: too many frames");
            }
            int bytes = frames.move();
            buffer.take(NAME, frames.frame(), 0, bytes);
            Speex.readBits(bits, buffer.packet(), bytes);
            if (Speex.decode(state, bits, buffer.samples()) < 0) {
                throw CodecFailed.packet("Speex: not decodable");
            }
            NativeMemory.copyOut(buffer.samples(), pcm, samples, mode.frame);
            samples += mode.frame;
        }
        return samples;
    }

    @Override
    public int conceal(int samples, short[] pcm) {
        int done = 0;
        while (!buffer.freed() && done < samples) {
            Speex.decode(state, 0, buffer.samples());
            int part = Math.min(mode.frame, samples - done);
            NativeMemory.copyOut(buffer.samples(), pcm, done, part);
            done += part;
        }
        for (int i = done; i < samples; i++) {
            pcm[i] = 0;
        }
        return samples;
    }

    @Override
    public void close() {
        if (buffer.free()) {
            Speex.destroyDecoder(state);
            Speex.destroyBits(bits);
            NativeMemory.free(bits);
        }
    }
}
