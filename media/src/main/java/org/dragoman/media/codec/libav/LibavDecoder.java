package org.dragoman.media.codec.libav;

import static org.dragoman.media.codec.libav.LibavLayout.*;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Concealment;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.media.foreign.NativeMemory;

/// A decoder of the library. Bytes are copied into padded memory of our own first, so that a
/// decoder that reads ahead stays inside it.
final class LibavDecoder implements SoundDecoder {
    static final int MOST_BYTES = 1_500; // of a payload: an Ethernet frame has no more

    private final LibavCodec codec;
    private final Context context;
    private final long input; // MOST_BYTES and padding
    private final Concealment concealment;

    LibavDecoder(LibavCodec codec) throws CodecFailed {
        this.codec = codec;
        this.context = Context.decoder(codec);
        this.input = NativeMemory.allocate(MOST_BYTES + PADDING);
        this.concealment = new Concealment(codec.rateHz());
        if (input == 0) {
            context.free();
            throw CodecFailed.call(codec.name() + ": no memory");
        }
    }

    @Override
    public int rateHz() {
        return codec.rateHz();
    }

    @Override
    public int decode(MemorySegment packet, long at, int length, short[] pcm) throws CodecFailed {
        if (length < 0 || length > MOST_BYTES) {
            throw CodecFailed.packet(codec.name() + ": a payload of " + length + " bytes");
        }
        int samples = 0;
        int used = 0;
        while (used < length) {
            int frame = codec.framing().next(packet, at + used, length - used);
            if (frame == Framing.COMFORT_NOISE) {
                break;
            }
            if (frame > length - used) {
                throw CodecFailed.packet(codec.name() + ": a frame is cut off");
            }
            samples += decodeFrame(packet, at + used, frame, pcm, samples);
            used += frame;
        }
        heard(pcm, samples);
        return samples;
    }

    /// Decodes one frame, {@code MOST_BYTES} at most, and writes from index {@code to}.
    int decodeFrame(MemorySegment packet, long at, int length, short[] pcm, int to)
            throws CodecFailed {
        if (context.freed()) {
            throw CodecFailed.call(codec.name() + ": the decoder is closed");
        }
        NativeMemory.copyIn(packet, at, input, length);
        return decodeInput(length, pcm, to);
    }

    /// Says that so many samples are the sound of the last packet.
    void heard(short[] pcm, int samples) {
        concealment.heard(pcm, samples);
    }

    @Override
    public int conceal(int samples, short[] pcm) {
        byte[] lost = codec.lost();
        if (lost.length == 0 || samples % codec.frameSamples() != 0 || context.freed()) {
            return concealment.conceal(samples, pcm);
        }
        try {
            int made = 0;
            while (made < samples) {
                for (int i = 0; i < lost.length; i++) {
                    NativeMemory.putByte(input + i, lost[i]);
                }
                int part = decodeInput(lost.length, pcm, made);
                if (part == 0) {
                    return concealment.conceal(samples, pcm);
                }
                made += part;
            }
            return made;
        } catch (CodecFailed _) {
            return concealment.conceal(samples, pcm); // its own will not do; ours always does
        }
    }

    /// Decodes what lies in {@code input} and writes from index {@code to}.
    private int decodeInput(int length, short[] pcm, int to) throws CodecFailed {
        NativeMemory.zero(input + length, PADDING);
        NativeMemory.putLong(context.packet() + PACKET_DATA, input);
        NativeMemory.putInt(context.packet() + PACKET_SIZE, length);
        int sent = Libav.sendPacket(context.context(), context.packet());
        int samples = 0;
        while (true) {
            int result = Libav.receiveFrame(context.context(), context.frame());
            if (result == Libav.AGAIN) {
                break;
            }
            if (result < 0) {
                throw CodecFailed.packet(codec.name() + ": not decodable (" + result + ")");
            }
            samples += read(pcm, to + samples);
        }
        if (sent < 0) {
            throw CodecFailed.packet(codec.name() + ": not decodable (" + sent + ")");
        }
        return samples;
    }

    private int read(short[] pcm, int to) throws CodecFailed {
        long frame = context.frame();
        int samples = NativeMemory.getInt(frame + FRAME_SAMPLES);
        int format = NativeMemory.getInt(frame + FRAME_FORMAT);
        int channels = NativeMemory.getInt(frame + FRAME_CHANNELS + LAYOUT_COUNT);
        if (samples < 0 || samples > pcm.length - to) {
            throw CodecFailed.packet(codec.name() + ": a frame of " + samples + " samples");
        }
        if (!Samples.known(format) || channels != 1 && !Samples.isPlanar(format)) {
            throw CodecFailed.call(codec.name() + ": " + channels + " channels, form " + format);
        }
        // of several channels the first, which lies by itself
        Samples.read(format, NativeMemory.getLong(frame + FRAME_DATA), pcm, to, samples);
        return samples;
    }

    @Override
    public void close() {
        if (!context.freed()) {
            context.free();
            NativeMemory.free(input);
        }
    }
}
