package org.dragoman.media.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.media.Codec;

/// G.711 of our own, and two codecs that exist in tests alone: one whose bytes are the upper half
/// of each sample, and one that fails.
public final class TestCodecs {
    private static final AtomicInteger OPEN = new AtomicInteger();

    private TestCodecs() {}

    public static Codecs with(Codec shifted, Codec failing) {
        return new Codecs(List.of(new OwnCodecs(), new Source(shifted, failing)));
    }

    /// Decoders and encoders that were opened and not closed.
    public static int open() {
        return OPEN.get();
    }

    private record Source(Codec shifted, Codec failing) implements CodecSource {
        @Override
        public boolean decodes(Codec codec) {
            return codec.equals(shifted) || codec.equals(failing);
        }

        @Override
        public boolean encodes(Codec codec) {
            return decodes(codec);
        }

        @Override
        public SoundDecoder decoder(Codec codec, int wantedRateHz) {
            return new Decoder();
        }

        @Override
        public SoundEncoder encoder(Codec codec, int packetMillis, int wantedRateHz) {
            return new Encoder(packetMillis, codec.equals(failing));
        }

        @Override
        public List<String> explain() {
            return List.of();
        }
    }

    private abstract static class Counted {
        private boolean closed;

        Counted() {
            OPEN.incrementAndGet();
        }

        public void close() {
            if (!closed) {
                closed = true;
                OPEN.decrementAndGet();
            }
        }
    }

    private static final class Decoder extends Counted implements SoundDecoder {
        @Override
        public int rateHz() {
            return 8_000;
        }

        @Override
        public int decode(MemorySegment packet, long at, int length, short[] pcm) {
            for (int i = 0; i < length; i++) {
                pcm[i] = (short) (packet.get(JAVA_BYTE, at + i) << 8);
            }
            return length;
        }

        @Override
        public int conceal(int samples, short[] pcm) {
            java.util.Arrays.fill(pcm, 0, samples, (short) 0);
            return samples;
        }
    }

    private static final class Encoder extends Counted implements SoundEncoder {
        private final int frameSamples;
        private final boolean fails;

        Encoder(int packetMillis, boolean fails) {
            frameSamples = 8 * packetMillis;
            this.fails = fails;
        }

        @Override
        public int rateHz() {
            return 8_000;
        }

        @Override
        public int frameSamples() {
            return frameSamples;
        }

        @Override
        public int encode(short[] pcm, int from, MemorySegment packet, long at, int room)
                throws CodecFailed {
            if (fails) {
                throw CodecFailed.call("X-FAILING cannot go on");
            }
            for (int i = 0; i < frameSamples; i++) {
                packet.set(JAVA_BYTE, at + i, (byte) (pcm[from + i] >> 8));
            }
            return frameSamples;
        }
    }
}
