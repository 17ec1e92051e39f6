package org.dragoman.media.codec.libav;

import static org.dragoman.media.codec.libav.LibavLayout.*;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.SoundEncoder;
import org.dragoman.media.foreign.NativeMemory;

/// An encoder of the library: some frames of the codec make a packet.
final class LibavEncoder implements SoundEncoder {
    private final LibavCodec codec;
    private final Context context;
    private final int frameSamples;
    private final int frames; // of a packet

    /// @param frameSamples of one call of the library
    /// @param frames of a packet
    LibavEncoder(LibavCodec codec, Map<String, String> options, int frameSamples, int frames)
            throws CodecFailed {
        this.codec = codec;
        this.frameSamples = frameSamples;
        this.frames = frames;
        this.context = Context.encoder(codec, options, frameSamples);
        long frame = context.frame();
        NativeMemory.putInt(frame + FRAME_SAMPLES, frameSamples);
        NativeMemory.putInt(frame + FRAME_FORMAT, codec.floats() ? FLOAT : S16);
        NativeMemory.putInt(frame + FRAME_SAMPLE_RATE, codec.rateHz());
        Context.mono(frame + FRAME_CHANNELS);
        // the G.726 encoder would choose its own; it takes any (FFmpeg's adpcm: g726_encode_init)
        NativeMemory.putInt(context.context() + CONTEXT_FRAME_SIZE, frameSamples);
        if (Libav.frameBuffer(frame) < 0) {
            context.free();
            throw CodecFailed.call(codec.name() + ": no memory");
        }
    }

    @Override
    public int rateHz() {
        return codec.rateHz();
    }

    @Override
    public int frameSamples() {
        return frames * frameSamples;
    }

    /// From the next frame on; only for codecs that look at it anew with each frame (FFmpeg's
    /// libopencore-amr: amr_nb_encode_frame).
    void bitsPerSecond(long bits) {
        if (!context.freed()) {
            NativeMemory.putLong(context.context() + CONTEXT_BIT_RATE, bits);
        }
    }

    @Override
    public int encode(short[] pcm, int from, MemorySegment packet, long at, int room)
            throws CodecFailed {
        if (context.freed()) {
            throw CodecFailed.call(codec.name() + ": the encoder is closed");
        }
        int written = 0;
        for (int i = 0; i < frames; i++) {
            written +=
                    encodeFrame(pcm, from + i * frameSamples, packet, at + written, room - written);
        }
        return written;
    }

    private int encodeFrame(short[] pcm, int from, MemorySegment packet, long at, int room)
            throws CodecFailed {
        long frame = context.frame();
        check(Libav.makeWritable(frame));
        long data = NativeMemory.getLong(frame + FRAME_DATA);
        Samples.write(codec.floats(), pcm, from, data, frameSamples);
        check(Libav.sendFrame(context.context(), frame));
        int written = 0;
        while (true) {
            int result = Libav.receivePacket(context.context(), context.packet());
            if (result == Libav.AGAIN) {
                return written;
            }
            check(result);
            int size = NativeMemory.getInt(context.packet() + PACKET_SIZE);
            if (size < 0 || size > room - written) {
                Libav.unrefPacket(context.packet());
                throw CodecFailed.packet(codec.name() + ": no room for " + size + " bytes");
            }
            NativeMemory.copyOut(
                    NativeMemory.getLong(context.packet() + PACKET_DATA),
                    packet,
                    at + written,
                    size);
            Libav.unrefPacket(context.packet());
            written += size;
        }
    }

    private void check(int result) throws CodecFailed {
        if (result < 0) {
            throw CodecFailed.call(codec.name() + ": not encodable (" + result + ")");
        }
    }

    @Override
    public void close() {
        context.free();
    }
}
