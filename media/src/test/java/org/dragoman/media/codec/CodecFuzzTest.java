package org.dragoman.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.stream.Stream;
import org.dragoman.core.media.Codec;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a peer sends, a decoder answers with sound or {@link CodecFailed}, and goes on.
/// {@code -Ddragoman.fuzz=100000} gives each decoder so many random packets; 100,000 of each were
/// run before a change of the libraries.
class CodecFuzzTest {
    private static final int PACKETS = Integer.getInteger("dragoman.fuzz", 4_000);

    static Stream<Arguments> decoders() {
        return Stream.of(
                        Named.of("of the machine", Coders.MACHINE),
                        Named.of("of the bundle", Coders.BUNDLE))
                .flatMap(
                        machine ->
                                Coders.ALL.stream()
                                        .filter(codec -> machine.getPayload().decodes(codec))
                                        .map(codec -> Arguments.of(codec, machine)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("decoders")
    void random_packets_are_sound_or_refused(Codec codec, Codecs codecs) throws CodecFailed {
        var random = new Random(codec.hashCode());
        try (var arena = Arena.ofConfined();
                var decoder = codecs.decoder(codec)) {
            var packet = arena.allocate(1_500);
            for (int i = 0; i < PACKETS; i++) {
                int length = random.nextInt(5) == 0 ? random.nextInt(1_501) : random.nextInt(80);
                scatter(packet, length, random);
                hear(decoder, packet, length);
                if (random.nextInt(20) == 0) {
                    conceals(decoder, packet, length);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("decoders")
    void packets_cut_short_or_spoilt_are_sound_or_refused(Codec codec, Codecs codecs)
            throws CodecFailed {
        var random = new Random(codec.hashCode() + 1);
        try (var arena = Arena.ofConfined();
                var decoder = codecs.decoder(codec)) {
            var packet = arena.allocate(1_500);
            var spoilt = arena.allocate(1_500);
            int length = real(codecs, codec, packet);
            for (int cut = 0; cut <= length; cut++) {
                hear(decoder, packet, cut);
            }
            for (int i = 0; i < PACKETS; i++) {
                spoilt.copyFrom(packet);
                for (int flips = random.nextInt(4); flips >= 0; flips--) {
                    int at = random.nextInt(length);
                    byte flipped =
                            (byte) (spoilt.get(ValueLayout.JAVA_BYTE, at) ^ 1 << random.nextInt(8));
                    spoilt.set(ValueLayout.JAVA_BYTE, at, flipped);
                }
                hear(decoder, spoilt, random.nextInt(8) == 0 ? random.nextInt(length) : length);
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("decoders")
    void lengths_that_no_packet_has_are_refused(Codec codec, Codecs codecs) throws CodecFailed {
        try (var arena = Arena.ofConfined();
                var decoder = codecs.decoder(codec)) {
            var packet = arena.allocate(70_000);
            for (int length : new int[] {-1, Integer.MIN_VALUE, 6_000, 65_535}) {
                assertThat(hear(decoder, packet, length)).isNotPositive();
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("decoders")
    void what_is_closed_refuses_and_closes_again(Codec codec, Codecs codecs) throws CodecFailed {
        var decoder = codecs.decoder(codec);
        decoder.close();
        decoder.close();
        hear(decoder, Arena.ofAuto().allocate(100), 33);
        conceals(decoder, Arena.ofAuto().allocate(100), 33);
    }

    /// A payload that an encoder made; for a codec without one, zeros of a plausible length.
    private static int real(Codecs codecs, Codec codec, MemorySegment packet) throws CodecFailed {
        if (!codecs.encodes(codec)) {
            return codec.equals(Codec.GSM) ? 33 : 20;
        }
        try (var encoder = codecs.encoder(codec, 40)) {
            short[] speech = Signals.speech(encoder.rateHz(), encoder.rateHz(), 5);
            int bytes = 0;
            for (int i = 0; i + encoder.frameSamples() <= speech.length / 2; ) {
                bytes = encoder.encode(speech, i, packet, 0, 1_500);
                i += encoder.frameSamples();
            }
            return bytes;
        }
    }

    private static int hear(SoundDecoder decoder, MemorySegment packet, int length) {
        short[] pcm = new short[SoundDecoder.MOST_SAMPLES];
        try {
            int samples = decoder.decode(packet, 0, length, pcm);
            assertThat(samples).isBetween(0, pcm.length);
            return samples;
        } catch (CodecFailed e) {
            assertThat(e).hasMessageContaining(":");
            return -1;
        }
    }

    private static void conceals(SoundDecoder decoder, MemorySegment packet, int length) {
        short[] pcm = new short[SoundDecoder.MOST_SAMPLES];
        int samples = decoder.rateHz() / 50;
        assertThat(decoder.conceal(samples, pcm)).isEqualTo(samples);
        assertThat(decoder.recover(packet, 0, length, samples, pcm)).isEqualTo(samples);
    }

    private static void scatter(MemorySegment packet, int length, Random random) {
        for (int i = 0; i < length; i++) {
            packet.set(ValueLayout.JAVA_BYTE, i, (byte) random.nextInt());
        }
    }
}
