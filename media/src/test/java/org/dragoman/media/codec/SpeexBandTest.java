package org.dragoman.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sound of 8 kHz in streams of wideband Speex, which is coded without the upper band: what others
/// make of it (libspeex's wideband decoder, and FFmpeg), and what is made of others'.
class SpeexBandTest {
    private static final double AMPLITUDE = 8_000;
    private static final int NARROW_HZ = 8_000;
    private static final int WIDE_HZ = 16_000;

    @BeforeEach
    void needsTheLibrary() {
        Coders.needsLibraryFor(Coders.SPEEX_WIDE);
    }

    @ParameterizedTest(name = "{0} ms")
    @ValueSource(ints = {20, 60})
    void decoders_of_wideband_hear_it(int packetMillis) throws CodecFailed {
        for (var far : List.of(Coders.MACHINE, Coders.BUNDLE)) {
            try (var arena = Arena.ofConfined();
                    var encoder =
                            Coders.MACHINE.encoder(Coders.SPEEX_WIDE, packetMillis, NARROW_HZ);
                    var decoder = far.decoder(Coders.SPEEX_WIDE)) {
                assertThat(encoder.rateHz()).isEqualTo(NARROW_HZ);
                assertThat(encoder.frameSamples()).isEqualTo(NARROW_HZ / 1_000 * packetMillis);
                assertThat(decoder.rateHz()).isEqualTo(WIDE_HZ);
                short[] said = Signals.sine(1_004, AMPLITUDE, NARROW_HZ, 6_000);
                short[] heard = Coders.through(encoder, decoder, arena.allocate(1_500), said);
                assertThat(heard.length).isGreaterThan(WIDE_HZ / 2);
                var fit = Signals.fit(1_004, heard, WIDE_HZ, heard.length / 3, heard.length);
                assertThat(fit.levelDb(AMPLITUDE)).as("level").isCloseTo(0, within(0.4));
                assertThat(fit.noiseRatioDb()).as("noise").isGreaterThan(20);
            }
        }
    }

    @Test
    void speech_keeps_its_loudness_there() throws CodecFailed {
        try (var arena = Arena.ofConfined();
                var encoder = Coders.MACHINE.encoder(Coders.SPEEX_WIDE, 20, NARROW_HZ);
                var decoder = Coders.BUNDLE.decoder(Coders.SPEEX_WIDE)) {
            short[] said = Signals.speech(NARROW_HZ, 3 * NARROW_HZ, 11);
            short[] heard = Coders.through(encoder, decoder, arena.allocate(1_500), said);
            assertThat(Signals.envelopeDistanceDb(said, NARROW_HZ, heard, WIDE_HZ)).isLessThan(2.5);
        }
    }

    @Test
    void the_lower_band_of_others_wideband_is_heard_alone() throws Exception {
        try (var arena = Arena.ofConfined();
                var decoder = Coders.MACHINE.decoder(Coders.SPEEX_WIDE, NARROW_HZ)) {
            assertThat(decoder.rateHz()).isEqualTo(NARROW_HZ);
            var packet = arena.allocate(1_500);
            short[] pcm = new short[SoundDecoder.MOST_SAMPLES];
            short[] heard = new short[2 * NARROW_HZ];
            int made = 0;
            for (byte[] payload : GoldenPayloads.of("speex-16000")) {
                MemorySegment.copy(payload, 0, packet, ValueLayout.JAVA_BYTE, 0, payload.length);
                int samples = decoder.decode(packet, 0, payload.length, pcm);
                System.arraycopy(pcm, 0, heard, made, samples);
                made += samples;
            }
            short[] said = Signals.speech(NARROW_HZ, NARROW_HZ, 21);
            assertThat(made).isBetween(said.length * 95 / 100, said.length * 105 / 100);
            assertThat(
                            Signals.envelopeDistanceDb(
                                    said, NARROW_HZ, Arrays.copyOf(heard, made), NARROW_HZ))
                    .isLessThan(2.5);
        }
    }

    @Test
    void a_lost_packet_is_concealed_at_that_rate() throws CodecFailed {
        try (var decoder = Coders.MACHINE.decoder(Coders.SPEEX_WIDE, NARROW_HZ)) {
            assertThat(decoder.conceal(160, new short[SoundDecoder.MOST_SAMPLES])).isEqualTo(160);
        }
    }
}
