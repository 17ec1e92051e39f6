package org.dragoman.tests.bench.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.media.codec.SoundEncoder;

/// Our decoder of one codec and our encoder of another, a packet at a time, over and over.
final class Ours implements Work, AutoCloseable {
    private static final int PACKETS = 250; // five seconds of sound

    private final Arena arena = Arena.ofConfined();
    private final SoundDecoder decoder;
    private final SoundEncoder encoder;
    private final MemorySegment packets;
    private final int[] lengths = new int[PACKETS];
    private final MemorySegment out = arena.allocate(SoundEncoder.MOST_BYTES);
    private final short[] pcm = new short[SoundDecoder.MOST_SAMPLES];
    private int next;

    /// Both at one rate, so that nothing is resampled.
    Ours(Codecs codecs, Codec from, Codec to, int rateHz) throws CodecFailed {
        decoder = codecs.decoder(from, rateHz);
        encoder = codecs.encoder(to, 20, rateHz);
        packets = arena.allocate((long) PACKETS * SoundEncoder.MOST_BYTES);
        try (var first = codecs.encoder(from, 20, rateHz)) {
            short[] voice = Voice.of(first.rateHz(), PACKETS * first.frameSamples());
            for (int i = 0; i < PACKETS; i++) {
                long at = (long) i * SoundEncoder.MOST_BYTES;
                lengths[i] =
                        first.encode(
                                voice,
                                i * first.frameSamples(),
                                packets,
                                at,
                                SoundEncoder.MOST_BYTES);
            }
        }
    }

    @Override
    public void packet() throws CodecFailed {
        next = next + 1 == PACKETS ? 0 : next + 1;
        decoder.decode(packets, (long) next * SoundEncoder.MOST_BYTES, lengths[next], pcm);
        encoder.encode(pcm, 0, out, 0, SoundEncoder.MOST_BYTES);
    }

    @Override
    public void close() {
        decoder.close();
        encoder.close();
        arena.close();
    }
}
