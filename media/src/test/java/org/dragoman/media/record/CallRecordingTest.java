package org.dragoman.media.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.G711;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallRecordingTest {
    private static final long BEGIN = 1_000_000_000_000L;
    private static final int PACKET = 160; // samples
    private static final long PACKET_NANOS = 20_000_000;

    @TempDir private Path folder;
    private RecordingFile file;
    private CallRecording recording;

    @BeforeEach
    void begin() throws IOException {
        file =
                RecordingFile.create(
                        folder, RecordingFormat.WAV, "C1", Instant.parse("2026-01-02T03:04:05Z"));
        recording = new CallRecording(file, Codecs.ofThisMachine(), BEGIN);
    }

    private record Sent(int number, long arrival) {}

    @Test
    void each_party_has_its_side_and_packets_their_places() throws Exception {
        for (int i = 0; i < 100; i++) {
            say(true, i, BEGIN + i * PACKET_NANOS, (short) 1_000);
            say(false, i, BEGIN + i * PACKET_NANOS, (short) -2_000);
        }
        var sound = finish(100);
        assertThat(sound).hasSize(2 * 100 * PACKET);
        for (int i = 0; i < 100 * PACKET; i++) {
            assertThat(sound[2 * i]).isEqualTo(heard(1_000));
            assertThat(sound[2 * i + 1]).isEqualTo(heard(-2_000));
        }
    }

    /// Jitter up to 80 ms with the order it makes, and losses: what arrives is where its
    /// timestamp says, and the rest is silence.
    @Test
    void jitter_does_not_move_sound() throws Exception {
        var random = new Random(6);
        List<Sent> network = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            long jitter = i == 0 ? 0 : random.nextInt(80_000_000);
            network.add(new Sent(i, BEGIN + i * PACKET_NANOS + jitter));
        }
        network.removeIf(s -> s.number() % 10 == 7);
        network.sort((a, b) -> Long.compare(a.arrival(), b.arrival()));
        for (var sent : network) {
            say(true, sent.number(), sent.arrival(), (short) (100 + sent.number()));
            recording.write(sent.arrival());
        }
        var sound = finish(500);
        for (int i = 0; i < 500; i++) {
            short expected = i % 10 == 7 ? 0 : heard(100 + i);
            assertThat(sound[2 * i * PACKET]).as("packet %d", i).isEqualTo(expected);
            assertThat(sound[2 * (i * PACKET + PACKET - 1)]).isEqualTo(expected);
        }
    }

    @Test
    void a_stream_that_begins_late_or_anew_is_where_it_was_heard() throws Exception {
        say(true, 0, BEGIN + 2_000_000_000L, (short) 500);
        hear(true, 99, 123_456, BEGIN + 3_000_000_000L, (short) 700); // another source
        var sound = finish(200);
        assertThat(sound[2 * 15_999]).isZero();
        assertThat(sound[2 * 16_000]).isEqualTo(heard(500));
        assertThat(sound[2 * 24_000]).isEqualTo(heard(700));
    }

    @Test
    void a_codec_that_nobody_knows_is_silence() throws Exception {
        var payload = MemorySegment.ofArray(new byte[PACKET]);
        var packet = new SpokenPacket(1, 0, PACKET, BEGIN);
        recording.hear(true, Codec.of("X-UNHEARD-OF", 8_000), payload, packet);
        assertThat(recording.hasHeard()).isTrue();
        assertThat(finish(10)).containsOnly((short) 0);
    }

    @Test
    void a_wide_band_codec_is_brought_to_the_rate_of_the_file() throws Exception {
        var payload = MemorySegment.ofArray(new byte[PACKET]);
        for (int i = 0; i < 50; i++) {
            var packet = new SpokenPacket(1, i * PACKET, PACKET, BEGIN + i * PACKET_NANOS);
            recording.hear(false, Codec.G722, payload, packet);
        }
        assertThat(finish(50)).hasSize(2 * 50 * PACKET);
    }

    @Test
    void the_file_has_its_own_name_only_when_it_is_whole() throws Exception {
        assertThat(file.partial()).exists().hasFileName("20260102T030405Z-C1.wav.part");
        say(true, 0, BEGIN, (short) 1);
        var next =
                RecordingFile.create(
                        folder, RecordingFormat.WAV, "C1", Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(next.partial()).as("another of the same call").isNotEqualTo(file.partial());
        finish(1);
        assertThat(file.partial()).doesNotExist();
        assertThat(file.whole()).exists();
        next.discard();
        assertThat(next.partial()).doesNotExist();
    }

    @Test
    void the_name_of_a_call_leads_nowhere_else() throws Exception {
        var made = RecordingFile.create(folder, RecordingFormat.WAV, "../../etc/x", Instant.EPOCH);
        assertThat(made.whole().normalize().getParent()).isEqualTo(folder);
    }

    private void say(boolean left, int number, long arrival, short value) {
        hear(left, left ? 1 : 2, number * PACKET, arrival, value);
    }

    private void hear(boolean left, int ssrc, int timestamp, long arrival, short value) {
        var payload = new byte[PACKET];
        Arrays.fill(payload, G711.compressMu(value));
        var packet = new SpokenPacket(ssrc, timestamp, PACKET, arrival);
        recording.hear(left, Codec.PCMU, MemorySegment.ofArray(payload), packet);
    }

    private static short heard(int value) {
        return (short) G711.expandMu(G711.compressMu(value));
    }

    private short[] finish(int packets) throws IOException {
        recording.finish(BEGIN + packets * PACKET_NANOS);
        recording.close();
        file.finish();
        var bytes =
                ByteBuffer.wrap(Files.readAllBytes(file.whole())).order(ByteOrder.LITTLE_ENDIAN);
        var sound = new short[(bytes.capacity() - StereoWav.HEADER) / 2];
        bytes.position(StereoWav.HEADER)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(sound);
        return sound;
    }
}
