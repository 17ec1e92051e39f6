package org.dragoman.media.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.Optional;

/// A peer of the relay that sends and receives single packets, byte by byte as a test wants them.
final class RawPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 2_000;

    int ssrc = 0x1234_5678 + System.identityHashCode(this);
    int sequence = 1_000;
    int timestamp = 16_000;

    private final DatagramChannel channel;
    private final Selector selector = Selector.open();
    private final ByteBuffer received = ByteBuffer.allocateDirect(2_048);

    /// What arrived.
    record Packet(byte[] bytes, InetSocketAddress from) {
        int type() {
            return bytes[1] & 0x7F;
        }

        boolean marker() {
            return bytes[1] < 0;
        }

        int sequence() {
            return ByteBuffer.wrap(bytes).getShort(2) & 0xFFFF;
        }

        int timestamp() {
            return ByteBuffer.wrap(bytes).getInt(4);
        }

        int ssrc() {
            return ByteBuffer.wrap(bytes).getInt(8);
        }

        byte[] payload() {
            return Arrays.copyOfRange(bytes, 12, bytes.length);
        }
    }

    RawPeer() throws IOException {
        this(RelayFixture.ANY);
    }

    RawPeer(InetSocketAddress bind) throws IOException {
        channel = DatagramChannel.open().bind(bind);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /// The next packet of this peer's stream, its payload filled with a byte.
    ByteBuffer rtp(int type, int payloadBytes) {
        return rtp(type, payloadBytes, payloadBytes);
    }

    /// The same of a codec with more or fewer bytes than units of its clock.
    ByteBuffer rtp(int type, int payloadBytes, int units) {
        var packet = header(type, 12 + payloadBytes);
        while (packet.hasRemaining()) {
            packet.put((byte) 0x55);
        }
        timestamp += units;
        return packet.flip();
    }

    /// The next packet of this peer's stream: a telephone event (RFC 4733 §2.3).
    ByteBuffer event(int type, int code, boolean end, int duration, int atTimestamp) {
        var packet = header(type, 16);
        packet.putInt(4, atTimestamp);
        packet.put((byte) code).put((byte) (end ? 0x8A : 0x0A)).putShort((short) duration);
        return packet.flip();
    }

    void send(InetSocketAddress to, ByteBuffer packet) throws IOException {
        channel.send(packet, to);
    }

    /// Waits for the next packet; nothing when none comes in good time.
    Optional<Packet> receive() throws IOException {
        return receive(PATIENCE_MILLIS);
    }

    Optional<Packet> receive(int millis) throws IOException {
        received.clear();
        var from = Optional.ofNullable(channel.receive(received));
        if (from.isEmpty() && millis > 0) {
            selector.select(millis);
            selector.selectedKeys().clear();
            from = Optional.ofNullable(channel.receive(received));
        }
        var bytes = new byte[received.flip().remaining()];
        received.get(bytes);
        return from.map(address -> new Packet(bytes, (InetSocketAddress) address));
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }

    private ByteBuffer header(int type, int length) {
        return ByteBuffer.allocate(length)
                .put((byte) 0x80)
                .put((byte) type)
                .putShort((short) sequence++)
                .putInt(timestamp)
                .putInt(ssrc);
    }
}
