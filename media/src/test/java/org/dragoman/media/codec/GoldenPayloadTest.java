package org.dragoman.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.dragoman.core.media.Codec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Payloads that other programs encoded; each file names its program. The sound they were made of
/// is {@code Signals.speech(rate, rate, 21)}.
class GoldenPayloadTest {
    /// @param speechDb how far the loudness of what is decoded may stray from the sound's
    /// @param noiseDb how far below the sound the difference must lie, at the best delay
    /// @param inexact our encoder must say the very same, but for so many bytes of a hundred
    record Golden(String file, Codec codec, double speechDb, double noiseDb, int inexact) {
        @Override
        public String toString() {
            return file;
        }
    }

    private static final int ANY =
            101; // an encoder may choose; the library's G.726 is not bit-exact

    static final List<Golden> GOLDEN =
            List.of(
                    new Golden("g722", Codec.G722, 1.5, 20, 0),
                    new Golden("g726-16", Codec.of("G726-16", 8_000), 2, 8, ANY),
                    new Golden("g726-24", Codec.of("G726-24", 8_000), 2, 10, ANY),
                    new Golden("g726-32", Coders.G726, 1.5, 11, ANY),
                    new Golden("aal2-g726-32", Codec.of("AAL2-G726-32", 8_000), 1.5, 11, ANY),
                    new Golden("g723", Codec.G723, 2, 6, ANY),
                    new Golden("g729", Codec.G729, 2.5, 3, ANY),
                    new Golden("gsm", Codec.GSM, 1.5, 6, 0),
                    new Golden("speex-8000", Coders.SPEEX, 1.5, 4, ANY),
                    new Golden("speex-8000-three-frames", Coders.SPEEX, 1.5, 4, ANY),
                    new Golden("speex-16000", Coders.SPEEX_WIDE, 2.5, 6, ANY),
                    new Golden("opus", Coders.OPUS, 2.5, 6, ANY),
                    new Golden("opus-stereo", Coders.OPUS, 2.5, 6, ANY),
                    new Golden("amr", Coders.AMR, 2.5, 4, ANY),
                    new Golden(
                            "amr-octet-aligned", Coders.AMR.with("octet-align", "1"), 2.5, 4, ANY));

    @ParameterizedTest(name = "{0}")
    @FieldSource("GOLDEN")
    void what_others_encoded_sounds_as_it_was(Golden golden) throws Exception {
        for (var codecs : List.of(Coders.MACHINE, Coders.BUNDLE)) {
            try (var arena = Arena.ofConfined();
                    var decoder = codecs.decoder(golden.codec())) {
                short[] heard =
                        decoded(decoder, arena.allocate(1_500), GoldenPayloads.of(golden.file()));
                int rateHz = decoder.rateHz();
                short[] said = Signals.speech(rateHz, rateHz, 21);
                assertThat(heard.length).isBetween(said.length * 95 / 100, said.length * 105 / 100);
                assertThat(Signals.envelopeDistanceDb(said, rateHz, heard, rateHz))
                        .as("loudness")
                        .isLessThan(golden.speechDb());
                assertThat(noiseDb(said, heard, rateHz))
                        .as("noise")
                        .isGreaterThan(golden.noiseDb());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("GOLDEN")
    void where_the_standard_says_every_bit_we_encode_the_same(Golden golden) throws Exception {
        for (var codecs : List.of(Coders.MACHINE, Coders.BUNDLE)) {
            if (golden.inexact() < ANY && codecs.encodes(golden.codec())) {
                assertThat(differences(codecs, golden)).isLessThanOrEqualTo(golden.inexact());
            }
        }
    }

    /// In a hundred bytes.
    private static int differences(Codecs codecs, Golden golden) throws Exception {
        try (var arena = Arena.ofConfined();
                var encoder = codecs.encoder(golden.codec(), 20)) {
            var packet = arena.allocate(1_500);
            short[] said = Signals.speech(encoder.rateHz(), encoder.rateHz(), 21);
            int different = 0;
            int all = 0;
            int from = 0;
            for (byte[] theirs : GoldenPayloads.of(golden.file())) {
                int length = encoder.encode(said, from, packet, 0, 1_500);
                assertThat(length).isEqualTo(theirs.length);
                for (int i = 0; i < length; i++) {
                    different += packet.get(ValueLayout.JAVA_BYTE, i) == theirs[i] ? 0 : 1;
                }
                all += length;
                from += encoder.frameSamples();
            }
            return (different * 100 + all - 1) / all;
        }
    }

    private static short[] decoded(
            SoundDecoder decoder, MemorySegment packet, List<byte[]> payloads) throws CodecFailed {
        short[] pcm = new short[SoundDecoder.MOST_SAMPLES];
        short[] all = new short[2 * decoder.rateHz()];
        int made = 0;
        for (byte[] payload : payloads) {
            MemorySegment.copy(payload, 0, packet, ValueLayout.JAVA_BYTE, 3, payload.length);
            int samples = decoder.decode(packet, 3, payload.length, pcm);
            System.arraycopy(pcm, 0, all, made, samples);
            made += samples;
        }
        return Arrays.copyOf(all, made);
    }

    /// At the delay, up to 40 ms, where the two differ least.
    private static double noiseDb(short[] said, short[] heard, int rateHz) {
        double best = Double.NEGATIVE_INFINITY;
        for (int delay = 0; delay < rateHz / 25; delay++) {
            double noise = 1;
            double signal = 1;
            for (int i = rateHz / 5; i < said.length && i + delay < heard.length; i++) {
                noise += Math.pow(heard[i + delay] - said[i], 2);
                signal += Math.pow(said[i], 2);
            }
            best = Math.max(best, Signals.db(signal / noise));
        }
        return best;
    }
}
