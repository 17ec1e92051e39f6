package org.dragoman.media.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.bridge.FakeNetwork.Made;
import org.dragoman.media.bridge.FakeNetwork.Weather;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.jitter.Playout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Conversions over a network that does what networks do, from a seed, in no time.
class NetworkConversionTest {
    private static final int HZ = 1_000;
    private static final int OUT_OF_STEP_HZ = 1_004; // no frame has whole periods of it
    private static final int MINUTE = 60_000;

    /// What every codec is tried in.
    private static final List<Weather> WORST =
            List.of(
                    new Weather(0.05, 0.05, 0.05, 20, 0),
                    new Weather(0.2, 0, 0, 0, 0),
                    new Weather(0.01, 0, 0, 80, -100));

    private static final int SHORT = 10_000; // milliseconds
    private static final double LEAST_SHARE = 0.8; // of time with the tone, where nothing is lost
    private static final Set<String> VOCODERS = Set.of("SPEEX", "AMR", "GSM", "G723", "OPUS");
    private static final int MOST_DELAY_MILLIS = 200;

    private static final List<Codec> ALL =
            List.of(
                    Codec.PCMA,
                    Codec.G722,
                    Codec.of("G726-32", 8_000),
                    Codec.G723,
                    Codec.GSM,
                    Codec.of("SPEEX", 8_000),
                    Codec.of("SPEEX", 16_000),
                    new Codec("OPUS", 48_000, 2, Map.of()),
                    Codec.of("NELLYMOSER", 8_000),
                    Codec.of("AMR", 8_000).with("octet-align", "1"),
                    Codec.of("L16", 16_000));

    record Case(String name, Weather weather, double leastShare, int mostDelayMillis) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> weathers() {
        return Stream.of(
                new Case("fine", Weather.FINE, 0.995, 40),
                new Case("loss 1 %", new Weather(0.01, 0, 0, 0, 0), 0.98, 40),
                new Case("loss 5 %", new Weather(0.05, 0, 0, 0, 0), 0.93, 40),
                new Case("loss 20 %", new Weather(0.2, 0, 0, 0, 0), 0.75, 60),
                new Case("reordering 5 %", new Weather(0, 0.05, 0, 0, 0), 0.95, 80),
                new Case("duplicates 10 %", new Weather(0, 0, 0.1, 0, 0), 0.99, 40),
                new Case("jitter 20 ms", new Weather(0, 0, 0, 20, 0), 0.97, 60),
                new Case("jitter 80 ms", new Weather(0, 0, 0, 80, 0), 0.93, 130),
                new Case("clock 100 ppm fast", new Weather(0, 0, 0, 5, 100), 0.98, 50),
                new Case("clock 100 ppm slow", new Weather(0, 0, 0, 5, -100), 0.98, 50),
                new Case("all of it", new Weather(0.05, 0.02, 0.02, 40, 100), 0.85, 110));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("weathers")
    void sound_goes_on_in_any_weather(Case c) throws Exception {
        for (int packetMillis : new int[] {10, 20, 30, 60}) {
            try (var network = network(7 + packetMillis, c.weather(), packetMillis, 20, -1)) {
                int millis = c.weather().driftPpm() == 0 ? MINUTE : 5 * MINUTE;
                network.run(millis);
                var at = c + ", packets of " + packetMillis + " ms";
                continuous(network.made, 20);
                assertThat(network.made.size())
                        .as("packets made, %s", at)
                        .isBetween(millis / 20 - 30, millis / 20 + 1);
                assertThat(ToneCheck.share(network.made, Codec.PCMU, HZ))
                        .as("share of time with the tone, %s", at)
                        .isGreaterThan(c.leastShare());
                assertThat(network.conversion.playout().delayMillis())
                        .as("delay kept, %s", at)
                        .isLessThan(c.mostDelayMillis() + (packetMillis > 20 ? 40 : 0));
            }
        }
    }

    /// Every codec on the bad side, and every codec on the good one.
    @ParameterizedTest(name = "{0}")
    @MethodSource("codecs")
    void sound_of_every_codec_goes_on(Codec codec) throws Exception {
        int packetMillis = codec.name().equals("G723") ? 30 : 20;
        var there = new PayloadFormat(codec, 96, packetMillis);
        var here = new PayloadFormat(Codec.PCMU, 0, 20);
        double from = share(Weather.FINE, there, here);
        double to = share(Weather.FINE, here, there);
        assertThat(Math.min(from, to)).as(codec + " in fine weather").isGreaterThan(LEAST_SHARE);
        for (var weather : WORST) {
            double late = weather.jitterMillis() / 1e3; // share of packets, at most
            double arrive = 1 - weather.loss() - weather.reorder() - late;
            assertThat(share(weather, there, here))
                    .as("share of time with the tone, %s in %s", codec, weather)
                    .isGreaterThan(from * Math.pow(arrive, recovery(codec)) - 0.1);
            assertThat(share(weather, here, there))
                    .as("share of time with the tone, to %s in %s", codec, weather)
                    .isGreaterThan(to * Math.pow(arrive, recovery(Codec.PCMU)) - 0.1);
        }
    }

    /// Frames that a lost one spoils, itself included: those that code differences need longer to
    /// find back to a tone.
    private static int recovery(Codec codec) {
        return VOCODERS.contains(codec.name()) ? 9 : 2;
    }

    private static double share(Weather weather, PayloadFormat from, PayloadFormat to)
            throws Exception {
        try (var network = new FakeNetwork(7, weather, from, to, -1, OUT_OF_STEP_HZ)) {
            network.run(SHORT);
            var at = from.codec() + " to " + to.codec() + " in " + weather;
            int first = network.made.getFirst().sequence();
            assertThat(network.made.getLast().sequence())
                    .as("sequence numbers without a seam, %s", at)
                    .isEqualTo(first + network.made.size() - 1);
            long made = network.made.getLast().nanos() - network.made.getFirst().nanos();
            assertThat(made / 1_000_000).as(at).isBetween(SHORT - 600L, SHORT + 0L);
            assertThat(network.conversion.playout().delayMillis())
                    .as("delay kept, %s", at)
                    .isLessThan(MOST_DELAY_MILLIS);
            return ToneCheck.share(network.made, to.codec(), OUT_OF_STEP_HZ);
        }
    }

    static Stream<Codec> codecs() {
        var machine = Codecs.ofThisMachine();
        return ALL.stream().filter(c -> machine.encodes(c) && machine.decodes(c));
    }

    @Test
    void packets_of_any_length_become_packets_of_any_other() throws Exception {
        for (int from : new int[] {10, 20, 30, 40, 50, 60}) {
            for (int to : new int[] {10, 20, 30, 40, 50, 60}) {
                try (var network = network(from * 100 + to, Weather.FINE, from, to, -1)) {
                    network.run(6_000);
                    var at = from + " ms to " + to + " ms";
                    continuous(network.made, to);
                    assertThat(network.made.size()).as(at).isGreaterThan(6_000 / to - 10);
                    assertThat(network.made).allMatch(m -> m.bytes().length == 8 * to);
                    assertThat(ToneCheck.share(network.made, Codec.PCMU, HZ))
                            .as(at)
                            .isGreaterThan(0.95);
                    assertThat(network.conversion.concealedMillis()).as(at).isLessThan(61);
                }
            }
        }
    }

    @Test
    void w5_a_pause_makes_no_noise_and_talk_begins_with_the_marker() throws Exception {
        try (var network = network(1, Weather.FINE, 20, 20, -1)) {
            network.run(1_000);
            int before = network.made.size();
            network.silence(2_000);
            var during = List.copyOf(network.made.subList(before, network.made.size()));
            assertThat(during).as("what is sent in the place of nothing").hasSizeLessThan(25);
            network.run(1_000);
            var after = network.made.subList(before + during.size(), network.made.size());
            assertThat(after.getFirst().marker()).isTrue();
            assertThat(after.subList(1, after.size())).noneMatch(Made::marker);
            long gone = (after.getFirst().nanos() - during.getLast().nanos()) / 125_000;
            assertThat(after.getFirst().timestamp() - during.getLast().timestamp())
                    .as("timestamps follow the time")
                    .isEqualTo((int) gone);
            assertThat(after.getFirst().sequence()).isEqualTo(during.getLast().sequence() + 1);
        }
    }

    @Test
    void comfort_noise_becomes_noise_of_the_level_said() throws Exception {
        try (var network = network(1, Weather.FINE, 20, 20, -1)) {
            network.run(1_000);
            network.put(Playout.NOISE, (byte) 50);
            int before = network.made.size();
            network.silence(2_000);
            var noise = network.made.subList(before + 5, network.made.size());
            assertThat(noise).as("sent without a gap").hasSizeGreaterThan(90);
            for (var packet : noise) {
                assertThat(ToneCheck.levelDb(packet.bytes(), Codec.PCMU)).isBetween(-52.0, -48.0);
            }
            continuous(network.made, 20);
        }
    }

    @Test
    void comfort_noise_is_passed_to_whom_takes_it() throws Exception {
        try (var network = network(1, Weather.FINE, 20, 20, 13)) {
            network.run(1_000);
            network.put(Playout.NOISE, (byte) 50);
            int before = network.made.size();
            network.silence(2_000);
            var noise =
                    network.made.subList(before, network.made.size()).stream()
                            .filter(m -> m.type() == 13)
                            .toList();
            assertThat(noise).hasSizeBetween(4, 6);
            assertThat(noise).allMatch(m -> m.bytes().length == 1 && m.bytes()[0] == 50);
            before = network.made.size();
            network.run(1_000);
            assertThat(network.made.get(before).marker()).isTrue();
            assertThat(network.made.get(before).type()).isZero();
        }
    }

    @Test
    void digits_in_the_sequence_are_no_loss() throws Exception {
        try (var network = network(1, Weather.FINE, 20, 20, -1)) {
            network.run(1_000);
            long concealed = network.conversion.concealedMillis();
            for (int i = 0; i < 8; i++) {
                network.put(Playout.OTHER);
                network.silence(20);
            }
            network.run(1_000);
            assertThat(network.conversion.concealedMillis() - concealed)
                    .as("only what was waited for")
                    .isLessThan(60);
            int size = network.made.size();
            assertThat(ToneCheck.share(network.made.subList(size - 45, size), Codec.PCMU, HZ))
                    .isGreaterThan(0.9);
        }
    }

    /// Sequence numbers without a seam, and timestamps that go on by whole packets.
    private static void continuous(List<Made> packets, int millis) {
        for (int i = 1; i < packets.size(); i++) {
            var one = packets.get(i - 1);
            var next = packets.get(i);
            assertThat(next.sequence()).isEqualTo(one.sequence() + 1);
            assertThat(next.timestamp() - one.timestamp())
                    .as("timestamp step at packet %d", i)
                    .isEqualTo(8 * millis);
            assertThat(next.marker()).isFalse();
        }
    }

    private static FakeNetwork network(
            long seed, Weather weather, int fromMillis, int toMillis, int noiseType)
            throws Exception {
        return new FakeNetwork(
                seed,
                weather,
                new PayloadFormat(Codec.PCMA, 8, fromMillis),
                new PayloadFormat(Codec.PCMU, 0, toMillis),
                noiseType,
                HZ);
    }
}
