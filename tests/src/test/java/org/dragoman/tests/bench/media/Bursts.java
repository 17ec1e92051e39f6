package org.dragoman.tests.bench.media;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;

/// A second of sound in packets of 20 ms, again and again: silence, and a burst of a tone, by
/// whose beginning the delay of a way is measured.
///
/// - {@code packets}: {@link #PACKETS} of them.
record Bursts(List<byte[]> packets) {
    static final int PACKETS = 50;
    static final int MILLIS = 20;

    /// The packet in which the tone begins.
    static final int BEGINS = 40;

    private static final int HERTZ = 1_000;
    private static final int AMPLITUDE = 12_000;
    private static final int LOUD = 1_500; // mean amplitude of a packet that the tone is in
    private static final int WARM_UP = 2; // seconds: an encoder's beginning is like no other

    static Bursts of(Codec codec) throws CodecFailed {
        try (var encoder = Codecs.ofThisMachine().encoder(codec, MILLIS)) {
            var packets = new ArrayList<byte[]>();
            int samples = encoder.frameSamples();
            byte[] coded = new byte[2_048];
            var memory = MemorySegment.ofArray(coded);
            for (int i = 0; i < WARM_UP * PACKETS; i++) {
                boolean loud = i % PACKETS >= BEGINS;
                short[] pcm = loud ? tone(samples, encoder.rateHz()) : new short[samples];
                int length = encoder.encode(pcm, 0, memory, 0, coded.length);
                packets.add(Arrays.copyOf(coded, length));
            }
            return new Bursts(packets.subList((WARM_UP - 1) * PACKETS, WARM_UP * PACKETS));
        }
    }

    private static short[] tone(int samples, int rateHz) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) (AMPLITUDE * Math.sin(2 * Math.PI * HERTZ * i / rateHz));
        }
        return pcm;
    }

    static boolean isLoud(short[] pcm, int samples) {
        long sum = 0;
        for (int i = 0; i < samples; i++) {
            sum += Math.abs(pcm[i]);
        }
        return sum > (long) LOUD * samples;
    }
}
