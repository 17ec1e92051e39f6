package org.dragoman.media.codec.libav;

import java.util.Map;
import java.util.function.Consumer;

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
        return with(d -> d.bitsPerSecond = bits);
    }

    LibavCodec coded(int bits) {
        return with(d -> d.codedBits = bits);
    }

    LibavCodec inFloats() {
        return with(d -> d.floats = true);
    }

    LibavCodec framed(Framing how) {
        return with(d -> d.framing = how);
    }

    LibavCodec rate(int hz) {
        return with(d -> d.rateHz = hz);
    }

    LibavCodec concealingBy(byte[] frame) {
        return with(d -> d.lost = frame);
    }

    private LibavCodec with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return new LibavCodec(
                name,
                decoder,
                encoder,
                draft.rateHz,
                frameSamples,
                draft.bitsPerSecond,
                draft.codedBits,
                draft.floats,
                draft.framing,
                options,
                draft.lost);
    }

    /// What rows differ in, beside what they are made of.
    private static final class Draft {
        private int rateHz;
        private long bitsPerSecond;
        private int codedBits;
        private boolean floats;
        private Framing framing;
        private byte[] lost;

        Draft(LibavCodec of) {
            rateHz = of.rateHz;
            bitsPerSecond = of.bitsPerSecond;
            codedBits = of.codedBits;
            floats = of.floats;
            framing = of.framing;
            lost = of.lost;
        }
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
