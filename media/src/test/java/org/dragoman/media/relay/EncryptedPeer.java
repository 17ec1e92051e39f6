package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.core.media.SrtpSuite;
import org.dragoman.media.srtp.SrtpReceiver;
import org.dragoman.media.srtp.SrtpSender;
import org.dragoman.media.srtp.Workbench;

/// The far end of an encrypted leg: one key both ways, which only a test may have.
final class EncryptedPeer implements AutoCloseable {
    private static final int ROOM = 2_048;
    private static final int CLEAR = 172; // RTP of 20 ms of G.711

    final RawPeer peer = new RawPeer();
    private final SrtpKeys keys;
    private final SrtpSender sender;
    private final SrtpReceiver receiver;
    private final Workbench bench = new Workbench();
    private final MemorySegment memory = Arena.ofAuto().allocate(ROOM);

    EncryptedPeer(SrtpSuite suite) throws IOException {
        keys = new SrtpKeys(suite, new byte[suite.keyBytes()], new byte[suite.saltBytes()]);
        sender = new SrtpSender(keys);
        receiver = new SrtpReceiver(keys);
    }

    MediaFlow flow(PayloadFormat format) throws IOException {
        return RelayFixture.flow(peer.address(), format).withKeys(keys, keys);
    }

    /// Sends 20 ms of A-law.
    void send(InetSocketAddress to) throws IOException {
        int length = put(peer.rtp(8, CLEAR - 12));
        int sealed = sender.sealRtp(bench, memory, 0, length, ROOM);
        assertThat(sealed).isPositive();
        peer.send(to, memory.asSlice(0, sealed).asByteBuffer());
    }

    /// Takes the next packet, which must be genuine.
    void hear() throws IOException {
        var packet = peer.receive().orElseThrow().bytes();
        int length = put(ByteBuffer.wrap(packet));
        assertThat(receiver.openRtp(bench, memory, 0, length)).isEqualTo(CLEAR);
    }

    private int put(ByteBuffer packet) {
        int length = packet.remaining();
        MemorySegment.copy(MemorySegment.ofBuffer(packet), 0, memory, 0, length);
        return length;
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }
}
