package org.dragoman.media.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// G.711 as a decoder and an encoder of packets, concealment by {@link Concealment}.
final class G711Sound {
    static final int RATE_HZ = 8_000;
    static final int MOST_MILLIS = 120;

    enum Law {
        A,
        MU
    }

    private G711Sound() {}

    static final class Decoder implements SoundDecoder {
        private final Law law;
        private final Concealment concealment = new Concealment(RATE_HZ);

        Decoder(Law law) {
            this.law = law;
        }

        @Override
        public int rateHz() {
            return RATE_HZ;
        }

        @Override
        public int decode(MemorySegment packet, long at, int length, short[] pcm)
                throws CodecFailed {
            if (length < 0 || length > pcm.length) {
                throw CodecFailed.packet("G.711: a packet of " + length + " samples");
            }
            if (law == Law.A) {
                for (int i = 0; i < length; i++) {
                    pcm[i] = (short) G711.expandA(packet.get(JAVA_BYTE, at + i));
                }
            } else {
                for (int i = 0; i < length; i++) {
                    pcm[i] = (short) G711.expandMu(packet.get(JAVA_BYTE, at + i));
                }
            }
            concealment.heard(pcm, length);
            return length;
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
        private final Law law;
        private final int frameSamples;

        Encoder(Law law, int packetMillis) {
            this.law = law;
            this.frameSamples = RATE_HZ / 1_000 * Math.clamp(packetMillis, 1, MOST_MILLIS);
        }

        @Override
        public int rateHz() {
            return RATE_HZ;
        }

        @Override
        public int frameSamples() {
            return frameSamples;
        }

        @Override
        public int encode(short[] pcm, int from, MemorySegment packet, long at, int room)
                throws CodecFailed {
            if (room < frameSamples) {
                throw CodecFailed.packet("G.711: no room for " + frameSamples + " bytes");
            }
            if (law == Law.A) {
                for (int i = 0; i < frameSamples; i++) {
                    packet.set(JAVA_BYTE, at + i, G711.compressA(pcm[from + i]));
                }
            } else {
                for (int i = 0; i < frameSamples; i++) {
                    packet.set(JAVA_BYTE, at + i, G711.compressMu(pcm[from + i]));
                }
            }
            return frameSamples;
        }

        @Override
        public void close() {
            // nothing is native
        }
    }
}
