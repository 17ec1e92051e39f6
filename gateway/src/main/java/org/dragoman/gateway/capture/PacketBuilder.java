package org.dragoman.gateway.capture;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// Puts IP packets together, with right checksums.
///
/// - Source: RFC 791 §3.1, RFC 8200 §3 and §8.1, RFC 768, RFC 9293 §3.1, RFC 1071.
final class PacketBuilder {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int HOPS = 64;
    private static final int PUSH_ACK = 0x18;

    private PacketBuilder() {}

    static byte[] udp(InetSocketAddress from, InetSocketAddress to, byte[] payload) {
        var datagram = ByteBuffer.allocate(8 + payload.length);
        datagram.putShort((short) from.getPort()).putShort((short) to.getPort());
        datagram.putShort((short) datagram.capacity()).putShort((short) 0).put(payload);
        return ip(from, to, UDP, datagram, 6);
    }

    static byte[] tcp(
            InetSocketAddress from,
            InetSocketAddress to,
            int sequence,
            int acknowledged,
            byte[] payload) {
        var segment = ByteBuffer.allocate(20 + payload.length);
        segment.putShort((short) from.getPort()).putShort((short) to.getPort());
        segment.putInt(sequence).putInt(acknowledged);
        segment.put((byte) 0x50).put((byte) PUSH_ACK).putShort((short) 0xFFFF);
        segment.putShort((short) 0).putShort((short) 0).put(payload);
        return ip(from, to, TCP, segment, 16);
    }

    /// - {@code checksumAt}: where the content's own checksum stands.
    private static byte[] ip(
            InetSocketAddress from,
            InetSocketAddress to,
            int protocol,
            ByteBuffer content,
            int checksumAt) {
        byte[] source = from.getAddress().getAddress();
        byte[] target = to.getAddress().getAddress();
        int sum = checksum(source, target, protocol, content.array());
        // RFC 768: a checksum of 0 is written as ones
        content.putShort(checksumAt, (short) (sum == 0 && protocol == UDP ? 0xFFFF : sum));
        return source.length == 4
                ? ipv4(source, target, protocol, content.array())
                : ipv6(source, target, protocol, content.array());
    }

    private static byte[] ipv4(byte[] source, byte[] target, int protocol, byte[] content) {
        var packet = ByteBuffer.allocate(20 + content.length);
        packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
        packet.putInt(0x4000); // identification 0, do not fragment
        packet.put((byte) HOPS).put((byte) protocol).putShort((short) 0);
        packet.put(source).put(target);
        packet.putShort(10, (short) folded(sum(packet.array(), 20)));
        return packet.put(content).array();
    }

    private static byte[] ipv6(byte[] source, byte[] target, int protocol, byte[] content) {
        var packet = ByteBuffer.allocate(40 + content.length);
        packet.putInt(0x60000000).putShort((short) content.length);
        packet.put((byte) protocol).put((byte) HOPS);
        return packet.put(source).put(target).put(content).array();
    }

    private static int checksum(byte[] source, byte[] target, int protocol, byte[] content) {
        long sum = sum(source, source.length) + sum(target, target.length);
        return folded(sum + protocol + content.length + sum(content, content.length));
    }

    private static long sum(byte[] octets, int length) {
        long sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (octets[i] & 0xFFL) << (i % 2 == 0 ? 8 : 0);
        }
        return sum;
    }

    private static int folded(long sum) {
        long folded = sum;
        while (folded > 0xFFFF) {
            folded = (folded & 0xFFFF) + (folded >> 16);
        }
        return (int) (~folded & 0xFFFF);
    }
}
