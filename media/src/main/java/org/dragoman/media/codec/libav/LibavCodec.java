package org.dragoman.media.codec.libav;

import java.util.Map;

/// One codec of the library, as a row of {@link LibavCodecs}.
///
/// @param name encoding name of RTP, upper case
/// @param decoder name in the library
/// @param encoder name in the library; empty: it has none
/// @param rateHz of the sound
/// @param frameSamples of one frame; 0: a frame may have any length
/// @param bitsPerSecond of the encoder; 0: it needs none to be named
/// @param codedBits bits per coded sample; 0: it needs none to be named
/// @param floats the encoder takes floating point
/// @param lost a frame in whose place the decoder conceals a lost one; empty: it knows none
record LibavCodec(
        String name,
        String decoder,
        String encoder,
        int rateHz,
        int frameSamples,
        long bitsPerSecond,
        int codedBits,
        boolean floats,
        Framing framing,
        Map<String, String> options,
        byte[] lost) {
    private static final byte[] NO_LOST = {};

    static LibavCodec of(
            String name, String decoder, String encoder, int rateHz, int frameSamples) {
        return new LibavCodec(
                name,
                decoder,
                encoder,
                rateHz,
                frameSamples,
                0,
                0,
                false,
                Framing.WHOLE,
                Map.of(),
                NO_LOST);
    }

    LibavCodec at(long bits) {
        return new LibavCodec(
                name,
                decoder,
                encoder,
                rateHz,
                frameSamples,
                bits,
                codedBits,
                floats,
                framing,
                options,
                lost);
    }

    LibavCodec coded(int bits) {
        return new LibavCodec(
                name,
                decoder,
                encoder,
                rateHz,
                frameSamples,
                bitsPerSecond,
                bits,
                floats,
                framing,
                options,
                lost);
    }

    LibavCodec inFloats() {
        return new LibavCodec(
                name,
                decoder,
                encoder,
                rateHz,
                frameSamples,
                bitsPerSecond,
                codedBits,
                true,
                framing,
                options,
                lost);
    }

    LibavCodec framed(Framing how) {
        return new LibavCodec(
                name,
                decoder,
                encoder,
                rateHz,
                frameSamples,
                bitsPerSecond,
                codedBits,
                floats,
                how,
                options,
                lost);
    }

    LibavCodec with(Map<String, String> more) {
        return new LibavCodec(
                name,
                decoder,
                encoder,
                rateHz,
                frameSamples,
                bitsPerSecond,
                codedBits,
                floats,
                framing,
                more,
                lost);
    }

    LibavCodec rate(int hz) {
        return new LibavCodec(
                name,
                decoder,
                encoder,
                hz,
                frameSamples,
                bitsPerSecond,
                codedBits,
                floats,
                framing,
                options,
                lost);
    }

    LibavCodec concealingBy(byte[] frame) {
        return new LibavCodec(
                name,
                decoder,
                encoder,
                rateHz,
                frameSamples,
                bitsPerSecond,
                codedBits,
                floats,
                framing,
                options,
                frame);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LibavCodec codec
                && name.equals(codec.name)
                && rateHz == codec.rateHz;
    }

    @Override
    public int hashCode() {
        return name.hashCode() + rateHz;
    }
}
