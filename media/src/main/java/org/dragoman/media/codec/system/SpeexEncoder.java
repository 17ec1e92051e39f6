package org.dragoman.media.codec.system;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.SoundEncoder;
import org.dragoman.media.foreign.NativeMemory;

/// Speex for RTP: constant bit rate, frames of 20 ms one after the other (RFC 5574 §3.3). Sound of
/// 8 kHz in a wideband stream has an empty upper band (submode 0, Speex manual Table 10.1).
final class SpeexEncoder implements SoundEncoder {
    private static final String NAME = "Speex";
    private static final int QUALITY = 8; // 15 kbit/s narrowband, 27.8 wideband
    private static final int COMPLEXITY = 3; // the library's default is 2, Flash's is 2 to 3
    private static final int MOST_FRAMES = 6; // 120 ms
    private static final int EMPTY_BAND = 0b1000; // the bit of wideband, then the submode
    private static final int EMPTY_BAND_BITS = 4;

    private final SpeexMode mode;
    private final boolean halfEmpty; // the stream has a band that the sound has not
    private final int frames;
    private final Buffer buffer = new Buffer(NAME);
    private final long bits;
    private final long state;

    SpeexEncoder(SpeexMode stream, int wantedRateHz, int packetMillis) throws CodecFailed {
        this.mode = stream.coding(wantedRateHz);
        this.halfEmpty = mode != stream;
        this.frames = Math.clamp(packetMillis / 20, 1, MOST_FRAMES);
        this.bits = NativeMemory.allocate(Speex.BITS);
        this.state = Speex.encoder(mode.ordinal());
        if (bits == 0 || state == 0) {
            NativeMemory.free(bits);
            buffer.free();
            throw CodecFailed.call("Speex: no memory");
        }
        Speex.beginBits(bits);
        set(Speex.SET_QUALITY, QUALITY);
        set(Speex.SET_COMPLEXITY, COMPLEXITY);
    }

    private void set(int request, int value) {
        NativeMemory.putInt(buffer.spare(), value);
        Speex.setEncoder(state, request, buffer.spare());
    }

    @Override
    public int rateHz() {
        return mode.rateHz;
    }

    @Override
    public int frameSamples() {
        return frames * mode.frame;
    }

    @Override
    public int encode(short[] pcm, int from, MemorySegment packet, long at, int room)
            throws CodecFailed {
        buffer.take(NAME, pcm, from, frameSamples());
        Speex.emptyBits(bits);
        for (int i = 0; i < frames; i++) {
            Speex.encode(state, buffer.samples() + 2L * i * mode.frame, bits);
            if (halfEmpty) {
                Speex.addBits(bits, EMPTY_BAND, EMPTY_BAND_BITS);
            }
        }
        int bytes = Speex.writeBits(bits, buffer.packet(), Buffer.MOST_BYTES);
        return buffer.give(NAME, bytes, packet, at, room);
    }

    @Override
    public void close() {
        if (buffer.free()) {
            Speex.destroyEncoder(state);
            Speex.destroyBits(bits);
            NativeMemory.free(bits);
        }
    }
}
