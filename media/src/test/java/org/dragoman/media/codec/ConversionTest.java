package org.dragoman.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.core.media.Codec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Sound through each codec and through each pair of codecs: level, noise and response of tones,
/// and the loudness of something like speech, against a stated limit for each codec.
class ConversionTest {
    private static final double AMPLITUDE = 8_000; // -12 dBFS

    /// Not in step with any frame: a tone that is would meet the same bits again and again.
    private static final double[] SWEEP = {304, 507, 1_004, 1_703, 2_513, 3_007, 3_389};

    /// What every pair is tried with, beside its tone of 1004 Hz.
    private static final double[] PAIR_SWEEP = {304, 2_513};

    /// @param levelDb how far a tone of 1004 Hz may come out louder or softer
    /// @param noiseDb how far below that tone everything else must lie
    /// @param responseDb how far a tone of the sweep may come out louder or softer
    /// @param highestHz that the sweep goes to
    /// @param speechDb how far the loudness of speech may stray in the mean
    record Limit(
            Codec codec,
            double levelDb,
            double noiseDb,
            double responseDb,
            double highestHz,
            double speechDb) {
        @Override
        public String toString() {
            return codec + " " + codec.parameters();
        }
    }

    static final List<Limit> LIMITS =
            List.of(
                    new Limit(Codec.PCMU, 0.1, 33, 0.1, 3_400, 0.2),
                    new Limit(Codec.PCMA, 0.1, 33, 0.1, 3_400, 0.2),
                    new Limit(Coders.L16, 0.01, 60, 0.01, 3_400, 0.1),
                    new Limit(Coders.L16_WIDE, 0.01, 60, 0.01, 3_400, 0.1),
                    new Limit(Codec.G722, 0.1, 33, 0.1, 3_400, 1.5),
                    new Limit(Coders.G726, 0.1, 28, 0.1, 3_400, 1),
                    new Limit(Codec.of("G726-16", 8_000), 0.2, 18, 0.3, 3_400, 1.5),
                    new Limit(Codec.of("G726-24", 8_000), 0.1, 23, 0.1, 3_400, 1.5),
                    new Limit(Codec.of("AAL2-G726-32", 8_000), 0.1, 28, 0.1, 3_400, 1),
                    // vocoders are made for voices: tones tell that nothing is broken, no more
                    new Limit(Codec.G723, 0.8, 20, 1, 3_400, 2),
                    new Limit(Codec.GSM, 1.2, 15, 5, 3_400, 1),
                    new Limit(Coders.SPEEX, 0.4, 20, 0.5, 3_400, 1.5),
                    new Limit(Coders.SPEEX_WIDE, 0.2, 22, 0.3, 3_400, 2.5),
                    new Limit(Codec.of("SPEEX", 32_000), 0.2, 22, 0.3, 3_400, 2.5),
                    new Limit(Coders.OPUS, 0.3, 22, 0.6, 3_400, 2.5),
                    new Limit(Coders.AMR, 0.8, 20, 1, 3_400, 2.5),
                    new Limit(Coders.AMR.with("octet-align", "1"), 0.8, 20, 1, 3_400, 2.5),
                    // its bits go to the strongest bands: the upper ones come and go
                    new Limit(Coders.NELLYMOSER, 1.4, 12, 1.5, 1_100, 2.5),
                    new Limit(Coders.NELLYMOSER_WIDE, 0.3, 18, 0.5, 2_600, 2.5));

    record Pair(Limit from, Limit to) {
        @Override
        public String toString() {
            return from + " to " + to;
        }
    }

    static final List<Pair> PAIRS = pairs();

    private static List<Pair> pairs() {
        var pairs = new ArrayList<Pair>();
        for (var from : LIMITS) {
            for (var to : LIMITS) {
                pairs.add(new Pair(from, to));
            }
        }
        return pairs;
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("LIMITS")
    void a_tone_keeps_its_level_and_stays_clean(Limit limit) throws CodecFailed {
        for (var codecs : machines(limit.codec())) {
            int rateHz = rateHz(codecs, limit.codec());
            var fit = tone(codecs, limit.codec(), 1_004, rateHz);
            assertThat(fit.levelDb(AMPLITUDE)).as("level").isCloseTo(0, within(limit.levelDb()));
            assertThat(fit.noiseRatioDb()).as("noise").isGreaterThan(limit.noiseDb());
        }
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("LIMITS")
    void the_band_of_telephony_passes(Limit limit) throws CodecFailed {
        for (var codecs : machines(limit.codec())) {
            int rateHz = rateHz(codecs, limit.codec());
            for (double hz : SWEEP) {
                if (hz <= limit.highestHz()) {
                    assertThat(tone(codecs, limit.codec(), hz, rateHz).levelDb(AMPLITUDE))
                            .as("%.0f Hz", hz)
                            .isCloseTo(0, within(limit.responseDb()));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("LIMITS")
    void speech_keeps_its_loudness(Limit limit) throws CodecFailed {
        for (var codecs : machines(limit.codec())) {
            int rateHz = rateHz(codecs, limit.codec());
            short[] in = Signals.speech(rateHz, 3 * rateHz, 11);
            short[] out = Coders.through(codecs, limit.codec(), 20, in);
            assertThat(Signals.envelopeDistanceDb(in, rateHz, out, rateHz))
                    .isLessThan(limit.speechDb());
        }
    }

    /// As a call has it: decoded, brought to the other's rate, encoded, and decoded over there.
    @ParameterizedTest(name = "{0}")
    @FieldSource("PAIRS")
    void every_pair_converts(Pair pair) throws CodecFailed {
        var from = pair.from();
        var to = pair.to();
        needs(from.codec());
        needs(to.codec());
        var fit = tone(pair, 1_004);
        assertThat(fit.levelDb(AMPLITUDE))
                .as("level")
                .isCloseTo(0, within(from.levelDb() + to.levelDb() + 0.1));
        double noise = Math.min(from.noiseDb(), to.noiseDb()) - 5;
        assertThat(fit.noiseRatioDb()).as("noise").isGreaterThan(noise);
        double highestHz = Math.min(inPairHz(from), inPairHz(to));
        for (double hz : PAIR_SWEEP) {
            if (hz <= highestHz) {
                assertThat(tone(pair, hz).levelDb(AMPLITUDE))
                        .as("%.0f Hz", hz)
                        .isCloseTo(0, within(from.responseDb() + to.responseDb() + 0.2));
            }
        }
        int fromHz = rateHz(Coders.MACHINE, from.codec());
        int toHz = rateHz(Coders.MACHINE, to.codec());
        short[] said = Signals.speech(fromHz, fromHz, 11);
        double resampled = fromHz == toHz ? 0.5 : 1.5; // it comes a little later then
        assertThat(Signals.envelopeDistanceDb(said, fromHz, through(pair, said), toHz))
                .as("loudness of speech")
                .isLessThan(from.speechDb() + to.speechDb() + resampled);
    }

    /// GSM loses high tones that another codec has touched, which no voice has alone.
    private static double inPairHz(Limit limit) {
        return limit.codec().equals(Codec.GSM) ? 1_100 : limit.highestHz();
    }

    private static Signals.Fit tone(Pair pair, double hz) throws CodecFailed {
        int fromHz = rateHz(Coders.MACHINE, pair.from().codec());
        int toHz = rateHz(Coders.MACHINE, pair.to().codec());
        var there = through(pair, Signals.sine(hz, AMPLITUDE, fromHz, fromHz * 6 / 10));
        assertThat(there.length).isGreaterThan(toHz / 2);
        return Signals.fit(hz, there, toHz, there.length / 3, there.length);
    }

    private static short[] through(Pair pair, short[] in) throws CodecFailed {
        int fromHz = rateHz(Coders.MACHINE, pair.from().codec());
        int toHz = rateHz(Coders.MACHINE, pair.to().codec());
        var heard = Coders.through(Coders.MACHINE, pair.from().codec(), 20, in);
        var brought = Coders.resampled(heard, fromHz, toHz);
        return Coders.through(Coders.MACHINE, pair.to().codec(), 20, brought);
    }

    private static Signals.Fit tone(Codecs codecs, Codec codec, double hz, int rateHz)
            throws CodecFailed {
        short[] in = Signals.sine(hz, AMPLITUDE, rateHz, rateHz * 6 / 10);
        short[] out = Coders.through(codecs, codec, 20, in);
        return Signals.fit(hz, out, rateHz, out.length / 3, out.length);
    }

    private static int rateHz(Codecs codecs, Codec codec) throws CodecFailed {
        try (var encoder = codecs.encoder(codec, 20)) {
            return encoder.rateHz();
        }
    }

    /// What encodes it: the libraries of the system, the bundle, or both.
    private static List<Codecs> machines(Codec codec) {
        needs(codec);
        var machines = new ArrayList<Codecs>();
        machines.add(Coders.MACHINE);
        if (Coders.BUNDLE.encodes(codec)) {
            machines.add(Coders.BUNDLE);
        }
        return machines;
    }

    private static void needs(Codec codec) {
        if (!Coders.MACHINE.encodes(codec)) {
            abort("nothing here encodes " + codec + ": " + Coders.MACHINE.explain());
        }
    }
}
