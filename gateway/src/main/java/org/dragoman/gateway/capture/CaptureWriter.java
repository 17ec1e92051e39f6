package org.dragoman.gateway.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Writes messages into a pcapng file, each in packets of its own, as if it had been captured
/// without encryption.
///
/// - Source: draft-ietf-opsawg-pcapng §4.
public final class CaptureWriter {
    private static final int RAW = 101; // LINKTYPE_RAW: a packet begins with its IP header
    private static final int SEGMENT = 1_400; // octets of a message in one TCP segment

    private final OutputStream out;
    private final Map<Direction, Integer> sent = new HashMap<>(); // octets of TCP so far

    private record Direction(InetSocketAddress from, InetSocketAddress to) {
        Direction back() {
            return new Direction(to, from);
        }
    }

    public CaptureWriter(OutputStream out) throws IOException {
        this.out = out;
        section();
        device();
    }

    /// Writes a message that travelled in one datagram.
    public void datagram(Instant at, InetSocketAddress from, InetSocketAddress to, byte[] message)
            throws IOException {
        packet(at, PacketBuilder.udp(from, to, message));
    }

    /// Writes a message that travelled on a TCP connection, after what was written of it before.
    public void stream(Instant at, InetSocketAddress from, InetSocketAddress to, byte[] message)
            throws IOException {
        var way = new Direction(from, to);
        for (int done = 0; done < message.length; done += SEGMENT) {
            int length = Math.min(SEGMENT, message.length - done);
            var part = ByteBuffer.allocate(length).put(message, done, length).array();
            int sequence = 1 + sent.getOrDefault(way, 0);
            int acknowledged = 1 + sent.getOrDefault(way.back(), 0);
            packet(at, PacketBuilder.tcp(from, to, sequence, acknowledged, part));
            sent.merge(way, length, Integer::sum);
        }
    }

    private void section() throws IOException {
        var block = block(0x0A0D0D0A, 16);
        block.putInt(0x1A2B3C4D).putShort((short) 1).putShort((short) 0).putLong(-1);
        end(block);
    }

    private void device() throws IOException {
        var block = block(1, 8);
        block.putShort((short) RAW).putShort((short) 0).putInt(0); // no limit of length
        end(block);
    }

    private void packet(Instant at, byte[] octets) throws IOException {
        long micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
        int padded = (octets.length + 3) / 4 * 4;
        var block = block(6, 20 + padded);
        block.putInt(0).putInt((int) (micros >>> 32)).putInt((int) micros);
        block.putInt(octets.length).putInt(octets.length);
        block.put(octets).position(block.position() + padded - octets.length);
        end(block);
    }

    private static ByteBuffer block(int type, int content) {
        var block = ByteBuffer.allocate(content + 12).order(ByteOrder.LITTLE_ENDIAN);
        return block.putInt(type).putInt(content + 12);
    }

    private void end(ByteBuffer block) throws IOException {
        block.putInt(block.capacity());
        out.write(block.array());
    }
}
