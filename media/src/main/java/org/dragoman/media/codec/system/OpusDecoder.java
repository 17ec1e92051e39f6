package org.dragoman.media.codec.system;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Fade;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.media.foreign.NativeMemory;

/// Opus out of RTP, at the rate of whoever listens, with the library's own concealment, faded,
/// and the copies that packets carry of the frame before them.
///
/// Source: RFC 7587; RFC 6716 §4.4 (concealment), §2.1.7 (in-band FEC).
final class OpusDecoder implements SoundDecoder {
    private static final String NAME = "Opus";

    private final int rateHz;
    private final Buffer buffer;
    private final long decoder;
    private final Fade fade;

    OpusDecoder(int rateHz) throws CodecFailed {
        this.rateHz = rateHz;
        this.fade = new Fade(rateHz);
        this.buffer = new Buffer(NAME);
        this.decoder = Opus.createDecoder(rateHz, buffer.spare());
        if (decoder == 0) {
            int error = NativeMemory.getInt(buffer.spare());
            buffer.free();
            throw CodecFailed.call("Opus: no decoder (" + error + ")");
        }
    }

    @Override
    public int rateHz() {
        return rateHz;
    }

    @Override
    public int decode(MemorySegment packet, long at, int length, short[] pcm) throws CodecFailed {
        buffer.take(NAME, packet, at, length);
        if (length == 0) {
            return 0; // a pause of the sender (RFC 7587 §3.1.3)
        }
        int most = Math.min(pcm.length, rateHz / 1_000 * 120);
        int samples = Opus.decode(decoder, buffer.packet(), length, buffer.samples(), most, 0);
        if (samples < 0) {
            throw CodecFailed.packet("Opus: not decodable (" + samples + ")");
        }
        NativeMemory.copyOut(buffer.samples(), pcm, 0, samples);
        fade.heard();
        return samples;
    }

    @Override
    public int conceal(int samples, short[] pcm) {
        invent(0, 0, samples, 0, pcm);
        fade.quieten(pcm, samples);
        return samples;
    }

    @Override
    public int recover(MemorySegment next, long at, int length, int samples, short[] pcm) {
        try {
            buffer.take(NAME, next, at, length);
        } catch (CodecFailed _) {
            return conceal(
                    samples, pcm); // the next packet is no help; it is judged when its turn comes
        }
        return length == 0
                ? conceal(samples, pcm)
                : invent(buffer.packet(), length, samples, 1, pcm);
    }

    /// The library conceals in steps of 2.5 ms; what it cannot is silence.
    private int invent(long packet, int length, int samples, int copy, short[] pcm) {
        int step = rateHz / 400;
        int whole = buffer.freed() ? 0 : Math.min(samples, pcm.length) / step * step;
        int done = 0;
        while (done < whole) {
            int part = Math.min(whole - done, rateHz / 1_000 * 120);
            int made = Opus.decode(decoder, packet, length, buffer.samples(), part, copy);
            if (made <= 0) {
                break;
            }
            NativeMemory.copyOut(buffer.samples(), pcm, done, made);
            done += made;
        }
        for (int i = done; i < samples; i++) {
            pcm[i] = 0;
        }
        return samples;
    }

    @Override
    public void close() {
        if (buffer.free()) {
            Opus.destroyDecoder(decoder);
        }
    }
}
