package org.dragoman.tests.bench.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.media.codec.SoundEncoder;

/// One codec by itself: encoding, or decoding what it encoded.
final class Alone implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final SoundEncoder encoder;
    private final SoundDecoder decoder;
    private final short[] voice;
    private final short[] pcm = new short[SoundDecoder.MOST_SAMPLES];
    private final MemorySegment packets;
    private final int[] lengths;
    private int next;

    Alone(Codecs codecs, Codec codec) throws CodecFailed {
        encoder = codecs.encoder(codec, 20);
        decoder = codecs.decoder(codec);
        int count = 150;
        voice = Voice.of(encoder.rateHz(), count * encoder.frameSamples());
        lengths = new int[count];
        packets = arena.allocate((long) count * SoundEncoder.MOST_BYTES);
        for (int i = 0; i < count; i++) {
            encode();
        }
    }

    private long step() {
        next = next + 1 == lengths.length ? 0 : next + 1;
        return (long) next * SoundEncoder.MOST_BYTES;
    }

    void encode() throws CodecFailed {
        long at = step();
        int from = next * encoder.frameSamples();
        lengths[next] = encoder.encode(voice, from, packets, at, SoundEncoder.MOST_BYTES);
    }

    void decode() throws CodecFailed {
        long at = step();
        decoder.decode(packets, at, lengths[next], pcm);
    }

    /// How many of our packets make 20 ms.
    double packetsIn20Millis() {
        return encoder.rateHz() / 50.0 / encoder.frameSamples();
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
        arena.close();
    }
}
