package org.dragoman.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.dragoman.gateway.capture.Heard.Carrier;
import org.dragoman.gateway.capture.Transported.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignallingTest {
    private static final Path CAPTURES = Path.of("src", "test", "resources", "captures");
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.000006Z");
    private static final InetSocketAddress A = new InetSocketAddress("192.0.2.1", 1720);
    private static final InetSocketAddress B = new InetSocketAddress("192.0.2.2", 40_000);
    private static final byte[] TPKT = {3, 0, 0, 9, 8, 2, 0, 1, 5};
    private static final byte[] OPTIONS =
            "OPTIONS sip:x SIP/2.0\r\nContent-Length: 2\r\n\r\nok"
                    .getBytes(StandardCharsets.US_ASCII);

    private static byte[] capture(String name) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(CAPTURES.resolve(name)))) {
            return in.readAllBytes();
        }
    }

    private static List<Heard> read(byte[] file) throws IOException {
        return Signalling.read(new ByteArrayInputStream(file)).heard();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "2001:db8::7"})
    void what_is_written_is_read_again(String other) throws IOException {
        var there = new InetSocketAddress(other, 5060);
        var here = new InetSocketAddress(other.contains(":") ? "2001:db8::1" : "192.0.2.1", 1720);
        var file = new ByteArrayOutputStream();
        var writer = new CaptureWriter(file);
        writer.datagram(AT, here, there, OPTIONS);
        writer.stream(AT, there, here, TPKT);
        writer.stream(AT, there, here, TPKT);
        var heard = read(file.toByteArray());
        assertThat(heard)
                .extracting(Heard::carrier)
                .containsExactly(Carrier.SIP, Carrier.Q931, Carrier.Q931);
        assertThat(heard.getFirst().octets()).isEqualTo(OPTIONS);
        assertThat(heard.getFirst().at()).isEqualTo(AT);
        assertThat(heard.getFirst().from()).isEqualTo(here);
        assertThat(heard.getLast().octets()).isEqualTo(Arrays.copyOfRange(TPKT, 4, 9));
    }

    /// The older format, in both byte orders and with either fineness of its time stamps.
    @ParameterizedTest
    @ValueSource(ints = {0xA1B2C3D4, 0xA1B23C4D})
    void pcap_is_read(int magic) throws IOException {
        var packet = PacketBuilder.udp(A, B, OPTIONS);
        for (var order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            var file = ByteBuffer.allocate(40 + packet.length).order(order);
            file.putInt(magic).putShort((short) 2).putShort((short) 4).putLong(0).putInt(65_535);
            file.putInt(101).putInt((int) AT.getEpochSecond());
            file.putInt(magic == 0xA1B2C3D4 ? AT.getNano() / 1_000 : AT.getNano());
            file.putInt(packet.length).putInt(packet.length).put(packet);
            assertThat(read(file.array()))
                    .singleElement()
                    .satisfies(
                            h -> {
                                assertThat(h.at()).isEqualTo(AT);
                                assertThat(h.octets()).isEqualTo(OPTIONS);
                            });
        }
    }

    @Test
    void segments_come_in_any_order_twice_and_cut_anywhere() {
        var all = ByteBuffer.allocate(50 * TPKT.length);
        for (int i = 0; i < 50; i++) {
            all.put(TPKT);
        }
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            var segments = new ArrayList<Segment>();
            for (int at = 0; at < all.capacity(); ) {
                int length = Math.min(1 + random.nextInt(40), all.capacity() - at);
                segments.add(segment(at, Arrays.copyOfRange(all.array(), at, at + length)));
                at += length;
            }
            var first = segments.removeFirst();
            segments.addAll(segments.subList(0, segments.size() / 2));
            Collections.shuffle(segments, random);
            var heard = new ArrayList<byte[]>();
            var gaps = new ArrayList<Carrier>();
            var connection =
                    new TcpConnection(
                            (_, carrier, octets) -> {
                                if (carrier == Carrier.GAP) {
                                    gaps.add(carrier);
                                } else {
                                    heard.add(octets);
                                }
                            });
            connection.take(first);
            // near enough that no gap is given up
            for (int i = 0; i < segments.size(); i += 16) {
                var near = new ArrayList<>(segments.subList(i, Math.min(segments.size(), i + 16)));
                near.forEach(connection::take);
            }
            connection.end();
            assertThat(gaps).isEmpty();
            assertThat(heard).hasSize(50);
        }
    }

    private static Segment segment(int at, byte[] octets) {
        long sequence = 0xFFFFFF00L + at & 0xFFFFFFFFL; // it wraps around on the way
        return new Segment(AT, A, B, sequence, false, false, octets);
    }

    @Test
    void behind_a_gap_it_goes_on_with_the_next_message_that_begins_a_segment() {
        var heard = new ArrayList<Carrier>();
        var connection = new TcpConnection((_, carrier, _) -> heard.add(carrier));
        connection.take(segment(0, TPKT));
        connection.take(segment(20, new byte[] {1, 2, 3}));
        connection.take(segment(23, TPKT));
        connection.end();
        assertThat(heard).containsExactly(Carrier.Q931, Carrier.GAP, Carrier.Q931);
    }

    @Test
    void what_is_no_capture_is_said_to_be_none() {
        assertThatThrownBy(() -> read(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
                .isInstanceOf(BadCapture.class)
                .hasMessageContaining("no capture");
        assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(BadCapture.class);
    }

    /// Cut anywhere and with any octet changed, a capture is read or refused.
    @Test
    void a_damaged_capture_does_no_harm() throws IOException {
        var random = new Random(11);
        for (var name : List.of("fs0_tun0_answer.pcapng.gz", "gk_call.pcapng.gz")) {
            var file = capture(name);
            for (int i = 0; i < 2_000; i++) {
                var damaged = Arrays.copyOf(file, random.nextInt(file.length));
                for (int n = random.nextInt(4); n > 0 && damaged.length > 0; n--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                try {
                    read(damaged);
                } catch (IOException refused) {
                    assertThat(refused.getMessage()).isNotBlank();
                }
            }
        }
    }

    @Test
    void random_packets_do_no_harm() {
        var random = new Random(13);
        var parser = new PacketParser();
        for (int i = 0; i < 100_000; i++) {
            var octets = new byte[random.nextInt(120)];
            random.nextBytes(octets);
            if (octets.length > 0) {
                octets[0] = (byte) (random.nextBoolean() ? 0x45 : 0x60);
            }
            int link = List.of(1, 0, 101, 113, 276).get(random.nextInt(5));
            parser.parse(new Packet(AT, link, octets, true));
        }
    }
}
