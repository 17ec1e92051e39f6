package org.dragoman.media.codec;

import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// L16 as a decoder and an encoder of packets: linear samples as they are, the higher byte first.
///
/// - Source: RFC 3551 §4.5.11.
final class L16Sound {
    static final int SAMPLE = 2; // bytes
    static final int MOST_MILLIS = 120; // of a packet

    private static final ValueLayout.OfShort BIG_ENDIAN =
            JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private L16Sound() {}

    static final class Decoder implements SoundDecoder {
        private final int rateHz;
        private final Concealment concealment;

        Decoder(int rateHz) {
            this.rateHz = rateHz;
            concealment = new Concealment(rateHz);
        }

        @Override
        public int rateHz() {
            return rateHz;
        }

        @Override
        public int decode(MemorySegment packet, long at, int length, short[] pcm)
                throws CodecFailed {
            int samples = length / SAMPLE;
            int most = rateHz / 1_000 * MOST_MILLIS;
            if (length < 0 || length % SAMPLE != 0 || samples > most) {
                throw CodecFailed.packet("L16: a packet of " + length + " bytes");
            }
            MemorySegment.copy(packet, BIG_ENDIAN, at, pcm, 0, samples);
            concealment.heard(pcm, samples);
            return samples;
        }

        @Override
        public int conceal(int samples, short[] pcm) {
            return concealment.conceal(samples, pcm);
        }

        @Override
        public void close() {
            // nothing is native
        }
    }

    static final class Encoder implements SoundEncoder {
        private final int rateHz;
        private final int frameSamples;

        /// A packet is as long as was asked for, or as there is room for.
        Encoder(int rateHz, int packetMillis) {
            this.rateHz = rateHz;
            int most = MOST_BYTES / SAMPLE / (rateHz / 100) * 10; // milliseconds, in tens
            frameSamples = rateHz / 1_000 * Math.clamp(packetMillis, 1, most);
        }

        @Override
        public int rateHz() {
            return rateHz;
        }

        @Override
        public int frameSamples() {
            return frameSamples;
        }

        @Override
        public int encode(short[] pcm, int from, MemorySegment packet, long at, int room)
                throws CodecFailed {
            int length = frameSamples * SAMPLE;
            if (room < length) {
                throw CodecFailed.packet("L16: no room for " + length + " bytes");
            }
            MemorySegment.copy(pcm, from, packet, BIG_ENDIAN, at, frameSamples);
            return length;
        }

        @Override
        public void close() {
            // nothing is native
        }
    }
}
