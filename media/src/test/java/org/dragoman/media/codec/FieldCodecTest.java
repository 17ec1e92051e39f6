package org.dragoman.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dragoman.core.media.Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What went wrong in the field with codecs, docs/field-bugs.md.
class FieldCodecTest {
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment packet = arena.allocate(1_500);
    private final short[] pcm = new short[SoundDecoder.MOST_SAMPLES];

    /// W5: whoever sends stereo is heard, whatever rate the listener has.
    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 24_000, 48_000})
    void w5_a_packet_of_opus_lasts_as_long_at_every_rate(int rateHz) throws CodecFailed {
        try (var encoder = Coders.MACHINE.encoder(Coders.OPUS, 20);
                var decoder = Coders.MACHINE.decoder(Coders.OPUS, rateHz)) {
            int bytes = encoder.encode(new short[960], 0, packet, 0, 1_276);
            assertThat(decoder.decode(packet, 0, bytes, pcm)).isEqualTo(decoder.rateHz() / 50);
        }
    }

    /// W5: an empty packet says nothing, and breaks nothing.
    @Test
    void w5_an_empty_packet_of_opus_is_a_pause() throws CodecFailed {
        for (var codecs : List.of(Coders.MACHINE, Coders.BUNDLE)) {
            try (var decoder = codecs.decoder(Coders.OPUS)) {
                assertThat(decoder.decode(packet, 0, 0, pcm)).isZero();
                assertThat(decoder.conceal(960, pcm)).isEqualTo(960);
            }
        }
    }

    /// W5: in a pause nothing is sent where the receiver wants that; the sound after it is whole.
    @Test
    void w5_discontinuous_transmission_leaves_gaps_and_nothing_is_lost() throws CodecFailed {
        var codec = Coders.OPUS.with("usedtx", "1");
        Coders.needsLibraryFor(codec);
        try (var encoder = Coders.MACHINE.encoder(codec, 20);
                var decoder = Coders.MACHINE.decoder(codec)) {
            int sent = 0;
            for (int i = 0; i < 100; i++) {
                int bytes = encoder.encode(new short[960], 0, packet, 0, 1_276);
                sent += bytes > 0 ? 1 : 0;
                if (bytes == 0) {
                    decoder.conceal(960, pcm);
                }
            }
            assertThat(sent).isBetween(1, 50);
            short[] tone = Signals.sine(1_004, 8_000, 48_000, 48_000);
            short[] heard = Coders.through(encoder, decoder, packet, tone);
            var fit = Signals.fit(1_004, heard, 48_000, 24_000, heard.length);
            assertThat(fit.levelDb(8_000)).isBetween(-1.0, 1.0);
        }
    }

    /// W5: packets of one length in, of another out; the encoder is given whole frames only.
    @ParameterizedTest
    @CsvSource({"10, 20", "60, 20", "20, 60", "40, 30", "30, 10"})
    void w5_packets_of_different_lengths_meet(int inMillis, int outMillis) throws CodecFailed {
        try (var first = Coders.MACHINE.encoder(Coders.OPUS, inMillis, 8_000);
                var decoder = Coders.MACHINE.decoder(Coders.OPUS, 8_000);
                var second = Coders.MACHINE.encoder(Codec.PCMU, outMillis)) {
            short[] tone = Signals.sine(1_004, 8_000, first.rateHz(), first.rateHz());
            short[] heard = Coders.through(first, decoder, packet, tone);
            assertThat(second.frameSamples()).isEqualTo(8 * outMillis);
            int at = 0;
            for (; at + second.frameSamples() <= heard.length; at += second.frameSamples()) {
                assertThat(second.encode(heard, at, packet, 0, 1_500)).isEqualTo(8 * outMillis);
            }
            assertThat(at).isGreaterThan(heard.length - second.frameSamples());
        }
    }

    /// W5: format parameters that are missing have their defaults, ones not understood are left.
    @Test
    void w5_missing_and_foreign_parameters_of_opus_do_no_harm() throws CodecFailed {
        for (var codec :
                List.of(
                        Coders.OPUS,
                        Coders.OPUS.with("maxaveragebitrate", "lots"),
                        Coders.OPUS.with("maxplaybackrate", "8000").with("stereo", "1"),
                        Coders.OPUS.with("maxaveragebitrate", "1"),
                        Coders.OPUS.with("x-google-start-bitrate", "800"))) {
            short[] out =
                    Coders.through(
                            Coders.MACHINE, codec, 20, Signals.sine(1_004, 8_000, 48_000, 24_000));
            assertThat(out.length).isEqualTo(24_000);
        }
    }

    /// RFC 7587 §3.3: the packet after a lost one carries a coarse copy of it.
    @Test
    void a_lost_packet_of_opus_comes_back_from_the_next_one() throws CodecFailed {
        Coders.needsLibraryFor(Coders.OPUS);
        double copied = afterLosses(Coders.OPUS.with("useinbandfec", "1"), true);
        double concealed = afterLosses(Coders.OPUS.with("useinbandfec", "1"), false);
        assertThat(copied).as("noise in dB below speech").isGreaterThan(concealed + 1.5);
    }

    /// The likeness of what is heard with every eighth packet lost to what is heard without loss.
    private double afterLosses(Codec codec, boolean copies) throws CodecFailed {
        short[] speech = Signals.speech(16_000, 160_000, 4);
        double noise = 0;
        double signal = 0;
        try (var encoder = Coders.MACHINE.encoder(codec, 20, 16_000);
                var whole = Coders.MACHINE.decoder(codec, 16_000);
                var lossy = Coders.MACHINE.decoder(codec, 16_000)) {
            short[] full = new short[SoundDecoder.MOST_SAMPLES];
            boolean lost = false;
            for (int i = 0; i + 320 <= speech.length; i += 320) {
                int bytes = encoder.encode(speech, i, packet, 0, 1_276);
                if (lost) {
                    if (copies) {
                        lossy.recover(packet, 0, bytes, 320, pcm);
                    } else {
                        lossy.conceal(320, pcm);
                    }
                    for (int j = 0; j < 320; j++) {
                        noise += Math.pow(pcm[j] - full[j], 2);
                        signal += Math.pow(full[j], 2);
                    }
                }
                whole.decode(packet, 0, bytes, full);
                lost = i / 320 % 8 == 5;
                if (!lost) {
                    lossy.decode(packet, 0, bytes, pcm);
                }
            }
        }
        return Signals.db(signal / noise);
    }

    /// R2: a decoder of 8 kHz hears the narrow band of wideband frames, at the right pace.
    @Test
    void r2_wideband_speex_into_a_narrowband_decoder_is_no_noise() throws CodecFailed {
        for (var codecs : List.of(Coders.MACHINE, Coders.BUNDLE)) {
            try (var wide = codecs.encoder(Coders.SPEEX_WIDE, 20);
                    var narrow = codecs.decoder(Coders.SPEEX)) {
                short[] in = Signals.sine(1_004, 8_000, 16_000, 16_000);
                short[] heard = Coders.through(wide, narrow, packet, in);
                assertThat(heard.length).isEqualTo(8_000);
                var fit = Signals.fit(1_004, heard, 8_000, 3_000, 8_000);
                assertThat(fit.noiseRatioDb()).isGreaterThan(10);
            }
        }
    }

    /// R3: what cannot be coded is told at the start, with what to do about it.
    @Test
    void r3_codecs_that_are_missing_are_told() {
        assertThat(Coders.MACHINE.decodes(Codec.G729)).isTrue();
        assertThat(Coders.MACHINE.encodes(Codec.G729)).isFalse();
        assertThat(Coders.MACHINE.explain()).anyMatch(line -> line.contains("G.729"));
        assertThat(Coders.BUNDLE.encodes(Codec.GSM)).isFalse();
        assertThat(Coders.MACHINE.encodes(Coders.NELLYMOSER)).isTrue();
        assertThat(Coders.MACHINE.encodes(Coders.SPEEX_WIDE)).isTrue();
    }

    /// The library's G.726 of 40 kbit/s is its own: what spandsp 0.0.6 encodes comes out 8 dB worse
    /// than in spandsp's decoder, and the other way round as noise. So it is passed through only.
    @Test
    void g726_at_40_kbit_is_left_alone() {
        assertThat(Coders.MACHINE.decodes(Codec.of("G726-40", 8_000))).isFalse();
        assertThat(Coders.MACHINE.encodes(Codec.of("AAL2-G726-40", 8_000))).isFalse();
        assertThat(Coders.MACHINE.explain()).anyMatch(line -> line.contains("G.726"));
    }

    /// H28: comfort noise of Annex B at a packet's end is no sound, and spoils none.
    @Test
    void h28_comfort_noise_of_g729b_is_understood() throws CodecFailed {
        try (var decoder = Coders.MACHINE.decoder(Codec.G729)) {
            assertThat(decoder.decode(packet, 0, 20, pcm)).isEqualTo(160);
            assertThat(decoder.decode(packet, 0, 12, pcm)).isEqualTo(80);
            assertThat(decoder.decode(packet, 0, 2, pcm)).isZero();
            assertThat(decoder.decode(packet, 0, 10, pcm)).isEqualTo(80);
        }
    }

    /// Concealment of every codec: as loud as before at first, silent or nearly so in the end.
    @ParameterizedTest
    @ValueSource(
            strings = {"PCMA", "G722", "G726-32", "G723", "GSM", "SPEEX", "OPUS", "AMR", "G729"})
    void lost_packets_fade_away(String name) throws CodecFailed {
        var codec = name.equals("OPUS") ? Coders.OPUS : Codec.of(name, 8_000);
        if (codec.equals(Codec.GSM)) {
            Coders.needsLibraryFor(codec);
        }
        try (var decoder = Coders.MACHINE.decoder(codec)) {
            var payloads = voiced(codec);
            int samples = 0;
            for (byte[] payload : payloads) {
                MemorySegment.copy(payload, 0, packet, ValueLayout.JAVA_BYTE, 0, payload.length);
                samples = decoder.decode(packet, 0, payload.length, pcm);
            }
            double before = Signals.power(pcm, 0, samples);
            int lost = decoder.rateHz() / 1_000 * (name.equals("G723") ? 30 : 20);
            decoder.conceal(lost, pcm);
            double first = Signals.power(pcm, 0, lost);
            for (int i = 0; i < 25; i++) {
                decoder.conceal(lost, pcm);
            }
            double last = Signals.power(pcm, 0, lost);
            assertThat(Signals.db(first / before)).as("at once").isBetween(-8.0, 4.0);
            assertThat(Signals.db((last + 1) / before)).as("half a second later").isLessThan(-15);
        }
    }

    private List<byte[]> voiced(Codec codec) throws CodecFailed {
        if (!Coders.MACHINE.encodes(codec)) {
            return golden(codec);
        }
        var payloads = new ArrayList<byte[]>();
        try (var encoder = Coders.MACHINE.encoder(codec, 20)) {
            short[] voice = new short[encoder.rateHz()];
            for (int i = 0; i < voice.length; i++) {
                double sum = 0;
                for (int h = 1; h <= 8; h++) {
                    sum += Math.sin(2 * Math.PI * 140 * h * i / encoder.rateHz() + h) / h;
                }
                voice[i] = (short) (5_000 * sum);
            }
            for (int i = 0; i + encoder.frameSamples() <= voice.length; ) {
                int bytes = encoder.encode(voice, i, packet, 0, 1_500);
                payloads.add(packet.asSlice(0, bytes).toArray(ValueLayout.JAVA_BYTE));
                i += encoder.frameSamples();
            }
        }
        return payloads;
    }

    /// The loud beginning of the golden speech.
    private static List<byte[]> golden(Codec codec) {
        assertThat(codec.name()).isEqualTo("G729");
        return GoldenPayloads.of("g729").subList(0, GoldenPayloads.LOUD);
    }

    /// Packets that arrive twice, late, or not at all leave every decoder able to go on.
    @Test
    void loss_and_repetition_leave_the_sound_within_bounds() throws CodecFailed {
        var random = new Random(9);
        for (var codec : Coders.ALL) {
            if (!Coders.MACHINE.encodes(codec)) {
                continue;
            }
            try (var encoder = Coders.MACHINE.encoder(codec, 20);
                    var decoder = Coders.MACHINE.decoder(codec)) {
                short[] speech = Signals.speech(encoder.rateHz(), 2 * encoder.rateHz(), 3);
                for (int i = 0; i + encoder.frameSamples() <= speech.length; ) {
                    int bytes = encoder.encode(speech, i, packet, 0, 1_500);
                    i += encoder.frameSamples();
                    int fate = random.nextInt(10);
                    if (fate < 2) {
                        assertThat(decoder.conceal(encoder.frameSamples(), pcm)).isPositive();
                    } else {
                        assertThat(decoder.decode(packet, 0, bytes, pcm)).isPositive();
                    }
                    if (fate == 2) {
                        assertThat(decoder.decode(packet, 0, bytes, pcm)).isPositive();
                    }
                }
            }
        }
    }
}
