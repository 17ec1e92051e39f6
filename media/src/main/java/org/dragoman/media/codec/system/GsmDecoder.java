package org.dragoman.media.codec.system;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Concealment;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.media.foreign.NativeMemory;

/// GSM full rate out of RTP: frames of 33 bytes (RFC 3551 §4.5.8).
final class GsmDecoder implements SoundDecoder {
    private static final String NAME = "GSM";

    private final Buffer buffer = new Buffer(NAME);
    private final Concealment concealment = new Concealment(GsmEncoder.RATE_HZ);
    private final long state;

    GsmDecoder() throws CodecFailed {
        state = Gsm.create();
        if (state == 0) {
            buffer.free();
            throw CodecFailed.call("GSM: no memory");
        }
    }

    @Override
    public int rateHz() {
        return GsmEncoder.RATE_HZ;
    }

    @Override
    public int decode(MemorySegment packet, long at, int length, short[] pcm) throws CodecFailed {
        buffer.take(NAME, packet, at, length);
        int frames = length / GsmEncoder.FRAME_BYTES;
        if (length % GsmEncoder.FRAME_BYTES != 0 || frames * GsmEncoder.FRAME > pcm.length) {
            throw CodecFailed.packet("GSM: a payload of " + length + " bytes");
        }
        for (int i = 0; i < frames; i++) {
            long frame = buffer.packet() + (long) i * GsmEncoder.FRAME_BYTES;
            if (Gsm.decode(state, frame, buffer.samples()) < 0) {
                throw CodecFailed.packet("GSM: not a frame");
            }
            NativeMemory.copyOut(buffer.samples(), pcm, i * GsmEncoder.FRAME, GsmEncoder.FRAME);
        }
        concealment.heard(pcm, frames * GsmEncoder.FRAME);
        return frames * GsmEncoder.FRAME;
    }

    @Override
    public int conceal(int samples, short[] pcm) {
        return concealment.conceal(samples, pcm);
    }

    @Override
    public void close() {
        if (buffer.free()) {
            Gsm.destroy(state);
        }
    }
}
