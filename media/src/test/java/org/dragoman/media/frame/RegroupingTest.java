package org.dragoman.media.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.SoundEncoder;
import org.dragoman.media.frame.Grouped.Packet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Packets of one length out of packets of another.
class RegroupingTest {
    private static final Codec AMR = Codec.of("AMR", 8_000);
    private static final long MILLI = 1_000_000;

    static Stream<Arguments> lengths() {
        var codecs =
                List.of(
                        Codec.PCMA,
                        Codec.G722,
                        Codec.of("G726-24", 8_000),
                        Codec.of("AAL2-G726-32", 8_000),
                        Codec.of("L16", 8_000),
                        Codec.GSM,
                        AMR,
                        AMR.with("octet-align", "1"));
        return codecs.stream()
                .flatMap(
                        codec ->
                                Stream.of(
                                        Arguments.of(codec, 20, 40),
                                        Arguments.of(codec, 40, 20),
                                        Arguments.of(codec, 60, 20),
                                        Arguments.of(codec, 20, 60)));
    }

    /// The oracle is the codec's own library: it makes the same bytes when it is asked for packets
    /// of that length.
    @ParameterizedTest
    @MethodSource("lengths")
    void packets_are_as_the_encoder_itself_would_have_made_them(Codec codec, int from, int to)
            throws CodecFailed {
        regrouped(codec, from, to);
    }

    @ParameterizedTest
    @CsvSource({"PCMU,20,30", "PCMU,30,20", "PCMA,10,60", "PCMA,60,10", "PCMU,30,50", "G722,50,20"})
    void what_is_coded_by_samples_need_not_divide(String name, int from, int to)
            throws CodecFailed {
        regrouped(Codec.of(name, 8_000), from, to);
    }

    @ParameterizedTest
    @CsvSource({"30,60", "60,30"})
    void g723_goes_by_30_milliseconds(int from, int to) throws CodecFailed {
        regrouped(Codec.G723, from, to);
    }

    private static void regrouped(Codec codec, int from, int to) throws CodecFailed {
        short[] pcm = noise(8_000 * 3);
        var came = encoded(codec, from, pcm);
        var expected = encoded(codec, to, pcm);
        var through = through(codec, to);
        came.forEach(p -> through.put(p, 0));
        assertThat(through.made).hasSizeGreaterThan(expected.size() - 3);
        for (int i = 0; i < Math.min(through.made.size(), expected.size()); i++) {
            var made = through.made.get(i);
            assertThat(made.payload()).as("packet %d", i).isEqualTo(expected.get(i).payload());
            assertThat(made.timestamp()).isEqualTo(expected.get(i).timestamp());
            assertThat(made.sequence()).isEqualTo(i + 1);
            assertThat(made.marker()).isEqualTo(i == 0);
        }
    }

    /// RFC 3551 §4.5.6: two bytes of comfort noise may follow the frames of G.729, and end them.
    @Test
    void a_description_of_silence_ends_a_packet_of_g729() {
        var through = through(Codec.G729, 40);
        through.put(new Packet(1, 0, true, "a".repeat(20).getBytes()), 0);
        assertThat(through.made).isEmpty();
        through.put(new Packet(2, 160, false, ("b".repeat(10) + "cc").getBytes()), 20 * MILLI);
        assertThat(through.made).hasSize(1);
        assertThat(new String(through.made.getFirst().payload()))
                .isEqualTo("a".repeat(20) + "b".repeat(10) + "cc");
        through.put(new Packet(3, 8_000, true, "d".repeat(20).getBytes()), 1_000 * MILLI);
        through.put(new Packet(4, 8_160, false, "e".repeat(20).getBytes()), 1_020 * MILLI);
        assertThat(through.made).hasSize(2);
        assertThat(through.made.getLast().timestamp()).isEqualTo(8_000);
        assertThat(through.made.getLast().marker()).isTrue();
        assertThat(through.made.getLast().sequence()).as("silence is no loss").isEqualTo(2);
    }

    /// RFC 3551 §4.5.3: 24, 20 and 4 bytes by the lowest two bits.
    @Test
    void frames_of_g723_tell_their_length() {
        var through = through(Codec.G723, 60);
        var high = HexFormat.of().parseHex("04" + "11".repeat(23));
        var low = HexFormat.of().parseHex("05" + "22".repeat(19));
        through.put(new Packet(1, 0, true, high), 0);
        through.put(new Packet(2, 240, false, low), 30 * MILLI);
        assertThat(through.made).hasSize(1);
        assertThat(through.made.getFirst().payload()).hasSize(44).startsWith(high);
    }

    @Test
    void the_mode_that_is_asked_for_goes_on_with_the_frames() throws CodecFailed {
        var came = encoded(AMR.with("octet-align", "1"), 20, noise(320));
        came.get(1).payload()[0] = 0x30;
        var through = through(AMR.with("octet-align", "1"), 40);
        came.forEach(p -> through.put(p, 0));
        assertThat(through.made.getFirst().payload()[0] & 0xF0).isEqualTo(0x30);
    }

    @Test
    void a_lost_packet_is_lost_behind_us_too_and_what_is_there_goes() {
        var through = through(Codec.G729, 40);
        for (int i : new int[] {0, 1, 2, /* 3, */ 4, 5, 6, 7, 8, 9}) {
            through.put(g729(i), i * 20 * MILLI);
        }
        assertThat(texts(through)).containsExactly("0011", "22", "4455", "6677", "8899");
        assertThat(through.made.stream().map(Packet::sequence)).containsExactly(1, 2, 4, 5, 6);
        assertThat(through.made.stream().map(Packet::timestamp))
                .containsExactly(0, 320, 640, 960, 1_280);
    }

    @Test
    void packets_out_of_order_find_their_place() {
        var through = through(Codec.G729, 40);
        for (int i : new int[] {0, 2, 1, 3, 5, 4, 4, 6, 7}) {
            through.put(g729(i), i * 20 * MILLI);
        }
        assertThat(texts(through)).containsExactly("0011", "2233", "4455", "6677");
        assertThat(through.made.stream().map(Packet::sequence)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_packet_that_comes_when_its_time_is_over_is_dropped_and_counted() {
        var through = through(Codec.G729, 40);
        for (int i : new int[] {0, 1, 3, 4, 5, 6, 7, 2, 8, 9}) {
            through.put(g729(i), i * 20 * MILLI);
        }
        assertThat(texts(through)).containsExactly("0011", "3344", "5566", "7788");
        assertThat(through.regrouping.late()).isEqualTo(1);
    }

    @Test
    void what_waits_for_more_in_vain_goes_when_its_time_has_come() {
        var through = through(Codec.G729, 60);
        through.put(g729(0), 0);
        long due = through.regrouping.dueNanos();
        assertThat(due).isBetween(60 * MILLI, 130 * MILLI);
        through.take(true);
        assertThat(texts(through)).containsExactly("00");
        assertThat(through.regrouping.dueNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void digits_in_between_are_no_loss() {
        var through = through(Codec.G729, 20);
        through.put(new Packet(1, 0, true, "0000".repeat(10).getBytes()), 0);
        for (int i = 2; i < 12; i++) {
            through.regrouping.skip(i);
        }
        through.put(new Packet(12, 1_600, false, "1111".repeat(10).getBytes()), 200 * MILLI);
        through.take(true);
        assertThat(through.made.stream().map(Packet::sequence)).containsExactly(1, 2, 3, 4);
    }

    /// Through a network that loses, repeats and reorders: each frame comes out once at most, at
    /// its own time, and no sequence number twice.
    @Test
    void nothing_is_invented_and_nothing_comes_twice() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            int per = 1 + random.nextInt(4);
            var through = through(Codec.G729, 10 * (1 + random.nextInt(6)));
            var order = new ArrayList<>(IntStream.range(0, 600).boxed().toList());
            order.removeIf(_ -> random.nextInt(10) == 0);
            for (int i = 0; i + 3 < order.size(); i += 1 + random.nextInt(20)) {
                Collections.swap(order, i, i + random.nextInt(3));
            }
            var expected = new ByteArrayOutputStream();
            for (int number : order) {
                var payload = new byte[10 * per];
                for (int i = 0; i < per; i++) {
                    Arrays.fill(payload, 10 * i, 10 * i + 10, (byte) (number * per + i));
                }
                boolean marker = random.nextInt(50) == 0;
                through.put(new Packet(number, number * per * 80, marker, payload), 0);
                expected.writeBytes(payload);
            }
            through.take(true);
            int frames = 0;
            int last = Integer.MIN_VALUE;
            int lastSequence = Integer.MIN_VALUE;
            for (var packet : through.made) {
                assertThat(packet.sequence()).isGreaterThan(lastSequence);
                assertThat(packet.timestamp()).as("seed %d", seed).isGreaterThanOrEqualTo(last);
                for (int i = 0; i < packet.payload().length / 10; i++) {
                    int frame = packet.timestamp() / 80 + i;
                    assertThat(packet.payload()[10 * i]).isEqualTo((byte) frame);
                    frames++;
                }
                lastSequence = packet.sequence();
                last = packet.timestamp() + packet.payload().length / 10 * 80;
            }
            assertThat(frames)
                    .as("seed %d: nearly all frames", seed)
                    .isGreaterThan(expected.size() / 10 * 8 / 10);
        }
    }

    private static Packet g729(int number) {
        var frame = Integer.toString(number).substring(0, 1);
        return new Packet(number, number * 160, number == 0, frame.repeat(20).getBytes());
    }

    /// A letter for each frame of a packet.
    private static List<String> texts(Grouped through) {
        return through.made.stream()
                .map(
                        p -> {
                            var letters = new StringBuilder();
                            for (int i = 0; i < p.payload().length; i += 10) {
                                letters.append((char) p.payload()[i]);
                            }
                            return letters.toString();
                        })
                .toList();
    }

    private static Grouped through(Codec codec, int millis) {
        var length = PacketLength.of(new PayloadFormat(codec, 96, 20).asked(millis)).orElseThrow();
        return new Grouped(length, codec.clockHz());
    }

    private static List<Packet> encoded(Codec codec, int millis, short[] pcm) throws CodecFailed {
        var packets = new ArrayList<Packet>();
        try (var arena = Arena.ofConfined();
                var encoder = Codecs.ofThisMachine().encoder(codec, millis)) {
            var room = arena.allocate(1_500);
            int units = encoder.frameSamples() * codec.clockHz() / encoder.rateHz();
            for (int i = 0; i + encoder.frameSamples() <= pcm.length; i += encoder.frameSamples()) {
                int length = encoder.encode(pcm, i, room, 0, SoundEncoder.MOST_BYTES);
                int number = packets.size();
                var payload = room.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
                packets.add(new Packet(number + 1, number * units, number == 0, payload));
            }
        }
        return packets;
    }

    private static short[] noise(int samples) {
        var random = new Random(7);
        var pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) (8_000 * Math.sin(i * 0.11) + random.nextInt(-3_000, 3_000));
        }
        return pcm;
    }
}
