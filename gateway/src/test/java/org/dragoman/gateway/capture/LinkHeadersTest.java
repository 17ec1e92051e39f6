package org.dragoman.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What users capture on: links with their headers, packets in pieces and in part, packed files.
class LinkHeadersTest {
    private static final InetSocketAddress A = new InetSocketAddress("192.0.2.1", 5060);
    private static final InetSocketAddress B = new InetSocketAddress("192.0.2.2", 5060);
    private static final InetSocketAddress A6 = new InetSocketAddress("2001:db8::1", 5060);
    private static final InetSocketAddress B6 = new InetSocketAddress("2001:db8::2", 5060);
    private static final byte[] OPTIONS =
            "OPTIONS sip:x SIP/2.0\r\nCall-ID: one\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private static byte[] pcap(int link, int lengthOnWire, byte[]... packets) {
        var file =
                ByteBuffer.allocate(24 + Arrays.stream(packets).mapToInt(p -> 16 + p.length).sum());
        file.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putLong(0).putInt(65_535);
        file.putInt(link);
        for (var packet : packets) {
            file.putInt(1).putInt(0).putInt(packet.length);
            file.putInt(lengthOnWire == 0 ? packet.length : lengthOnWire).put(packet);
        }
        return file.array();
    }

    private static Captured read(byte[] file) throws IOException {
        return Signalling.read(new ByteArrayInputStream(file));
    }

    private static byte[] behind(String header, byte[] packet) {
        var octets = HexFormat.of().parseHex(header.replace(" ", ""));
        return ByteBuffer.allocate(octets.length + packet.length).put(octets).put(packet).array();
    }

    /// Headers as the link's own document has them: addresses are noughts.
    @ParameterizedTest
    @CsvSource({
        "Ethernet,                   1, 000000000000 000000000000 0800",
        "a VLAN (802.1Q),            1, 000000000000 000000000000 8100 0064 0800",
        "two VLANs (802.1ad),        1, 000000000000 000000000000 88a8 0064 8100 0065 0800",
        "two VLANs before 802.1ad,   1, 000000000000 000000000000 9100 0064 8100 0065 0800",
        "PPPoE (RFC 2516),           1, 000000000000 000000000000 8864 11 00 0001 0040 0021",
        "any device of Linux,      113, 0000 0001 0006 000000000000 0000 0800",
        "any device of version 2,  276, 0800 0000 00000001 0001 00 06 0000000000000000",
        "loopback of BSD,            0, 02000000",
        "no header,                101, ''"
    })
    void headers_of_links(String name, int link, String header) throws IOException {
        var captured = read(pcap(link, 0, behind(header, PacketBuilder.udp(A, B, OPTIONS))));
        assertThat(captured.heard()).as(name).hasSize(1);
        assertThat(captured.heard().getFirst().octets()).isEqualTo(OPTIONS);
        assertThat(captured.notes()).isEmpty();
    }

    @Test
    void a_link_that_is_not_read_is_said() throws IOException {
        var packet = PacketBuilder.udp(A, B, OPTIONS);
        var captured = read(pcap(105, 0, packet, packet)); // 802.11
        assertThat(captured.heard()).isEmpty();
        assertThat(captured.notes()).containsExactly("2 packets of link type 105 are not read");
    }

    @Test
    void packets_that_were_captured_in_part_are_said() throws IOException {
        var packet = Arrays.copyOf(PacketBuilder.udp(A, B, OPTIONS), 68); // as tcpdump -s 68
        assertThat(read(pcap(101, 1_500, packet)).notes())
                .singleElement()
                .asString()
                .startsWith("1 packets were captured in part only");
    }

    /// RFC 791 §3.2: pieces come in any order, offsets count eight octets.
    @Test
    void pieces_of_ipv4_are_put_together() throws IOException {
        var whole = PacketBuilder.udp(A, B, OPTIONS);
        var content = Arrays.copyOfRange(whole, 20, whole.length);
        var first = piece(whole, 0x2000, Arrays.copyOf(content, 24));
        var second = piece(whole, 3, Arrays.copyOfRange(content, 24, content.length));
        for (var order : List.of(List.of(first, second), List.of(second, first))) {
            var captured = read(pcap(101, 0, order.get(0), order.get(1)));
            assertThat(captured.heard()).singleElement().satisfies(LinkHeadersTest::isOptions);
        }
    }

    private static byte[] piece(byte[] whole, int offset, byte[] content) {
        var packet = ByteBuffer.allocate(20 + content.length).put(whole, 0, 20).put(content);
        packet.putShort(2, (short) packet.capacity()).putShort(4, (short) 77);
        return packet.putShort(6, (short) offset).array();
    }

    /// RFC 8200 §4.5: a header of its own says which piece it is.
    @Test
    void pieces_of_ipv6_are_put_together() throws IOException {
        var whole = PacketBuilder.udp(A6, B6, OPTIONS);
        var content = Arrays.copyOfRange(whole, 40, whole.length);
        var first = piece6(whole, 1, Arrays.copyOf(content, 24));
        var second = piece6(whole, 24, Arrays.copyOfRange(content, 24, content.length));
        assertThat(read(pcap(101, 0, second, first)).heard())
                .singleElement()
                .satisfies(LinkHeadersTest::isOptions);
    }

    private static byte[] piece6(byte[] whole, int offset, byte[] content) {
        var packet = ByteBuffer.allocate(48 + content.length).put(whole, 0, 40);
        packet.put((byte) 17).put((byte) 0).putShort((short) offset).putInt(77).put(content);
        packet.putShort(4, (short) (8 + content.length)).put(6, (byte) 44);
        return packet.array();
    }

    private static void isOptions(Heard heard) {
        assertThat(heard.octets()).isEqualTo(OPTIONS);
    }

    @Test
    void a_packed_file_is_read_as_far_as_it_goes() throws IOException {
        var packet = PacketBuilder.udp(A, B, OPTIONS);
        var packets = new byte[500][];
        Arrays.fill(packets, packet);
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(pcap(101, 0, packets));
        }
        assertThat(read(packed.toByteArray()).heard()).hasSize(500);
        var cut = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        assertThat(read(cut).heard()).hasSizeBetween(1, 499);
    }
}
